// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the workspace that steers: changes during a run, forks, runs that wait, places to
// save.
#include "ui/panels/run_panel.h"
#include "ui/panels/steer_panel.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/paths.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace mae::ui {

void TrainWorkspace::connectSteering() {
    connect(m_runPanel->steering(), &SteerPanel::changeWanted, &m_session, &Session::changeRun);
    connect(m_actions.fork, &QAction::triggered, this, &TrainWorkspace::forkShown);
    connect(&m_session, &Session::runChanged, this, [this] {
        m_live.run.config = m_session.run().config;
        m_live.run.totalSteps = m_session.run().totalSteps;
        if (showsLive()) {
            showLive();
        }
        updateActiveRow();
    });
    connect(&m_session, &Session::runNoticed, this, [this](const RunNotice& notice) {
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Warning, QString::fromStdString(notice.text));
    });
    connect(&m_session, &Session::runMoved, this, [this](const QString& folder) {
        const bool shown = showsLive();
        m_live.run.folder = toPath(folder);
        m_live.folder = folder;
        m_live.previews.clear(); // of the other folder
        m_catalogue.refresh();
        if (shown) {
            showLive();
        }
        m_remedy = nullptr;
        m_message->showMessage(MessageBar::Kind::Info,
                               tr("The run is now saved in “%1”.").arg(folder));
    });
    connect(&m_session, &Session::runStarted, this, [this](const RunStarted& run) {
        if (run.lostSteps > 0) {
            m_remedy = nullptr;
            m_message->showMessage(
                MessageBar::Kind::Info,
                run.firstStep == 0
                    ? tr("The run begins again: it was cut off before it was first saved.")
                    : tr("The run goes on at step %1, where it was last saved: %2 later steps are "
                         "done again.")
                          .arg(QLocale().toString(qlonglong{run.firstStep}),
                               QLocale().toString(qlonglong{run.lostSteps})));
        }
    });
    connect(&m_session, &Session::runEnded, this,
            [this] { QApplication::alert(window()); }); // the task bar calls for who went away
    connect(&m_session, &Session::queueChanged, this, &TrainWorkspace::showQueue);
    connect(&m_catalogue, &RunCatalogue::listed, this, &TrainWorkspace::offerInterrupted);
}

void TrainWorkspace::showSteering() {
    auto* steering = m_runPanel->steering();
    const bool steerable = showsLive() && m_session.hasActiveRun();
    steering->setVisible(steerable);
    if (steerable) {
        const auto perEpoch = std::max<std::int64_t>(1, m_live.run.stepsPerEpoch);
        steering->showConfig(m_live.run.config, double(m_live.run.totalSteps) / double(perEpoch));
    }
}

void TrainWorkspace::showQueue(const QueueChanged& queue) {
    if (queue.runs.empty()) {
        return;
    }
    const auto& last = queue.runs.back();
    const auto title = QString::fromStdString(last.title);
    if (queue.held) {
        m_message->showMessage(MessageBar::Kind::Info,
                               tr("Runs that wait for their turn: %1. They are held back because "
                                  "the last one was stopped.")
                                   .arg(queue.runs.size()),
                               tr("Start the Next"));
        m_remedy = [this] { m_session.resume(); };
        return;
    }
    m_message->showMessage(MessageBar::Kind::Info,
                           tr("“%1” starts when the run before has ended. Runs that wait: %2.")
                               .arg(title)
                               .arg(queue.runs.size()),
                           tr("Take Out of the Queue"));
    m_remedy = [this, id = last.id] {
        m_session.removeQueued(id);
        m_message->clear();
    };
}

/// Once, when the runs have been listed: what a crash or the power cut off can go on.
void TrainWorkspace::offerInterrupted(const std::vector<RunSummary>& runs) {
    if (std::exchange(m_offered, true) || m_session.state() != EngineState::Idle) {
        return;
    }
    const auto cut = std::ranges::find_if(
        runs, [](const RunSummary& run) { return run.interrupted && !run.finished(); });
    if (cut == runs.end()) {
        return;
    }
    const auto folder = toText(cut->folder);
    m_message->showMessage(
        MessageBar::Kind::Warning,
        cut->step > 0
            ? tr("“%1” was cut off. It is saved up to step %2.")
                  .arg(QFileInfo(folder).fileName(), QLocale().toString(qlonglong{cut->step}))
            : tr("“%1” was cut off before it was first saved. It can begin again.")
                  .arg(QFileInfo(folder).fileName()),
        tr("Continue…"));
    m_remedy = [this, folder] { askToContinue(folder); };
}

void TrainWorkspace::askWhereToSave() {
    auto* dialog = new QFileDialog(this, tr("A New or Empty Folder for the Run"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, &m_session, &Session::saveElsewhere);
    dialog->open();
}

void TrainWorkspace::forkShown() { m_session.forkRun(m_shown, {}); }

} // namespace mae::ui
