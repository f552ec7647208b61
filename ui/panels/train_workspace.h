// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/run_table_model.h"
#include "ui/session/run_catalogue.h"
#include "ui/session/run_follower.h"
#include "ui/session/run_trash.h"
#include "ui/session/session.h"
#include "ui/widgets/curve_data.h"

#include <QElapsedTimer>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QSplitter;
class QStackedWidget;

namespace mae::ui {

class CurvePanel;
class DataPanel;
class FilmExport;
class LayersPanel;
class MessageBar;
class NewRunPanel;
class ProbePanel;
class RunHeader;
class RunHistory;
class RunList;
class RunPanel;
struct RunProgress;

/// What can be done with runs; in menus, buttons and the list's context menu alike.
struct TrainActions {
    QAction* newRun = nullptr;
    QAction* start = nullptr;
    QAction* pause = nullptr; ///< or resume
    QAction* stop = nullptr;
    QAction* save = nullptr;
    QAction* explore = nullptr;
    QAction* continueRun = nullptr;
    QAction* openFolder = nullptr;
    QAction* reuse = nullptr;
    QAction* exportCurves = nullptr;
    QAction* trash = nullptr;
    QAction* fork = nullptr;      ///< a new run that begins with the newest checkpoint
    QAction* importRun = nullptr; ///< adds a run that lies elsewhere to the list
    QAction* forget = nullptr;    ///< takes it off the list again
    QAction* compare = nullptr;   ///< the run that is current in the list, or no longer
    QAction* compareNone = nullptr;
    QAction* exportFilm = nullptr;
    QAction* layers = nullptr;     ///< in place of the curves
    QAction* allRuns = nullptr;    ///< the table of them
    QAction* putBack = nullptr;    ///< what was moved to the trash last
    QAction* unqueue = nullptr;    ///< the run that is current in the list
    QAction* queueFirst = nullptr; ///< likewise
};

/// The workspace that trains: runs, new or old, on the left; curves and reconstructions in the
/// middle; settings on the right. Its actions() belong in a menu of the window.
class TrainWorkspace : public QWidget {
    Q_OBJECT

public:
    /// @param session  outlives the workspace
    explicit TrainWorkspace(Session& session, QWidget* parent = nullptr);
    ~TrainWorkspace() override;

    /// Prepares a new run on the pictures of a folder.
    void setDataFolder(const QString& folder);
    /// Shows a run that lies on the disk; one outside of the folder of runs stays where it is and
    /// is listed from now on.
    void openRun(const QString& folder);
    QString shownRun() const { return m_shown; } ///< its folder; empty: none
    const TrainActions& trainActions() const { return m_actions; }
    bool isSettled() const { return !m_catalogue.isReading(); } ///< nothing is still being read

    void setElsewhere(const QStringList& folders); ///< runs outside of the folder of runs
    const QStringList& elsewhere() const { return m_elsewhere; }
    RunTableModel& runs() { return m_runs; }

    QByteArray saveLayout() const; ///< of the splitters, to be remembered
    void restoreLayout(const QByteArray& layout);

Q_SIGNALS:
    /// The user wants to explore with the model in training (the session has been told).
    void exploreTrainingModel();
    void shownRunChanged(const QString& folder); ///< empty: none
    void elsewhereChanged(const QStringList& folders);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// The run of this process, also after it has ended.
    struct Live {
        RunStarted run{}; ///< without its history
        QString folder;   ///< empty: none yet
        std::vector<CurvePoint> points{};
        StepMetrics last{};
        std::optional<double> validationLoss{}; ///< the last one
        std::optional<double> knnTop1{};        ///< the last one
        std::vector<PreviewFile> previews{};
        std::shared_ptr<const Probes> probes{};
        std::shared_ptr<const LayerReport> layers{}; ///< measured last
        bool active = false;
    };

    void makeActions();
    void layOut();
    QWidget* makeEmptyPage();
    void connectSession();
    void connectParts();
    void connectHistory();
    void connectSteering();
    void connectLayers();
    void showLayers(); ///< of the run that is shown
    void connectTable();
    void connectTrash();
    void showTable(bool table);
    void trash(const QStringList& folders);
    void connectQueue();
    quint64 currentQueued() const; ///< its number in the queue; 0: it does not wait
    void connectData();
    void checkPictures(bool check); ///< opens or closes what the new run's pictures are like
    void placePages(); ///< what is in the middle: the run, all runs, or the check of pictures
    void showSteering();
    void showQueue(const QueueChanged& queue);
    void offerInterrupted(const std::vector<RunSummary>& runs);
    void askWhereToSave();
    void forkShown();

    void onState(EngineState state);
    void onRunStarted(const RunStarted& run);
    void onMetrics(const std::vector<StepMetrics>& steps);
    void onProbes(const std::shared_ptr<const Probes>& probes);
    void onRunEnded(const RunEnded& ended);
    void onFailed(const EngineFailed& failure);
    void onRunRead(const std::shared_ptr<const RunRecord>& record);

    void onGrown(const RunGrowth& growth);
    void updateCompared();
    void showComparison();
    void showNotesOf(const RunRecord& record); ///< marks, references, notes
    void askForRun();
    void exportFilm();
    bool isElsewhere(const QString& folder) const;
    void setShown(const QString& folder);
    void prepareNewRun(); ///< because somebody wants to
    void showForm();      ///< on the right, and what is going on in the middle
    void showRun(const QString& folder);
    void showLive();
    void showRecord(const RunRecord& record);
    void showHeader();
    void updateActions();
    void updateActiveRow();
    void askToContinue(const QString& folder);
    void explore(const QString& folder);
    void trashShown();
    void offerRemedy(const EngineFailed& failure);
    RunPhase shownPhase() const;
    RunProgress liveProgress() const;
    bool showsLive() const { return !m_shown.isEmpty() && m_shown == m_live.folder; }

    Session& m_session;
    RunCatalogue m_catalogue;
    RunFollower m_follower;
    RunTrash m_trash{m_catalogue};
    RunTableModel m_runs;
    TrainActions m_actions;
    Live m_live;
    std::shared_ptr<const RunRecord> m_record; ///< of the run that is shown; null: not read yet
    RunRecords m_others;                       ///< that it is compared with
    QStringList m_elsewhere;
    QString m_shown;
    std::function<void()> m_remedy;         ///< what the message's button does
    std::optional<TrainConfig> m_lastStart; ///< what was last to be trained, maybe in vain
    QElapsedTimer m_sinceHeader;
    quint64 m_trialRequest = 0; ///< the newest trial of the form's settings
    bool m_offered = false;     ///< to continue what was interrupted
    bool m_askWhenRead = false; ///< how far to continue the run that is shown
    bool m_checking = false;    ///< the pictures of a new run
    bool m_savingNow = false;   ///< the user asked, and is told when it is done

    FilmExport* m_film; ///< all owned by Qt
    QSplitter* m_columns;
    QSplitter* m_middle;
    RunList* m_list;
    MessageBar* m_message;
    QStackedWidget* m_pages;  ///< a run, or the table of all
    QStackedWidget* m_centre; ///< nothing yet, or a run
    RunHistory* m_table;
    RunHeader* m_header;
    QStackedWidget* m_upper; ///< curves or layers
    CurvePanel* m_curves;
    LayersPanel* m_layers;
    ProbePanel* m_probes;
    QStackedWidget* m_right;
    NewRunPanel* m_newRun;
    DataPanel* m_data;
    RunPanel* m_runPanel;
};

} // namespace mae::ui
