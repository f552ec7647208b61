// SPDX-License-Identifier: GPL-3.0-or-later
// How the Train workspace is put together: actions, layout, connections, drops.
#include "core/base/files.h"
#include "core/data/decode.h"
#include "ui/panels/curve_panel.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/probe_panel.h"
#include "ui/panels/run_header.h"
#include "ui/panels/run_history.h"
#include "ui/panels/run_list.h"
#include "ui/panels/run_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/film_export.h"
#include "ui/session/paths.h"
#include "ui/session/picture_opener.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QDataStream>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QIODevice>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kListWidth = 192;

bool isPicture(const QString& file) { return hasImageSuffix(toPath(file)); }

bool isWebAddress(const QUrl& url) {
    return url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
}

/// What of a drop can be learned from: folders and pictures.
QStringList usablePaths(const QMimeData& data) {
    QStringList paths;
    for (const auto& url : data.urls()) {
        const auto path = url.toLocalFile();
        if (!path.isEmpty() && (QFileInfo(path).isDir() || isPicture(path))) {
            paths << path;
        }
    }
    return paths;
}

} // namespace

TrainWorkspace::TrainWorkspace(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_catalogue(runsFolder()),
      m_follower(this),
      m_film(new FilmExport(this)),
      m_columns(new QSplitter(Qt::Horizontal)),
      m_middle(new QSplitter(Qt::Vertical)),
      m_list(new RunList(m_runs)),
      m_message(new MessageBar),
      m_pages(new QStackedWidget),
      m_centre(new QStackedWidget),
      m_table(new RunHistory(m_runs)),
      m_upper(new QStackedWidget),
      m_curves(new CurvePanel),
      m_layers(new LayersPanel),
      m_probes(new ProbePanel),
      m_right(new QStackedWidget),
      m_newRun(new NewRunPanel),
      m_data(new DataPanel) {
    makeActions();
    const auto& a = m_actions;
    m_header = new RunHeader({a.pause, a.stop, a.save, a.continueRun, a.explore});
    m_runPanel = new RunPanel({a.fork, a.reuse, a.openFolder});
    setAcceptDrops(true);
    layOut();
    connectSession();
    connectParts();
    connectHistory();
    connectSteering();
    connectLayers();
    connectTable();
    connectTrash();
    connectQueue();
    connectData();
    prepareNewRun();
    onState(session.state());
    if (session.hasActiveRun()) {
        onRunStarted(session.run()); // began before there was a workspace
    }
}

TrainWorkspace::~TrainWorkspace() = default;

void TrainWorkspace::makeActions() {
    const auto make = [this](const char* iconName, const QString& name, const QString& help) {
        auto* action = new QAction(icon(iconName), name, this);
        action->setToolTip(help);
        action->setStatusTip(help);
        addAction(action);
        return action;
    };
    auto& a = m_actions;
    a.newRun = make("add", tr("New Run"), tr("Choose pictures and settings for another run."));
    a.start = make("play", tr("Start Training"), tr("Starts the run as the form describes it."));
    a.pause = make("pause", tr("Pause"), {});
    a.stop = make("stop", tr("Stop"), tr("Saves the run and ends it; it can be continued."));
    a.save = make("save", tr("Save Now"), tr("Saves a checkpoint and goes on."));
    a.explore = make("explore", tr("Use in Explore"),
                     tr("Explore reconstructs with the model of this run, as it is now."));
    a.continueRun = make("continue", tr("Continue…"),
                         tr("Trains on from the newest checkpoint, to more epochs if you like."));
    a.fork = make("convert", tr("Fork Run"),
                  tr("Begins a new run with the newest checkpoint of this one, which stays as it "
                     "is."));
    a.reuse = make("copy", tr("New Run With These Settings"),
                   tr("Opens the form with the settings of this run."));
    a.openFolder =
        make("folder", tr("Open Folder"), tr("Shows the run's checkpoints, metrics and previews."));
    a.exportCurves =
        make("save", tr("Export Curves…"), tr("Writes the curves as a picture, a PDF or a table."));
    a.trash = make("trash", tr("Move to Trash"), tr("Removes the run; this can be undone."));
    a.importRun =
        make("open", tr("Add a Run From Elsewhere…"),
             tr("Lists a run in another folder, e.g. of another machine; it stays there."));
    a.forget = make("remove", tr("Take off the List"),
                    tr("Lists the run no longer; its folder stays as it is."));
    a.compare =
        make("view-compare", tr("Compare or Not"),
             tr("Draws the run behind the one that is shown (the box in the list, Space)."));
    a.compareNone = make("close", tr("Compare None"), tr("Shows the run alone again."));
    a.exportFilm = make("film", tr("Export Reconstructions as a Film…"),
                        tr("Writes the probe pictures over the run as GIF or MP4."));
    a.layers = make("layers", tr("Layers"),
                    tr("Shows gradients, weights and activations by layer instead of curves."));
    a.layers->setCheckable(true);
    a.allRuns = make("history", tr("All Runs"),
                     tr("Shows all runs as a table: search, sort, compare, tidy up."));
    a.allRuns->setCheckable(true);
    a.putBack = make("undo", tr("Put Back From Trash"),
                     tr("Brings back what was last moved to the trash since the start."));
    a.unqueue = make("remove", tr("Take Out of the Queue"),
                     tr("The run that waits for its turn is not started."));
    a.queueFirst =
        make("continue", tr("Start Next"), tr("Gives the next turn to the run that waits."));
    a.compareNone->setEnabled(false);
}

QWidget* TrainWorkspace::makeEmptyPage() {
    auto* button = new QPushButton(icon("play"), tr("Start a Small Run Now"));
    button->setToolTip(tr("The preset Tiny on scenes: a minute on most machines."));
    connect(button, &QPushButton::clicked, this, [this] {
        m_newRun->choosePreset(QStringLiteral("tiny"));
        m_newRun->setPaths({QStringLiteral("scenes")});
        m_newRun->startWhenCounted();
    });
    connect(m_newRun, &NewRunPanel::obstacleChanged, button,
            [button](const QString& reason) { button->setEnabled(reason.isEmpty()); });
    return makeEmptyState("train",
                          tr("Train a model on scenes that the program draws, or drop a folder "
                             "of pictures here."),
                          button);
}

void TrainWorkspace::layOut() {
    m_upper->addWidget(m_curves);
    m_upper->addWidget(m_layers);
    m_middle->addWidget(m_upper);
    m_middle->addWidget(m_probes);
    m_middle->setStretchFactor(0, 3);
    m_middle->setStretchFactor(1, 2);
    m_middle->setChildrenCollapsible(false);
    auto* run = new QWidget;
    auto* runColumn = new QVBoxLayout(run);
    runColumn->setContentsMargins({});
    runColumn->setSpacing(0);
    runColumn->addWidget(m_header);
    runColumn->addWidget(makeSeparator());
    runColumn->addWidget(m_middle, 1);
    m_centre->addWidget(makeEmptyPage());
    m_centre->addWidget(run);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_message);
    m_pages->addWidget(m_centre);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_data);
    column->addWidget(m_pages, 1);

    m_right->addWidget(m_newRun);
    m_right->addWidget(m_runPanel);
    m_list->setMinimumWidth(160);
    m_columns->addWidget(m_list);
    m_columns->addWidget(centre);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({kListWidth, 600, kInspectorMinWidth + kGapHuge});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_columns);
}

