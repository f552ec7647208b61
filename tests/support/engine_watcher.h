// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/overloaded.h"
#include "core/engine/engine.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace mae::test {

/// An engine with a reader that checks the promises of event.h for every event it takes.
class EngineWatcher {
public:
    EngineWatcher() : m_engine([this] { wake(); }, {.device = "cpu", .threads = 1}) {}

    void post(Command command) { m_engine.post(std::move(command)); }

    /// Takes events until @p done. @return whether it became true within half a minute.
    bool until(const std::function<bool()>& done) {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (true) {
            drain();
            if (done()) {
                return true;
            }
            std::unique_lock lock(m_mutex);
            if (!m_awake.wait_until(lock, limit, [this] { return m_ready; })) {
                return false;
            }
            m_ready = false;
        }
    }
    bool untilState(EngineState wanted) {
        return until([&] { return state == wanted; });
    }
    void drain() {
        for (const auto& event : m_engine.takeEvents()) {
            std::visit([this](const auto& e) { on(e); }, event);
        }
    }

    EngineState state = EngineState::Idle;
    std::vector<DeviceReady> devices;
    std::vector<ModelOpened> opened;
    std::vector<RunStarted> runs;
    std::vector<RunEnded> ended;
    std::vector<CheckpointSaved> saved;
    std::vector<EngineFailed> failures;
    std::vector<StepMetrics> metrics; ///< of the last run
    std::vector<RunChanged> changes;
    std::vector<RunNotice> notices;
    std::vector<RunMoved> moves;
    std::vector<std::filesystem::path> left; ///< folders in which a run that moved stays as it was
    QueueChanged queue{};
    std::vector<ReconstructionReady> reconstructions;
    std::vector<EncoderLookReady> looks;
    std::vector<BaselinesReady> baselines;
    std::vector<StudyPartReady> parts;
    std::vector<ReconstructionProgress> progress;
    std::vector<TrialReady> trials;
    std::vector<LayersMeasured> layers;
    std::vector<std::shared_ptr<const Probes>> probes;
    bool training = false; ///< Explore uses the model in training
    int sourceChanges = 0;
    std::vector<std::string> broken{}; ///< promises; has to stay empty

private:
    void wake() {
        const std::scoped_lock lock(m_mutex);
        m_ready = true;
        m_awake.notify_one();
    }
    void require(bool kept, const char* promise) {
        if (!kept) {
            broken.emplace_back(promise);
        }
    }
    bool hasRun() const { return runs.size() > ended.size(); }

    void on(const StateChanged& e) {
        using enum EngineState;
        const bool legal = (state == Idle && e.state == Preparing)
                           || (state == Preparing && e.state == (hasRun() ? Training : Idle))
                           || (state == Training && e.state == (hasRun() ? Paused : Idle))
                           || (state == Paused && e.state == (hasRun() ? Training : Idle));
        require(legal, "states follow each other as documented");
        state = e.state;
    }
    void on(const DeviceReady& e) {
        require(devices.empty(), "the device is announced once");
        devices.push_back(e);
    }
    void on(const ModelOpened& e) { opened.push_back(e); }
    void on(const ModelSourceChanged& e) {
        training = e.training;
        ++sourceChanges;
    }
    void on(const RunStarted& e) {
        require(state == EngineState::Preparing && !hasRun(), "a run starts while preparing");
        metrics.clear();
        runs.push_back(e);
    }
    void on(const RunChanged& e) {
        require(hasRun(), "a change belongs to a run");
        changes.push_back(e);
    }
    void on(const RunNotice& e) {
        require(hasRun(), "a notice belongs to a run");
        notices.push_back(e);
    }
    void on(const RunMoved& e) {
        require(hasRun(), "only an open run moves");
        left.push_back(runs.back().folder);
        runs.back().folder = e.folder;
        moves.push_back(e);
    }
    void on(const QueueChanged& e) {
        require(!e.held || !e.runs.empty(), "only what waits is held back");
        queue = e;
    }
    void on(const MetricsAdded& e) {
        for (const auto& one : e.steps) {
            require(hasRun(), "metrics belong to a run");
            const auto before = metrics.empty() ? runs.back().firstStep : metrics.back().step;
            require(one.step == before + 1, "every step is reported once and in order");
            metrics.push_back(one);
        }
    }
    void on(const ProbesReady& e) {
        require(hasRun(), "probes belong to a run");
        probes.push_back(e.probes);
    }
    void on(const CheckpointSaved& e) {
        require(hasRun(), "a checkpoint belongs to a run");
        saved.push_back(e);
    }
    void on(const RunEnded& e) {
        require(hasRun() && e.folder == runs.back().folder, "only a run that started ends");
        ended.push_back(e);
    }
    void on(const ReconstructionReady& e) {
        require(reconstructions.empty() || reconstructions.back().request < e.request,
                "reconstructions come in the order of their requests");
        require(e.result != nullptr, "a reconstruction is there");
        reconstructions.push_back(e);
    }
    void on(const EncoderLookReady& e) { looks.push_back(e); }
    void on(const BaselinesReady& e) {
        require(!reconstructions.empty() && e.request <= reconstructions.back().request,
                "baselines follow their reconstruction");
        baselines.push_back(e);
    }
    void on(const TrialReady& e) { trials.push_back(e); }
    void on(const LayersMeasured& e) {
        require(hasRun() && e.report != nullptr, "layers belong to a run");
        layers.push_back(e);
    }
    void on(const ReconstructionProgress& e) {
        require(e.done > 0 && e.done < e.total, "progress is under way");
        progress.push_back(e);
    }
    void on(const StudyPartReady& e) {
        require(e.done >= 1 && e.done <= e.total && e.index >= 0 && e.index < e.total,
                "a part is one of its study");
        const auto last = std::find_if(parts.rbegin(), parts.rend(), [&e](const auto& part) {
            return part.channel == e.channel;
        });
        require(last == parts.rend() || last->request < e.request
                    || (last->request == e.request && last->done + 1 == e.done),
                "parts of a channel come in the order of their studies, each once");
        parts.push_back(e);
    }
    void on(const EngineFailed& e) {
        const std::string_view context = e.context;
        require(context == "model" || context == "reconstruct" || context == "training"
                    || context == "save" || context == "study" || context == "second model"
                    || context == "trial" || context == "change" || context == "layers",
                "a failure says where it belongs");
        require(!e.message.empty(), "a failure says what happened");
        failures.push_back(e);
    }

    std::mutex m_mutex;
    std::condition_variable m_awake;
    bool m_ready = false; ///< guarded by m_mutex
    Engine m_engine;      ///< last: gone before what its notification reaches
};

} // namespace mae::test
