// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/worker.h"

#include "core/base/device.h"
#include "core/base/log.h"
#include "core/base/overloaded.h"
#include "core/engine/attempt.h"
#include "core/probe/baselines.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace mae {
namespace {

/// While it trains, baselines wait until the slider has rested for this long.
constexpr std::chrono::milliseconds kRestWhileTraining{300};

const char* contextOf(const Command& command) {
    return std::visit(Overloaded{
                          [](const OpenModel& open) {
                              return open.slot == ModelSlot::Main ? "model" : "second model";
                          },
                          [](const AssumeTarget&) { return "model"; },
                          [](const UseTrainingModel&) { return "model"; },
                          [](const Reconstruct&) { return "reconstruct"; },
                          [](const Study&) { return "study"; },
                          [](const StartTraining&) { return "training"; },
                          [](const ContinueRun&) { return "training"; },
                          [](const TryOut&) { return "trial"; },
                          [](const ForkRun&) { return "training"; },
                          [](const RemoveQueued&) { return "training"; },
                          [](const QueueFirst&) { return "training"; },
                          [](const ChangeRun&) { return "change"; },
                          [](const PauseTraining&) { return "training"; },
                          [](const ResumeTraining&) { return "training"; },
                          [](const StopTraining&) { return "save"; },
                          [](const SaveNow&) { return "save"; },
                          [](const SaveElsewhere&) { return "save"; },
                          [](const MeasureLayers&) { return "layers"; },
                      },
                      command);
}

std::uint64_t requestOf(const Command& command) {
    if (const auto* reconstruct = std::get_if<Reconstruct>(&command)) {
        return reconstruct->request;
    }
    if (const auto* trial = std::get_if<TryOut>(&command)) {
        return trial->request;
    }
    const auto* study = std::get_if<Study>(&command);
    return study != nullptr ? study->request : 0;
}

} // namespace

Worker::Worker(Inbox& inbox, Outbox& outbox, EngineOptions options, std::stop_token stop)
    : m_inbox(inbox), m_outbox(outbox), m_options(std::move(options)), m_stop(std::move(stop)) {}

void Worker::run() {
    // Training keeps every core busy. This thread and those that it starts step back a little, so
    // that the window, which needs a moment now and then, gets it at once.
    [[maybe_unused]] const int priority = ::nice(5);
    const std::stop_callback close(m_stop, [this] { m_inbox.close(); });
    prepareDevice();
    while (!m_stop.stop_requested()) {
        if (const auto error = attempt([this] { turn(); })) {
            report(*error, "training");
        }
    }
    if (m_run) { // nobody listens any more, so the log has to do
        if (const auto error = attempt([this] { m_run->save(); })) {
            log(LogLevel::Warning, std::string("The run was not saved: ") + error->what());
        }
        m_run.reset();
    }
}

void Worker::prepareDevice() {
    m_runOptions.device = m_options.device;
    DeviceReady ready{.device = "CPU", .threads = 0};
    const auto error = attempt([&] {
        ready.threads = setThreads(m_options.threads);
        m_device = chooseDevice(m_options.device);
        if (!m_device.is_cpu()) {
            ready.device = describeMachine().gpu;
        }
    });
    if (error) { // the CPU is always there
        m_runOptions.device = "cpu";
        report(*error, "model");
    }
    m_outbox.put(ready);
}

/// A command if there is one, then a training step; when there is neither, what could wait.
void Worker::turn() {
    if (const auto command = m_inbox.take(m_stop, waitUntil())) {
        handle(*command);
        // A moving slider keeps the box filled: it gets its picture between steps, not instead.
        if (!std::holds_alternative<Reconstruct>(*command)
            && !std::holds_alternative<Study>(*command)) {
            return;
        }
    }
    if (m_state == EngineState::Training && !m_stop.stop_requested()) {
        step();
    } else if (canStartNext() && !m_stop.stop_requested()) {
        startNext();
    }
    if (!m_inbox.empty()) {
        return;
    }
    if (m_desk.hasTiles()) {
        advanceTiles();
    } else if (m_pending && Inbox::Clock::now() >= m_pending->due) {
        publishBaselines();
    } else if (canStudy()) {
        advanceStudies();
    } else if (m_trial) {
        advanceTrial();
    }
}

std::optional<Inbox::Clock::time_point> Worker::waitUntil() const {
    if (m_state == EngineState::Training || m_desk.hasTiles() || canStudy() || canStartNext()
        || m_trial) {
        return Inbox::Clock::time_point{}; // past: does not wait
    }
    return m_pending ? std::optional(m_pending->due) : std::nullopt;
}

void Worker::handle(const Command& command) {
    const auto error =
        attempt([&] { std::visit([this](const auto& alternative) { on(alternative); }, command); });
    if (error) {
        report(*error, contextOf(command), requestOf(command));
    }
}

