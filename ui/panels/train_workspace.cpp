// SPDX-License-Identifier: GPL-3.0-or-later
// The run that is trained and the run that is shown. How it is put together:
// train_workspace_setup.cpp.
#include "ui/panels/train_workspace.h"

#include "core/base/files.h"
#include "ui/panels/continue_dialog.h"
#include "ui/panels/curve_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/probe_panel.h"
#include "ui/panels/run_header.h"
#include "ui/panels/run_list.h"
#include "ui/panels/run_panel.h"
#include "ui/session/paths.h"
#include "ui/session/picture_opener.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStackedWidget>
#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace mae::ui {
namespace {

constexpr auto kHeaderEvery = std::chrono::milliseconds(150); // faster, nobody can read numbers
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// What the newest checkpoint has seen; metrics may be missing, or go on after it. 0: unknown.
double epochsDone(const RunRecord& record) {
    if (record.metrics.empty() || record.metrics.back().step <= 0) {
        return 0;
    }
    const auto& last = record.metrics.back();
    return last.epoch * static_cast<double>(record.summary.step) / static_cast<double>(last.step);
}

} // namespace

void TrainWorkspace::setDataFolder(const QString& folder) {
    prepareNewRun();
    m_newRun->setPaths({folder});
}

void TrainWorkspace::openRun(const QString& folder) {
    const auto whole = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (isElsewhere(whole) && PictureOpener::isRunFolder(whole)) {
        setElsewhere(m_elsewhere.contains(whole) ? m_elsewhere : m_elsewhere + QStringList{whole});
    }
    m_actions.allRuns->setChecked(false);
    showRun(whole);
}

void TrainWorkspace::setShown(const QString& folder) {
    if (folder != m_shown) {
        m_runPanel->commitNotes();
        m_follower.stop();
        m_shown = folder;
        m_runs.setCompared(folder, false); // with itself
        m_layers->showReport(nullptr);     // nor what went wrong with the other one
        m_askWhenRead = false;
        Q_EMIT shownRunChanged(folder);
    }
}

void TrainWorkspace::prepareNewRun() {
    m_message->clear();
    showForm();
}

void TrainWorkspace::showForm() {
    m_right->setCurrentWidget(m_newRun);
    if (m_live.active) {
        showLive(); // what is going on is worth more than an empty page
        m_right->setCurrentWidget(m_newRun);
        return;
    }
    setShown({});
    m_record.reset();
    m_list->select({});
    m_centre->setCurrentIndex(0);
    updateActions();
}

void TrainWorkspace::showRun(const QString& folder) {
    m_message->clear();
    if (folder == m_live.folder) {
        showLive();
        return;
    }
    setShown(folder);
    m_record.reset();
    m_list->select(folder);
    m_curves->plot()->clear();
    m_curves->showNotes({}, {});
    m_curves->plot()->setReferences({});
    m_probes->setRun({}, 0);
    m_header->showRun(QFileInfo(folder).fileName(), folder);
    m_catalogue.read(toPath(folder));
    updateActions();
}

void TrainWorkspace::showLive() {
    setShown(m_live.folder);
    m_record.reset();
    m_list->select(m_shown);
    m_centre->setCurrentIndex(1);
    m_right->setCurrentWidget(m_runPanel);
    m_curves->setRunName(QFileInfo(m_shown).fileName());
    m_curves->plot()->setPoints(m_live.points);
    m_probes->setRun(m_live.previews, m_live.run.config.model.imageSize);
    if (m_live.probes) {
        m_probes->addLive(*m_live.probes, previewPath(m_live.run.folder, m_live.probes->step));
    }
    m_runPanel->showRun(m_live.run.config,
                        tr("%1 pictures · %2 · computed in %3")
                            .arg(QLocale().toString(qlonglong{m_live.run.pictures}),
                                 m_session.device(), QString::fromStdString(m_live.run.precision)));
    m_header->showRun(QFileInfo(m_shown).fileName(), m_shown);
    showComparison();
    m_catalogue.read(m_live.run.folder); // earlier previews; what can be continued
    showHeader();
    updateActions();
}

void TrainWorkspace::onRunRead(const std::shared_ptr<const RunRecord>& record) {
    if (toText(record->summary.folder) != m_shown) {
        return;
    }
    m_record = record;
    showNotesOf(*record);
    if (showsLive()) {
        if (m_live.previews.size() < record->previews.size()) {
            m_live.previews = record->previews; // of earlier sessions of the run
            m_probes->setRun(m_live.previews, m_live.run.config.model.imageSize);
            if (m_live.probes) {
                m_probes->addLive(*m_live.probes,
                                  previewPath(m_live.run.folder, m_live.probes->step));
            }
        }
        updateActions();
    } else {
        showRecord(*record);
    }
    if (std::exchange(m_askWhenRead, false)) {
        askToContinue(m_shown);
    }
}

