// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the engine's worker that keeps a training run.
#include "core/base/files.h"
#include "core/config/validate.h"
#include "core/engine/attempt.h"
#include "core/engine/worker.h"
#include "core/io/run_folder.h"

#include <filesystem>
#include <utility>

namespace mae {

void Worker::begin(const MakeRun& make) {
    m_trial.reset();
    const auto job = m_inbox.job();
    enter(EngineState::Preparing);
    const auto error = attempt([&] {
        m_run = make(job);
        if (m_run) {
            announceRun();
        }
    });
    if (error || !m_run) {
        if (m_run) { // nobody has heard of it
            m_run->discardNew();
            m_run.reset();
        }
        if (error && !job.stop_requested()) { // stopped on purpose is no failure
            report(*error, "training");
        }
        enter(EngineState::Idle);
        return;
    }
    if (m_usesTraining) {
        modelChanged();
    }
    m_trained.reset();
    m_untold.reset();
    m_announcedCheckpoint = m_run->lastCheckpoint();
    m_announcedProblem.clear();
    m_probesProblem.clear();
    m_unsaved = false;
    m_announcedChanges = m_run->changes().size();
    m_announcedNotices = m_run->notices().size();
    enter(EngineState::Training);
    publishProbes();
}

void Worker::announceRun() {
    m_outbox.put(RunStarted{.folder = m_run->folder(),
                            .config = m_run->config(),
                            .pictures = m_run->pictures(),
                            .firstStep = m_run->step(),
                            .totalSteps = m_run->totalSteps(),
                            .stepsPerEpoch = m_run->stepsPerEpoch(),
                            .precision = m_run->precision(),
                            .history = m_run->history(),
                            .validationPictures = m_run->validationPictures(),
                            .references = m_run->referenceLosses(),
                            .changes = m_run->changes(),
                            .notices = m_run->notices(),
                            .lostSteps = m_run->lostSteps()});
}

/// Tells what became of the run by itself, and of its settings.
void Worker::announceChanges() {
    const auto& changes = m_run->changes();
    for (; m_announcedChanges < changes.size(); ++m_announcedChanges) {
        m_outbox.put(changes[m_announcedChanges]);
    }
    const auto& notices = m_run->notices();
    for (; m_announcedNotices < notices.size(); ++m_announcedNotices) {
        m_outbox.put(notices[m_announcedNotices]);
    }
}

void Worker::on(const ChangeRun& command) {
    if (!m_run) {
        throw Error(ErrorKind::InvalidConfig, "There is no run to change. Start or continue one.");
    }
    m_run->change({command.path, command.value});
    announceChanges();
}

void Worker::on(const SaveElsewhere& command) {
    if (!m_run) {
        throw Error(ErrorKind::InvalidConfig, "There is no run to save. Start or continue one.");
    }
    const auto title = m_run->folder().filename().string();
    m_run->moveTo(command.folder.empty() ? newRunFolder(runsFolder(), title) : command.folder);
    m_unsaved = false;
    m_announcedProblem.clear();
    m_outbox.put(RunMoved{m_run->folder()});
    announceChanges();
    announceSaves();
}

void Worker::on(const TryOut& command) {
    requireValid(validate(command.config));
    m_trial.reset();
    if (!m_run) { // which has the machine to itself
        m_trial.emplace(WantedTrial{.command = command});
    }
}

void Worker::on(const PauseTraining&) {
    if (m_state == EngineState::Training) {
        m_run->finishSaves(); // nobody asks again before the next step
        announceSaves();
        pause();
    }
}

void Worker::on(const ResumeTraining&) {
    if (m_state == EngineState::Paused) {
        m_unsaved = false;
        enter(EngineState::Training);
    } else if (!m_run && m_queueHeld) {
        m_queueHeld = false;
        announceQueue();
    }
}

void Worker::on(const StopTraining&) {
    if (!m_queue.empty() && !m_queueHeld) { // who stops a run does not want the next one at once
        m_queueHeld = true;
        announceQueue();
    }
    if (m_run) {
        conclude(/*giveUp=*/m_unsaved);
    }
}

void Worker::on(const SaveNow&) {
    if (!m_run) {
        throw Error(ErrorKind::InvalidConfig, "There is no run to save. Start or continue one.");
    }
    m_announcedProblem.clear(); // asked for, so answered, even if it was told before
    const bool saved = m_run->lastCheckpointStep() == m_run->step();
    if (m_state == EngineState::Training && !saved) {
        m_run->beginSave(); // answered after a step, when it is written
        return;
    }
    m_announcedCheckpoint.clear();
    save();
}

/// Also if there was no memory for it before.
void Worker::announceStep() {
    if (m_untold) {
        m_outbox.put(MetricsAdded{{*m_untold}});
        m_untold.reset();
    }
}

void Worker::step() {
    announceStep();
    if (m_run->finished()) {
        conclude(/*giveUp=*/false);
        return;
    }
    std::optional<StepMetrics> metrics;
    const auto job = m_inbox.job();
    if (const auto error = attempt([&] { metrics = m_run->advance(job); })) {
        if (error->kind() == ErrorKind::Io && !job.stop_requested()) {
            pauseFor(*error);
            return;
        }
        // A stop that was asked for follows, but could not save weights that are broken.
        if (!job.stop_requested() || error->kind() == ErrorKind::Numerical) {
            announceChanges();
            failRun(*error);
        }
        return;
    }
    if (!metrics) {
        return;
    }
    m_untold = metrics;
    announceChanges();
    announceStep();
    publishLayers();
    announceSaves();
    if (m_run->previewIsDue()) {
        publishProbes();
    }
    if (m_run->finished()) {
        conclude(/*giveUp=*/false);
    }
}

/// Reconstructions are for looking: what goes wrong with them is told once and stops no run.
void Worker::publishProbes() {
    auto probes = std::make_shared<Probes>();
    const auto error = attempt([&] {
        probes->step = m_run->step();
        probes->pictures = m_run->previews();
    });
    if (!error) {
        m_probesProblem.clear();
        m_outbox.put(ProbesReady{std::move(probes)});
    } else if (std::exchange(m_probesProblem, error->what()) != error->what()) {
        report(*error, error->kind() == ErrorKind::Io ? "save" : "reconstruct");
    }
}

/// Tells of checkpoints that the run wrote by itself, and of those that it could not write.
void Worker::announceSaves() {
    if (auto path = m_run->lastCheckpoint(); path != m_announcedCheckpoint) {
        m_outbox.put(CheckpointSaved{path, m_run->lastCheckpointStep()});
        m_announcedCheckpoint = std::move(path);
    }
    if (auto problem = m_run->saveProblem(); m_announcedProblem != problem) {
        if (!problem.empty()) {
            report(Error(ErrorKind::Io, problem), "save");
        }
        m_announcedProblem = std::move(problem);
    }
}

void Worker::save() {
    m_run->save();
    m_unsaved = false;
    announceSaves();
}

/// Saves and ends the run. If it can't be saved it stays open, paused, so that nothing is lost,
/// unless @p giveUp.
void Worker::conclude(bool giveUp) {
    const auto error = attempt([this] { save(); });
    if (!error) {
        closeRun(m_run->finished() ? RunEnd::Finished : RunEnd::Stopped);
    } else if (giveUp) {
        report(*error, "save");
        closeRun(RunEnd::Failed);
    } else {
        m_unsaved = true;
        m_announcedProblem = m_run->saveProblem(); // told here
        pause();
        report(Error(error->kind(), std::string(error->what())
                                        + " The run stays open, paused: make room and stop it "
                                          "again, which otherwise gives up what is not saved."),
               "save");
    }
}

/// Pictures that can't be read may come back: a drive that is plugged in again.
void Worker::pauseFor(const Error& error) {
    const auto unsaved = attempt([this] { save(); });
    pause();
    report(Error(error.kind(), std::string(error.what()) + " The run is paused."), "training");
    if (unsaved) {
        report(*unsaved, "save");
    }
}

void Worker::failRun(const Error& error) {
    report(error, "training");
    // After a loss that is not finite, and after a bug, the last good checkpoint is the better one.
    if (error.kind() != ErrorKind::Numerical && error.kind() != ErrorKind::Internal) {
        if (const auto unsaved = attempt([this] { save(); })) {
            report(*unsaved, "save");
        }
    }
    closeRun(RunEnd::Failed);
}

void Worker::closeRun(RunEnd reason) {
    if (m_usesTraining) {
        modelChanged();
    }
    announceStep();
    RunEnded ended{m_run->folder(), reason, m_run->step()};
    m_outbox.makeRoom(2);       // or nothing has ended yet
    m_trained = m_run->model(); // shares the tensors; nobody changes them any more
    m_trainedStep = ended.step;
    m_run.reset(); // frees the lock before anybody hears of it
    m_outbox.put(std::move(ended));
    enter(EngineState::Idle);
}

} // namespace mae
