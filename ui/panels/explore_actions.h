// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QUndoStack;
class QWidget;

namespace mae::ui {

/// What can be done in Explore; the window puts these into its menus.
struct ExploreActions {
    QAction* openPictures = nullptr;
    QAction* openFolder = nullptr;
    QAction* samples = nullptr;
    QAction* camera = nullptr;
    QAction* saveReconstruction = nullptr;
    QAction* saveParts = nullptr;
    QAction* exportView = nullptr;
    QAction* exportAnimation = nullptr;
    QAction* saveExperiment = nullptr;
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* copyReconstruction = nullptr;
    QAction* copyView = nullptr;
    QAction* paste = nullptr;
    QAction* removePicture = nullptr;
    QAction* removeAll = nullptr;
    QAction* previous = nullptr;
    QAction* next = nullptr;
    QAction* zoomIn = nullptr;
    QAction* zoomOut = nullptr;
    QAction* fit = nullptr;
    QAction* actualSize = nullptr;
    QAction* showGallery = nullptr;
    QAction* showInspector = nullptr;
    QAction* newMask = nullptr;
    QAction* moreHidden = nullptr;
    QAction* fewerHidden = nullptr;
    QAction* pasteVisible = nullptr;
};

/// Makes all of them with texts, icons and shortcuts, owned by @p owner.
ExploreActions makeExploreActions(QWidget& owner, QUndoStack& undo);

} // namespace mae::ui