void TrainWorkspace::showRecord(const RunRecord& record) {
    m_centre->setCurrentIndex(1);
    m_right->setCurrentWidget(m_runPanel);
    const auto name = QFileInfo(m_shown).fileName();
    m_header->showRun(record.summary.beingWritten ? tr("%1 (read only, followed live)").arg(name)
                                                  : name,
                      m_shown);
    m_curves->setRunName(name);
    m_curves->plot()->setPoints(curvePoints(record.metrics));
    m_probes->setRun(record.previews, record.summary.config.model.imageSize);
    m_runPanel->showRun(record.summary.config,
                        record.summary.beingWritten
                            ? tr("Another process trains this run. It is only read here; what is "
                                 "added appears as it comes.")
                            : QString());
    showComparison();
    showHeader();
    updateActions();
}

RunPhase TrainWorkspace::shownPhase() const {
    if (const int row = m_runs.rowOf(m_shown); row >= 0) {
        return m_runs.phase(row);
    }
    return m_record ? phaseOf(m_record->summary) : RunPhase::Stopped;
}

RunProgress TrainWorkspace::liveProgress() const {
    const auto& run = m_live.run;
    const auto& last = m_live.last;
    const auto& curves = m_curves->plot()->data();
    RunProgress progress{
        .step = std::max(last.step, run.firstStep),
        .totalSteps = run.totalSteps,
        .epoch = last.epoch,
        .epochs = static_cast<double>(run.totalSteps)
                  / static_cast<double>(std::max<std::int64_t>(1, run.stepsPerEpoch)),
        .loss = curves.size() > 0 ? curves.smoothed(0, curves.size() - 1) : kUnknown,
        .picturesPerSecond = last.imagesPerSecond,
        .secondsLeft = kUnknown};
    if (last.imagesPerSecond > 0 && m_live.active) {
        const auto perStep = static_cast<double>(run.config.train.batchSize)
                             * static_cast<double>(run.config.train.accumulate);
        progress.secondsLeft =
            static_cast<double>(run.totalSteps - progress.step) * perStep / last.imagesPerSecond;
    }
    return progress;
}

void TrainWorkspace::showHeader() {
    m_sinceHeader.start();
    if (m_shown.isEmpty()) {
        return;
    }
    m_header->showPhase(shownPhase());
    if (showsLive()) {
        m_header->showProgress(liveProgress());
        return;
    }
    if (!m_record) {
        return;
    }
    const auto& summary = m_record->summary;
    const auto& curves = m_curves->plot()->data();
    RunProgress progress{.step = summary.step,
                         .totalSteps = summary.totalSteps,
                         .epochs = summary.config.train.steps > 0 ? 0 : summary.config.train.epochs,
                         .loss = kUnknown,
                         .secondsLeft = kUnknown};
    if (curves.size() > 0) {
        progress.epoch = curves.point(curves.size() - 1).epoch;
        progress.loss = curves.smoothed(0, curves.size() - 1);
    }
    m_header->showProgress(progress);
}

void TrainWorkspace::updateActiveRow() {
    if (!m_live.active) {
        m_runs.clearActive();
        return;
    }
    m_runs.setActive(
        {.folder = m_live.run.folder,
         .config = m_live.run.config,
         .phase = m_session.state() == EngineState::Paused ? RunPhase::Paused : RunPhase::Training,
         .step = std::max(m_live.last.step, m_live.run.firstStep),
         .totalSteps = m_live.run.totalSteps,
         .loss = m_live.points.empty() ? kUnknown : m_live.last.loss,
         .validationLoss = m_live.validationLoss,
         .knnTop1 = m_live.knnTop1,
         .seconds = m_live.last.time});
}

void TrainWorkspace::onState(EngineState state) {
    if (state == EngineState::Preparing) {
        m_newRun->setObstacle(tr("A run is being prepared."));
        m_header->showPreparing();
    } else if (m_session.hasActiveRun()) {
        m_newRun->setObstacle({}); // it waits for its turn
    } else {
        m_newRun->setObstacle({});
        if (m_centre->currentIndex() == 1 && m_shown.isEmpty()) {
            showForm(); // what was being prepared never started; the message says why
        }
    }
    m_newRun->setWaiting(m_session.hasActiveRun());
    updateActiveRow();
    showHeader();
    updateActions();
}

void TrainWorkspace::onRunStarted(const RunStarted& run) {
    m_message->clear();
    m_askWhenRead = false;
    m_live = {.run = run,
              .folder = toText(run.folder),
              .points = curvePoints(run.history),
              .active = true};
    if (!run.history.empty()) {
        m_live.last = run.history.back();
    }
    m_live.run.history.clear();
    updateActiveRow();
    showLive();
    m_catalogue.refresh();
}