void Worker::on(const OpenModel& command) {
    m_studies.restart(); // what is half done looks at the model that goes
    m_desk.open(command, m_device);
    m_outbox.put(ModelOpened{m_desk.opened(command.slot)->card, command.slot});
    if (m_usesTraining && command.slot == ModelSlot::Main) {
        useTrainingModel(false); // who opens a model wants to look at it
    }
}

void Worker::on(const AssumeTarget& command) {
    m_studies.restart();
    m_desk.assume(command.target);
    m_outbox.put(ModelOpened{m_desk.opened()->card});
}

void Worker::on(const UseTrainingModel& command) {
    if (command.use && !m_run && !m_trained) {
        useTrainingModel(false); // a button that was pressed has to come up again
        throw Error(ErrorKind::InvalidConfig,
                    "There is no model in training. Start or continue a run first.");
    }
    useTrainingModel(command.use);
}

/// What is half done looked at a model that is no longer looked at.
void Worker::modelChanged() {
    m_desk.giveUpTiles();
    m_studies.restart();
}

void Worker::useTrainingModel(bool use) {
    modelChanged();
    m_usesTraining = use;
    m_outbox.put(ModelSourceChanged{use});
}

const Model& Worker::modelToLookAt() const {
    if (m_usesTraining) {
        return m_run ? m_run->model() : *m_trained;
    }
    if (m_desk.opened() == nullptr) {
        throw Error(ErrorKind::InvalidConfig, "No model is open. Open one first.");
    }
    return *m_desk.opened();
}

void Worker::on(const Reconstruct& command) {
    m_pending.reset();
    const auto& model = modelToLookAt();
    if (!model.weights.hasDecoder()) {
        m_outbox.put(EncoderLookReady{command.request, m_desk.look(model, command)});
        return;
    }
    m_tilesRequest = command.request;
    if (auto result = m_desk.reconstruct(model, command)) {
        publish(command.request, std::move(result));
    }
}

void Worker::on(const Study& command) { m_studies.take(command); }

void Worker::publish(std::uint64_t request, std::shared_ptr<const Reconstruction> result) {
    m_outbox.put(
        ReconstructionReady{.request = request,
                            .result = result,
                            .training = m_usesTraining,
                            .step = !m_usesTraining ? 0 : (m_run ? m_run->step() : m_trainedStep)});
    // A slider that moves on within the time they take should not have to wait for them.
    const Inbox::Clock::duration rest =
        m_state == EngineState::Training ? kRestWhileTraining : Inbox::Clock::duration{};
    m_pending =
        Pending{request, std::move(result), Inbox::Clock::now() + std::max(rest, m_baselinesCost)};
}

void Worker::advanceTiles() {
    std::shared_ptr<const Reconstruction> result;
    if (const auto error = attempt([&] { result = m_desk.advance(); })) {
        m_desk.giveUpTiles();
        report(*error, "reconstruct", m_tilesRequest);
    } else if (result) {
        publish(m_tilesRequest, std::move(result));
    } else {
        m_outbox.put(
            ReconstructionProgress{m_tilesRequest, m_desk.tiles().done(), m_desk.tiles().total()});
    }
}

/// Without a model what is asked of it waits: one may still come.
bool Worker::canStudy() const {
    return m_studies.hasWork() && (m_usesTraining || m_desk.opened() != nullptr);
}

void Worker::advanceStudies() {
    const StudyModels models{.main = &modelToLookAt(), .second = m_desk.opened(ModelSlot::Second)};
    if (auto ready = m_studies.step(models)) {
        m_outbox.put(std::move(*ready));
    }
}

void Worker::advanceTrial() {
    auto& wanted = *m_trial;
    bool done = false;
    const auto error = attempt([&] {
        if (!wanted.trial) {
            wanted.trial.emplace(wanted.command.config, m_runOptions);
        }
        done = !wanted.trial->step();
    });
    if (error) {
        report(*error, "trial", wanted.command.request);
    } else if (done) {
        m_outbox.put(TrialReady{wanted.command.request, wanted.trial->result()});
    }
    if (error || done) {
        m_trial.reset();
    }
}

void Worker::publishBaselines() {
    const auto pending = std::exchange(m_pending, {});
    const auto start = Inbox::Clock::now();
    BaselinesReady ready{.request = pending->request};
    if (const auto error =
            attempt([&] { ready.baselines = baselines(*pending->result, kMostInPaintedLive); })) {
        report(*error, "reconstruct", pending->request);
        return;
    }
    m_baselinesCost = Inbox::Clock::now() - start;
    m_outbox.put(ready);
}

void Worker::enter(EngineState state) {
    if (m_state != state) {
        m_outbox.put(StateChanged{state}); // first: it may lack the memory
        m_state = state;
    }
}

void Worker::report(const Error& error, const char* context, std::uint64_t request) {
    m_outbox.put(EngineFailed{error.kind(), error.what(), context, request});
}

} // namespace mae
