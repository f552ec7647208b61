// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/experiment.h"
#include "ui/panels/explore_actions.h"
#include "ui/panels/view_deck.h"
#include "ui/session/background.h"
#include "ui/session/camera_feed.h"
#include "ui/session/explorer.h"
#include "ui/session/picture_opener.h"
#include "ui/widgets/paint_form.h"

#include <QUndoStack>
#include <QWidget>
#include <functional>
#include <optional>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace mae::ui {

class AnimationExport;
class ExploreInspector;
class FilmExport;
class GalleryPanel;
class MaskCanvas;
class MessageBar;
class ModelMenu;
class ProgressLine;
class Settings;
class TriptychView;
class WindowCanvas;

/// The workspace that shows what a model makes of pictures.
class ExploreWorkspace : public QWidget {
    Q_OBJECT

public:
    /// @param session, settings, models  outlive the workspace
    ExploreWorkspace(Session& session, Settings& settings, ModelMenu& models,
                     QWidget* parent = nullptr);

    const ExploreActions& actions() const { return m_actions; }
    Explorer& explorer() { return m_explorer; }
    QUndoStack& undoStack() { return m_undo; }
    ViewDeck* deck() const { return m_deck; }
    TriptychView* triptych() const { return m_deck->triptych(); }
    const PaintActions& paintActions() const { return m_paint; }
    MaskCanvas* canvas() const { return m_canvas; }
    GalleryPanel* gallery() const { return m_gallery; }
    ExploreInspector* inspector() const { return m_inspector; }
    MessageBar* messages() const { return m_messages; }

    void showSamples(); ///< at start
    void openPaths(const QStringList& paths);
    void openData(const QMimeData& mime); ///< of a drop or the clipboard
    void openExperiment(const QString& path);
    /// What reproduces the shown picture. @throws Error(InvalidConfig) for a model in training or a
    /// picture that is in no file
    Experiment experiment() const;
    void startCamera(const QString& source); ///< a device, or a video file
    void stopCamera();
    void setPicturesAlone(bool alone); ///< hides everything but the pictures
    void chooseStrategy(const MaskStrategy& strategy);
    void setActive(bool active); ///< whether it is the workspace shown: its keys work only then
    bool isSettled() const;      ///< nothing asked for is still under way
    void save(Settings& settings) const;
    void restore(const Settings& settings);

Q_SIGNALS:
    void titleChanged(const QString& picture); ///< name of the current picture; empty: none
    void hint(const QString& text);            ///< about the patch pointed at; empty: none
    void timeTaken(double milliseconds);       ///< of the model, for the picture now shown
    void modelFound(const QString& path);      ///< something opened is a model
    void runFound(const QString& folder);      ///< something opened is a run

private:
    void layOut();
    QWidget* makeToolBar();
    QWidget* makeViewButton();
    QWidget* makeEmptyPage();
    void makeContextMenus();
    void connectActions();
    void connectFiles();
    void connectViews();
    void connectProgress();
    void connectGallery();
    void connectPainting();
    void connectMaskActions();
    void connectCamera();
    void showPicture(const PictureRef& ref);
    void takePictures(const std::vector<PictureRef>& pictures, const QStringList& from);
    void takeResult(const ReconstructionReady& answer);
    void takeLook(const EncoderLookReady& answer);
    void showMaskOnCanvas();
    void updateCanvas();
    void updateActions();
    void updateZoom();
    void moveRatio(double by);
    void resizeEvent(QResizeEvent* event) override;
    void askForPictures();
    void askForFolder();
    void saveReconstruction();
    void saveParts();
    void exportView();
    void exportAnimation();
    void saveExperiment();
    void takeExperiment(const Experiment& experiment);
    void loadMask();
    void saveMask();
    void copyMask();
    void pasteMask();
    void paintEdited(Mask (*edit)(const Mask&));
    std::optional<Mask> shownMask() const;
    QString askForSaving(const QString& title, const QString& suggestion, const QString& filter);
    /// Does it, and tells what stopped it. @return whether it was done
    bool attempt(const std::function<void()>& work);
    void copy(const QImage& picture);
    void paste();
    void dragOut(const QImage& picture);

    Settings& m_settings;
    ModelMenu& m_models;
    QUndoStack m_undo;
    Explorer m_explorer;
    PictureOpener m_opener;
    Background m_reader;      ///< decodes the current picture
    Background m_experiments; ///< reads and writes them: the checksum of a model takes a while
    CameraFeed m_camera;
    PictureRef m_cameraRef; ///< id 0: the camera is off
    bool m_reading = false;
    bool m_masked = false;       ///< what is shown has a mask
    quint64 m_maskedPicture = 0; ///< whose mask that is
    bool m_active = true;
    bool m_compared = false;  ///< the baselines of what is shown have arrived
    ExploreActions m_actions; ///< owned by Qt, as all below
    PaintActions m_paint;
    MessageBar* m_messages;
    ProgressLine* m_progress;
    ViewDeck* m_deck;
    QStackedWidget* m_centre; ///< the views, or what to do without a picture
    GalleryPanel* m_gallery;
    ExploreInspector* m_inspector;
    MaskCanvas* m_canvas;
    WindowCanvas* m_window;
    AnimationExport* m_animation;
    FilmExport* m_film;
    QSplitter* m_across;
    QSplitter* m_down;
    QLabel* m_zoom;
    QWidget* m_toolBar;
};

} // namespace mae::ui