void TrainWorkspace::onMetrics(const std::vector<StepMetrics>& steps) {
    if (steps.empty()) {
        return;
    }
    const auto points = curvePoints(steps);
    m_live.points.insert(m_live.points.end(), points.begin(), points.end());
    m_live.last = steps.back();
    for (const auto& step : steps) {
        m_live.validationLoss = step.validationLoss ? step.validationLoss : m_live.validationLoss;
        m_live.knnTop1 = step.knnTop1 ? step.knnTop1 : m_live.knnTop1;
    }
    if (showsLive()) {
        m_curves->plot()->append(points);
    }
    if (!m_sinceHeader.isValid() || m_sinceHeader.hasExpired(kHeaderEvery.count())) {
        updateActiveRow();
        showHeader();
    }
}

void TrainWorkspace::onProbes(const std::shared_ptr<const Probes>& probes) {
    const auto file = previewPath(m_live.run.folder, probes->step);
    m_live.probes = probes;
    std::erase_if(m_live.previews, [&](const PreviewFile& f) { return f.step >= probes->step; });
    m_live.previews.push_back({file, probes->step});
    if (showsLive()) {
        m_probes->addLive(*probes, file);
    }
}

void TrainWorkspace::onRunEnded(const RunEnded& ended) {
    m_live.active = false;
    m_savingNow = false;
    updateActiveRow();
    m_catalogue.refresh();
    const auto folder = toText(ended.folder);
    const auto name = toText(ended.folder.filename());
    if (ended.reason == RunEnd::Finished) {
        m_message->showMessage(
            MessageBar::Kind::Info,
            tr("“%1” has finished after %2 steps. Explore its model, or continue "
               "it to more epochs.")
                .arg(name, QLocale().toString(qlonglong{ended.step})),
            tr("Use in Explore"));
        m_remedy = [this, folder] { explore(folder); };
    } else if (ended.reason == RunEnd::Stopped) {
        m_message->showMessage(MessageBar::Kind::Info,
                               tr("“%1” was stopped at step %2 and kept. It can be continued.")
                                   .arg(name, QLocale().toString(qlonglong{ended.step})),
                               tr("Continue…"));
        m_remedy = [this, folder] { askToContinue(folder); };
    }
    if (showsLive()) {
        m_record.reset(); // it is from before the end
        m_catalogue.read(ended.folder);
    }
    showHeader();
    updateActions();
}

void TrainWorkspace::onFailed(const EngineFailed& failure) {
    if (failure.context == "change") {
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Warning, QString::fromStdString(failure.message));
        showSteering(); // what the run still has
        return;
    }
    if (failure.context != "training" && failure.context != "save") {
        return; // Explore's
    }
    if (failure.context == "save") {
        m_savingNow = false;
    }
    offerRemedy(failure);
}

void TrainWorkspace::offerRemedy(const EngineFailed& failure) {
    const auto sentence = QString::fromStdString(failure.message);
    // Of the run that failed, which may never have come to be.
    const auto failed =
        m_live.active ? m_live.run.config : m_lastStart.value_or(m_newRun->config());
    const auto retry = [this, failed](auto change) {
        return [this, config = failed, change]() mutable {
            change(config.train);
            prepareNewRun();
            m_newRun->setConfig(config);
        };
    };
    QString button;
    m_remedy = nullptr;
    if (failure.context == "training" && failure.kind == ErrorKind::Numerical) {
        button = tr("New Run With Half the Rate");
        m_remedy = retry([](OptimConfig& train) {
            train.lr /= 2;
            train.baseLr /= 2;
        });
    } else if (failure.context == "training" && failure.kind == ErrorKind::OutOfMemory) {
        button = tr("New Run With Half the Batch");
        m_remedy = retry([](OptimConfig& train) {
            train.accumulate *= train.batchSize > 1 ? 2 : 1; // the same pictures a step
            train.batchSize = std::max(1, train.batchSize / 2);
        });
    }
    if (failure.context == "save" && m_session.hasActiveRun()) {
        button = tr("Save Elsewhere…");
        m_remedy = [this] { askWhereToSave(); };
    }
    const auto kind =
        failure.context == "save" ? MessageBar::Kind::Warning : MessageBar::Kind::Error;
    m_message->showMessage(kind, sentence, button);
}

void TrainWorkspace::askToContinue(const QString& folder) {
    if (folder != m_shown) {
        showRun(folder);
    }
    if (!m_record) {
        m_askWhenRead = true;
        return;
    }
    auto* dialog = new ContinueDialog(m_record->summary, epochsDone(*m_record), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, folder, config = m_record->summary.config] {
                m_message->clear();
                m_lastStart = config;
                m_session.continueRun(folder, dialog->epochs());
            });
    dialog->open();
}

void TrainWorkspace::explore(const QString& folder) {
    if (folder == m_live.folder) {
        m_session.useTrainingModel(true);
    } else {
        m_session.openModel(folder);
    }
    Q_EMIT exploreTrainingModel();
}

void TrainWorkspace::trashShown() { trash({m_shown}); }

} // namespace mae::ui
