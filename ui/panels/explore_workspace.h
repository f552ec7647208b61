// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/explore_actions.h"
#include "ui/session/background.h"
#include "ui/session/explorer.h"
#include "ui/session/picture_opener.h"

#include <QUndoStack>
#include <QWidget>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace mae::ui {

class ExploreInspector;
class GalleryPanel;
class MessageBar;
class ModelMenu;
class Settings;
class TriptychView;

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
    TriptychView* triptych() const { return m_triptych; }
    GalleryPanel* gallery() const { return m_gallery; }
    ExploreInspector* inspector() const { return m_inspector; }
    MessageBar* messages() const { return m_messages; }

    void showSamples(); ///< at start
    void openPaths(const QStringList& paths);
    void openData(const QMimeData& mime); ///< of a drop or the clipboard
    void setPicturesAlone(bool alone);    ///< hides everything but the pictures
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
    QWidget* makeToolBar();
    QWidget* makeEmptyPage();
    void makeContextMenus();
    void connectActions();
    void connectViews();
    void showPicture(const PictureRef& ref);
    void takePictures(const std::vector<PictureRef>& pictures, const QStringList& from);
    void takeResult(const ReconstructionReady& answer);
    void takeLook(const EncoderLookReady& answer);
    void updateActions();
    void updateZoom();
    void moveRatio(double by);
    void resizeEvent(QResizeEvent* event) override;
    void askForPictures();
    void askForFolder();
    void savePicture(const QImage& picture, const QString& suggestion);
    void copy(const QImage& picture);
    void paste();
    void dragOut();

    Settings& m_settings;
    QUndoStack m_undo;
    Explorer m_explorer;
    PictureOpener m_opener;
    Background m_reader; ///< decodes the current picture
    bool m_reading = false;
    bool m_active = true;
    bool m_compared = false;  ///< the baselines of what is shown have arrived
    ExploreActions m_actions; ///< owned by Qt, as all below
    MessageBar* m_messages;
    TriptychView* m_triptych;
    QStackedWidget* m_centre; ///< the triptych, or what to do without a picture
    GalleryPanel* m_gallery;
    ExploreInspector* m_inspector;
    QSplitter* m_across;
    QSplitter* m_down;
    QLabel* m_zoom;
    QWidget* m_toolBar;
};

} // namespace mae::ui