void TrainWorkspace::connectSession() {
    connect(&m_session, &Session::stateChanged, this, &TrainWorkspace::onState);
    connect(&m_session, &Session::runStarted, this, &TrainWorkspace::onRunStarted);
    connect(&m_session, &Session::metricsAdded, this, &TrainWorkspace::onMetrics);
    connect(&m_session, &Session::probesReady, this, &TrainWorkspace::onProbes);
    connect(&m_session, &Session::runEnded, this, &TrainWorkspace::onRunEnded);
    connect(&m_session, &Session::failed, this, &TrainWorkspace::onFailed);
    connect(&m_session, &Session::checkpointSaved, this, [this](const CheckpointSaved& saved) {
        if (m_savingNow) {
            m_savingNow = false;
            m_message->showMessage(
                MessageBar::Kind::Info,
                tr("Saved at step %1.").arg(QLocale().toString(qlonglong{saved.step})));
        }
        updateActions();
    });
    const auto& a = m_actions;
    connect(a.pause, &QAction::triggered, this, [this] {
        m_session.state() == EngineState::Paused ? m_session.resume() : m_session.pause();
    });
    connect(a.stop, &QAction::triggered, &m_session, &Session::stop);
    connect(a.save, &QAction::triggered, this, [this] {
        m_savingNow = true;
        m_session.saveNow();
    });
}

