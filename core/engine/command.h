// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/train_config.h"
#include "core/io/model_card.h"
#include "core/masking/mask_spec.h"
#include "core/probe/display.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace mae {

/// Loads a model for exploring. Answered by ModelOpened or EngineFailed (context "model").
struct OpenModel {
    std::string path = "bundled"; ///< file, run folder, or "bundled"
    ModelOverrides overrides{};
};

/// Explore uses the model in training (true) or the opened one (false).
struct UseTrainingModel {
    bool use = false;
};

/// Masks and reconstructs one picture. Latest wins: a queued one is replaced.
/// Answered by ReconstructionReady, then, when nothing newer is queued, by BaselinesReady.
struct Reconstruct {
    std::uint64_t request = 0; ///< echoed in the answers; ascending
    std::shared_ptr<const Image> picture;
    MaskConfig mask{};
    std::uint64_t seed = 0;
    DisplayOptions display{};
};

/// Starts a run. Answered by RunStarted or EngineFailed (context "training").
struct StartTraining {
    TrainConfig config;
    std::filesystem::path folder; ///< of the new run; empty: a new one below runsFolder()
};

/// Opens a run folder and continues it, to a later end if epochs are given.
/// Answered by RunStarted (after the metrics of the past) or EngineFailed (context "training").
struct ContinueRun {
    std::filesystem::path folder;
    std::optional<double> epochs;
};

struct PauseTraining {};
struct ResumeTraining {};
struct StopTraining {}; ///< saves and ends the run; answered by RunEnded
struct SaveNow {};      ///< answered by CheckpointSaved or EngineFailed (context "save")

/// Adding a command here stops the build until Engine handles it.
using Command = std::variant<OpenModel, UseTrainingModel, Reconstruct, StartTraining, ContinueRun,
                             PauseTraining, ResumeTraining, StopTraining, SaveNow>;

} // namespace mae
