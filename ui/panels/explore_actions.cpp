// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explore_actions.h"

#include "ui/style/action_maker.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QUndoStack>
#include <QWidget>

namespace mae::ui {
namespace {

/// Texts of the actions; lupdate finds them here.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(mae::ui::ExploreActions)
};

void makeFileActions(ExploreActions& a, const ActionMaker& make) {
    a.openPictures = make(Text::tr("&Open Pictures…"), "open", QKeySequence::Open);
    a.openFolder = make(Text::tr("Open &Folder…"), "folder", Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    a.samples = make(Text::tr("Sa&mple Pictures"), "sample", Qt::CTRL | Qt::Key_L,
                     Text::tr("Go back to the pictures that come with the program"));
    a.camera = make.toggle(Text::tr("&Camera"), "camera", Qt::CTRL | Qt::SHIFT | Qt::Key_L,
                           Text::tr("Reconstruct what the camera sees, while it moves"));
    a.saveReconstruction = make(Text::tr("Save &Reconstruction As…"), "save", QKeySequence::Save);
    a.saveParts = make(Text::tr("Save Pa&rts…"), "save-three", Qt::CTRL | Qt::ALT | Qt::Key_S,
                       Text::tr("Masked, reconstruction and original as files of a folder"));
    a.exportView = make(Text::tr("&Export View…"), "export", Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                        Text::tr("What is shown as PNG, PDF or SVG"));
    a.exportAnimation =
        make(Text::tr("Export A&nimation…"), "film", Qt::CTRL | Qt::SHIFT | Qt::Key_E,
             Text::tr("The picture from few to many hidden patches, as GIF or MP4"));
    a.saveExperiment = make(Text::tr("Save E&xperiment…"), nullptr, {},
                            Text::tr("A small file that reproduces what is shown, bit for bit"));
}

void makeEditActions(ExploreActions& a, const ActionMaker& make, QUndoStack& undo) {
    a.undo = undo.createUndoAction(&make.owner, Text::tr("&Undo"));
    a.undo->setIcon(icon("undo"));
    a.undo->setShortcuts(QKeySequence::Undo);
    a.redo = undo.createRedoAction(&make.owner, Text::tr("&Redo"));
    a.redo->setIcon(icon("redo"));
    a.redo->setShortcuts(QKeySequence::Redo);
    a.copyReconstruction = make(Text::tr("&Copy Reconstruction"), nullptr, QKeySequence::Copy);
    a.copyView = make(Text::tr("Copy &View"), "copy", Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                      Text::tr("What is shown, as a picture on the clipboard"));
    a.paste = make(Text::tr("&Paste"), "paste", QKeySequence::Paste,
                   Text::tr("A picture, picture files or a path from the clipboard"));
    a.removePicture = make(Text::tr("Remove &Picture"), "remove", QKeySequence::Delete,
                           Text::tr("From the gallery; the file stays where it is"));
    a.removeAll = make(Text::tr("Remove A&ll Pictures"), nullptr, Qt::CTRL | Qt::Key_Delete);
}

void makeViewActions(ExploreActions& a, const ActionMaker& make) {
    a.previous = make(Text::tr("&Previous Picture"), "chevron-left", Qt::ALT | Qt::Key_Left);
    a.next = make(Text::tr("&Next Picture"), "chevron-right", Qt::ALT | Qt::Key_Right);
    a.zoomIn = make(Text::tr("Zoom &In"), "zoom-in", QKeySequence::ZoomIn);
    a.zoomOut = make(Text::tr("Zoom &Out"), "zoom-out", QKeySequence::ZoomOut);
    a.fit = make(Text::tr("&Fit"), "fit", Qt::CTRL | Qt::Key_0);
    a.actualSize = make(Text::tr("&Actual Size"), "actual-size", Qt::CTRL | Qt::ALT | Qt::Key_0,
                        Text::tr("One pixel of the picture is one pixel of the screen"));
    a.showGallery = make.toggle(Text::tr("Show &Gallery"), "gallery", Qt::CTRL | Qt::Key_G);
    a.showInspector = make.toggle(Text::tr("Show &Settings"), "inspector", Qt::CTRL | Qt::Key_I);
    a.showGallery->setChecked(true);
    a.showInspector->setChecked(true);
}

void makeMaskActions(ExploreActions& a, const ActionMaker& make) {
    a.newMask = make(Text::tr("&New Mask"), "refresh", Qt::Key_R,
                     Text::tr("Draw another mask with the next seed"));
    a.moreHidden = make(Text::tr("&More Hidden"), nullptr, Qt::Key_Period,
                        Text::tr("Raise the mask ratio by five percent"));
    a.fewerHidden = make(Text::tr("&Fewer Hidden"), nullptr, Qt::Key_Comma,
                         Text::tr("Lower the mask ratio by five percent"));
    a.pasteVisible = make.toggle(Text::tr("Paste &Visible Patches"), "eye", Qt::Key_V,
                                 Text::tr("Show the true pixels where patches were visible"));
    a.pasteVisible->setChecked(true);
}

} // namespace

ExploreActions makeExploreActions(QWidget& owner, QUndoStack& undo) {
    ExploreActions actions;
    const ActionMaker make{owner};
    makeFileActions(actions, make);
    makeEditActions(actions, make, undo);
    makeViewActions(actions, make);
    makeMaskActions(actions, make);
    return actions;
}

} // namespace mae::ui