void TrainWorkspace::connectParts() {
    const auto& a = m_actions;
    connect(a.newRun, &QAction::triggered, this, &TrainWorkspace::prepareNewRun);
    connect(a.start, &QAction::triggered, m_newRun, &NewRunPanel::start);
    connect(a.explore, &QAction::triggered, this, [this] { explore(m_shown); });
    connect(a.continueRun, &QAction::triggered, this, [this] { askToContinue(m_shown); });
    connect(a.exportCurves, &QAction::triggered, m_curves, &CurvePanel::askForExport);
    connect(a.trash, &QAction::triggered, this, &TrainWorkspace::trashShown);
    connect(a.openFolder, &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_shown)); });
    connect(a.reuse, &QAction::triggered, this, [this] {
        const auto config = m_runPanel->config();
        prepareNewRun();
        m_newRun->setConfig(config);
    });
    m_list->view()->addActions({a.queueFirst, a.unqueue, a.explore, a.continueRun, a.fork, a.reuse,
                                a.openFolder, a.compare, a.compareNone, a.trash, a.forget,
                                a.importRun});

    connect(m_list, &RunList::runChosen, this, &TrainWorkspace::showRun);
    connect(m_list, &RunList::newRunWanted, this, &TrainWorkspace::prepareNewRun);
    connect(m_list, &RunList::refreshWanted, &m_catalogue, &RunCatalogue::refresh);
    connect(m_newRun, &NewRunPanel::startWanted, this, [this](const TrainConfig& config) {
        if (m_session.hasActiveRun()) { // it waits for its turn, of which the queue tells
            m_session.startTraining(config);
            return;
        }
        m_message->clear();
        setShown({});
        m_record.reset();
        m_header->showRun(tr("New run"), {});
        m_header->showPreparing();
        m_curves->plot()->clear();
        m_probes->setRun({}, 0);
        m_centre->setCurrentIndex(1);
        updateActions(); // nothing is shown to be forked until the engine prepares it
        m_lastStart = config;
        m_session.startTraining(config);
    });
    connect(m_newRun, &NewRunPanel::trialWanted, this,
            [this](const TrainConfig& config) { m_trialRequest = m_session.tryOut(config); });
    connect(&m_session, &Session::trialReady, this, [this](const TrialReady& answer) {
        if (answer.request == m_trialRequest) {
            m_newRun->showTrial(answer.result);
        }
    });
    connect(m_newRun, &NewRunPanel::canStartChanged, this, &TrainWorkspace::updateActions);
    connect(m_message, &MessageBar::actionTriggered, this, [this] {
        if (const auto remedy = std::exchange(m_remedy, nullptr)) {
            remedy();
        }
    });
    const auto complain = [this](const QString& message) {
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Error, message);
    };
    connect(m_curves, &CurvePanel::failed, this, complain);
    connect(m_probes, &ProbePanel::previewsWanted, &m_catalogue, &RunCatalogue::readPreviews);
    connect(&m_catalogue, &RunCatalogue::previewsRead, m_probes, &ProbePanel::setPreviews);
    connect(&m_catalogue, &RunCatalogue::runRead, this, &TrainWorkspace::onRunRead);
    connect(&m_catalogue, &RunCatalogue::readFailed, this,
            [this, complain](const QString& folder, const QString& message) {
                m_askWhenRead = false;
                if (folder == m_shown && !showsLive()) {
                    prepareNewRun();
                    complain(message);
                }
            });
    connect(&m_catalogue, &RunCatalogue::listed, this, [this](const std::vector<RunSummary>& runs) {
        m_list->setMessage({});
        m_runs.setRuns(runs);
        showHeader();
        updateActions();
    });
    connect(&m_catalogue, &RunCatalogue::listFailed, m_list, &RunList::setMessage);
    connect(&m_catalogue, &RunCatalogue::changeFailed, this, complain);
}

