// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/engine/inbox.h"
#include "core/engine/outbox.h"
#include "core/engine/picture_desk.h"
#include "core/engine/study_desk.h"
#include "core/train/training_run.h"
#include "core/train/trial.h"

#include <c10/core/Device.h>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

namespace mae {

/// What lives on the engine thread, and only there: the loop, a handler for each command, the run.
class Worker {
public:
    Worker(Inbox& inbox, Outbox& outbox, EngineOptions options, std::stop_token stop);

    void run(); ///< until stop is requested; a run in training is then saved

private:
    void prepareDevice();
    void turn();
    std::optional<Inbox::Clock::time_point> waitUntil() const;
    void handle(const Command& command);

    void on(const OpenModel& command);
    void on(const AssumeTarget& command);
    void on(const UseTrainingModel& command);
    void on(const Reconstruct& command);
    void on(const Study& command);
    void on(const StartTraining& command);
    void on(const ContinueRun& command);
    void on(const TryOut& command);
    void on(const ForkRun& command);
    void on(const RemoveQueued& command);
    void on(const QueueFirst& command);
    void on(const ChangeRun& command);
    void on(const PauseTraining& command);
    void on(const ResumeTraining& command);
    void on(const StopTraining& command);
    void on(const SaveNow& command);
    void on(const SaveElsewhere& command);
    void on(const MeasureLayers& command);

    const Model& modelToLookAt() const;
    void useTrainingModel(bool use);
    void modelChanged();
    void publish(std::uint64_t request, std::shared_ptr<const Reconstruction> result);
    void advanceTiles();
    void publishBaselines();
    bool canStudy() const;
    void advanceStudies();
    void advanceTrial();

    using MakeRun = std::function<std::unique_ptr<TrainingRun>(const std::stop_token&)>;
    void begin(const MakeRun& make);
    void announceRun();
    void step();
    void publishProbes();
    void announceStep();
    void publishLayers();
    void publishLayersNow();
    void pause();
    void announceSaves();
    void announceChanges();

    using Start = std::variant<StartTraining, ContinueRun, ForkRun>;
    void startOrQueue(Start start);
    void startRun(const StartTraining& command);
    void startRun(const ContinueRun& command);
    void startRun(const ForkRun& command);
    bool canStartNext() const;
    void startNext();
    void announceQueue();
    void save();
    void conclude(bool giveUp);
    void pauseFor(const Error& error);
    void failRun(const Error& error);
    void closeRun(RunEnd reason);

    void enter(EngineState state);
    void report(const Error& error, const char* context, std::uint64_t request = 0);

    Inbox& m_inbox;
    Outbox& m_outbox;
    const EngineOptions m_options;
    const std::stop_token m_stop;
    c10::Device m_device{c10::kCPU};
    RunOptions m_runOptions;
    EngineState m_state = EngineState::Idle;

    PictureDesk m_desk;
    StudyDesk m_studies;
    bool m_usesTraining = false;      ///< Explore looks at the model of the run
    std::uint64_t m_tilesRequest = 0; ///< of the picture in tiles under way
    /// Baselines that the newest reconstruction still waits for.
    struct Pending {
        std::uint64_t request = 0;
        std::shared_ptr<const Reconstruction> result{};
        Inbox::Clock::time_point due{};
    };
    std::optional<Pending> m_pending;
    Inbox::Clock::duration m_baselinesCost{}; ///< of the last ones

    /// Asked for, and under way once it has been given a moment.
    struct WantedTrial {
        TryOut command{};
        std::optional<Trial> trial{};
    };
    std::optional<WantedTrial> m_trial;

    std::unique_ptr<TrainingRun> m_run; ///< training or paused
    std::optional<Model> m_trained;     ///< of the last run, once that has ended
    std::int64_t m_trainedStep = 0;
    std::optional<StepMetrics> m_untold; ///< of the last step
    std::filesystem::path m_announcedCheckpoint;
    std::string m_announcedProblem; ///< with saving
    std::string m_probesProblem;
    std::size_t m_announcedChanges = 0;
    std::size_t m_announcedNotices = 0;

    struct Waiting {
        QueuedRun shown{};
        Start start;
    };
    std::deque<Waiting> m_queue; ///< runs that start when the present one has ended
    std::uint64_t m_lastQueued = 0;
    bool m_queueHeld = false; ///< by a user who stopped a run
    bool m_unsaved = false;   ///< the run was to end but could not be saved
};

} // namespace mae
