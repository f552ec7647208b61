// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <functional>

class QAction;
class QActionGroup;
class QLabel;
class QStackedWidget;

namespace mae {
struct EngineFailed;
}

namespace mae::ui {

class ExploreWorkspace;
class ModelMenu;
class ModelsWorkspace;
class Rail;
class Session;
class Settings;
class TrainWorkspace;

enum class Workspace { Explore, Train, Models };

/// What becomes of a run when the window is closed.
enum class CloseChoice { KeepTraining, StopAndSave, Cancel };

/// What the window can't know itself; tests and screenshots replace it.
struct WindowPolicy {
    std::function<CloseChoice(QWidget*)> closeWhileTraining{}; ///< empty: asks in a dialog
    std::function<QString()> versions{};                       ///< for About; empty: Qt's only
    bool remember = true; ///< geometry and the rest; false: neither read nor written
};

/// The window: rail, workspaces, menus, status.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// @param session, settings  outlive the window
    MainWindow(Session& session, Settings& settings, WindowPolicy policy = {});
    ~MainWindow() override;

    ExploreWorkspace* explore() const { return m_explore; }
    TrainWorkspace* train();            ///< made when it is first needed
    ModelsWorkspace* modelsWorkspace(); ///< likewise
    ModelMenu* models() const { return m_models; }
    Workspace workspace() const;
    void showWorkspace(Workspace workspace);
    void openRun(const QString& folder);  ///< in Train
    void lookInside(const QString& path); ///< in Models
    bool isSettled() const;               ///< nothing asked for is still under way
    QString statusText() const;
    void closeAndSave(); ///< without a question: a run is stopped and saved first

Q_SIGNALS:
    void closed(); ///< for good: nothing is left to do

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeActions();
    void makeMenus();
    QMenu* makeFileMenu();
    QMenu* makeEditMenu();
    QMenu* makeViewMenu();
    QMenu* makeMaskMenu();
    QMenu* makeTrainMenu();
    void fillTrainMenu();
    QMenu* makeModelsMenu();
    void fillModelsMenu();
    QMenu* makeHelpMenu();
    void fillRecent(QMenu* menu);
    void addThemes(QMenu* menu);
    void addLanguages(QMenu* menu);
    void makeStatusBar();
    void connectSession();
    void connectNotifications();
    void showNormalAgain(); ///< in front of the others
    QAction* makeNotifyAction();
    void updateStatus();
    void updateTitle();
    void setPicturesAlone(bool alone);
    void openModel(const QString& path);
    void showFailure(const EngineFailed& failure);
    CloseChoice askWhileTraining();
    void hideToTrain();
    void stopToClose();
    void stayOpen(); ///< although it was to be closed: the run could not be saved
    void save();
    void restore();

    Session& m_session;
    Settings& m_settings;
    WindowPolicy m_policy;
    ModelMenu* m_models; ///< owned by Qt, as all below
    ExploreWorkspace* m_explore;
    TrainWorkspace* m_train = nullptr;
    ModelsWorkspace* m_doctor = nullptr;
    QStackedWidget* m_pages;
    Rail* m_rail;
    QActionGroup* m_workspaces;
    QMenu* m_editMenu = nullptr;
    QMenu* m_trainMenu = nullptr;
    QMenu* m_modelsMenu = nullptr;
    QAction* m_alone = nullptr;
    QAction* m_quit = nullptr;
    QLabel* m_engineStatus;
    QLabel* m_hint;
    QLabel* m_stateStatus;
    QString m_picture; ///< name of the one shown in Explore
    double m_milliseconds = -1;
    int m_threads = 0;
    QString m_openingModel; ///< asked for last
    QString m_failedModel;  ///< whose failure is shown, if one can look inside
    bool m_modelFailed = false;
    bool m_hasFallenBack = false; ///< to the bundled model, since the one named could not be opened
    bool m_closing = false;       ///< closes as soon as the run has ended
};

} // namespace mae::ui