void TrainWorkspace::updateActions() {
    const auto state = m_session.state();
    const auto& a = m_actions;
    const bool active = showsLive() && m_session.hasActiveRun();
    const bool preparing = state == EngineState::Preparing;
    const bool paused = state == EngineState::Paused;
    const bool past = !m_shown.isEmpty() && !active;
    const bool shown = !m_shown.isEmpty();
    a.start->setEnabled(m_newRun->canStart());
    a.pause->setVisible(active);
    a.pause->setEnabled(m_session.hasActiveRun());
    a.pause->setText(paused ? tr("Resume") : tr("Pause"));
    a.pause->setIcon(icon(paused ? "play" : "pause"));
    a.pause->setToolTip(paused ? tr("Trains on.")
                               : tr("Waits after this step; the model can be explored meanwhile."));
    a.stop->setVisible(active || preparing);
    a.stop->setEnabled(m_session.hasActiveRun() || preparing);
    a.save->setVisible(active);
    a.save->setEnabled(m_session.hasActiveRun());
    const auto phase = shown ? shownPhase() : RunPhase::Empty;
    showSteering();
    a.explore->setVisible(shown);
    const bool saved = phase != RunPhase::Empty && phase != RunPhase::CutOff;
    a.explore->setEnabled(active || (past && saved));
    a.continueRun->setVisible(past && canContinue(phase));
    a.continueRun->setEnabled(past && canContinue(phase) && m_record && state == EngineState::Idle);
    a.fork->setEnabled(shown && saved);
    a.reuse->setEnabled(shown);
    a.openFolder->setEnabled(shown);
    a.exportCurves->setEnabled(shown);
    a.layers->setEnabled(shown);
    showLayers();
    a.exportFilm->setEnabled(shown && !m_probes->files().empty());
    a.forget->setVisible(shown && m_elsewhere.contains(m_shown));
    a.compare->setEnabled(m_list->view()->currentIndex().isValid());
    a.trash->setEnabled(past && phase != RunPhase::Elsewhere && phase != RunPhase::Waiting
                        && m_record
                        && !preparing); // the run that is shown may be the one to be continued
}

void TrainWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_catalogue.refresh();
}

QByteArray TrainWorkspace::saveLayout() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_columns->saveState() << m_middle->saveState() << m_table->saveColumns();
    return bytes;
}

void TrainWorkspace::restoreLayout(const QByteArray& layout) {
    QByteArray columns, middle, table;
    QDataStream stream(layout);
    stream >> columns >> middle >> table; // damaged ones restore nothing
    m_columns->restoreState(columns);
    m_middle->restoreState(middle);
    m_table->restoreColumns(table);
}

void TrainWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (!usablePaths(*event->mimeData()).isEmpty() || std::ranges::any_of(urls, isWebAddress)) {
        event->acceptProposedAction();
    }
}

void TrainWorkspace::dropEvent(QDropEvent* event) {
    const auto paths = usablePaths(*event->mimeData());
    event->acceptProposedAction();
    if (paths.isEmpty()) {
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Warning,
                               tr("Web addresses are not read: this program never uses the "
                                  "network. Save the pictures to a folder and drop that."));
        return;
    }
    if (std::ranges::all_of(paths, PictureOpener::isRunFolder)) {
        for (const auto& run : paths) { // all are listed; the last one stays shown
            openRun(run);
        }
        return;
    }
    prepareNewRun();
    m_newRun->addPaths(paths);
}

} // namespace mae::ui
