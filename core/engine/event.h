// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/image.h"
#include "core/config/train_config.h"
#include "core/io/model_card.h"
#include "core/probe/encoder_look.h"
#include "core/probe/reconstruction.h"
#include "core/probe/study.h"
#include "core/train/layer_report.h"
#include "core/train/reference_losses.h"
#include "core/train/run_events.h"
#include "core/train/step_metrics.h"
#include "core/train/trial.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mae {

/// Preparing: pictures are listed and the model is built, or a run is read.
enum class EngineState { Idle, Preparing, Training, Paused };

struct StateChanged {
    EngineState state;
};

/// Says once, at start, what the engine runs on.
struct DeviceReady {
    std::string device; ///< "CPU" or the GPU's name
    int threads = 0;
};

struct ModelOpened {
    ModelCard card;
    ModelSlot slot = ModelSlot::Main;
};

/// Where Explore's model comes from has changed.
struct ModelSourceChanged {
    bool training = false; ///< the model in training is used
};

struct ReconstructionReady {
    std::uint64_t request = 0;
    std::shared_ptr<const Reconstruction> result;
    bool training = false; ///< made by the model in training
    std::int64_t step = 0; ///< of the model in training
};

/// A picture in tiles is under way.
struct ReconstructionProgress {
    std::uint64_t request = 0;
    int done = 0;  ///< tiles
    int total = 0; ///< tiles
};

/// Features and attention, from an encoder that can't reconstruct.
struct EncoderLookReady {
    std::uint64_t request = 0;
    std::shared_ptr<const EncoderLook> look;
};

struct BaselinesReady {
    std::uint64_t request = 0;
    Baselines baselines{};
};

/// A run, new or continued.
struct RunStarted {
    std::filesystem::path folder;
    TrainConfig config;
    std::int64_t pictures = 0;
    std::int64_t firstStep = 0; ///< steps done before
    std::int64_t totalSteps = 0;
    std::int64_t stepsPerEpoch = 0;
    std::string precision;                       ///< "float32" or "bfloat16"
    std::vector<StepMetrics> history{};          ///< of earlier sessions of this run
    std::int64_t validationPictures = 0;         ///< 0: no validation
    std::optional<ReferenceLosses> references{}; ///< losses of predictions without a model
    std::vector<RunChanged> changes{};           ///< of earlier sessions
    std::vector<RunNotice> notices{};            ///< of earlier sessions
    std::int64_t lostSteps = 0;                  ///< done before a crash, and now done again
};

/// A run that waits for its turn.
struct QueuedRun {
    std::uint64_t id = 0;
    std::string title{};            ///< its folder's name, or what its pictures are called
    std::filesystem::path folder{}; ///< empty: gets one when it starts
};

struct QueueChanged {
    std::vector<QueuedRun> runs; ///< in the order of their turns
    bool held = false;           ///< the last run was stopped: they wait for ResumeTraining
};

/// The open run goes on in another folder.
struct RunMoved {
    std::filesystem::path folder;
};

struct MetricsAdded {
    std::vector<StepMetrics> steps; ///< in step order; every step appears exactly once
};

/// Fixed pictures of the run under fixed masks.
struct Probes {
    std::int64_t step = 0;
    std::vector<Reconstruction> pictures;
};

struct ProbesReady {
    std::shared_ptr<const Probes> probes; ///< the newest; older ones may have been skipped
};

struct CheckpointSaved {
    std::filesystem::path path;
    std::int64_t step = 0;
};

/// The layers of the model in training around one step.
struct LayersMeasured {
    std::shared_ptr<const LayerReport> report;
};

enum class RunEnd { Finished, Stopped, Failed };

struct RunEnded {
    std::filesystem::path folder;
    RunEnd reason = RunEnd::Finished;
    std::int64_t step = 0;
};

struct TrialReady {
    std::uint64_t request = 0;
    TrialResult result{};
};

struct EngineFailed {
    ErrorKind kind;
    std::string message;
    std::string context; ///< "model", "second model", "reconstruct", "study", "training", "change",
                         ///< "save", "trial", "layers"
    std::uint64_t request = 0; ///< of the Reconstruct that failed
};

using Event =
    std::variant<StateChanged, DeviceReady, ModelOpened, ModelSourceChanged, ReconstructionReady,
                 ReconstructionProgress, EncoderLookReady, BaselinesReady, StudyPartReady,
                 RunStarted, RunChanged, RunNotice, QueueChanged, RunMoved, MetricsAdded,
                 ProbesReady, CheckpointSaved, RunEnded, TrialReady, LayersMeasured, EngineFailed>;

} // namespace mae
