// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/train_config.h"
#include "core/io/model_card.h"
#include "core/masking/mask_choice.h"
#include "core/probe/display.h"
#include "core/probe/study.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace mae {

/// Loads a model for exploring, and explores it. Answered by ModelOpened or EngineFailed (context
/// "model"); the model that was open before then stays.
struct OpenModel {
    std::string path = "bundled"; ///< file, run folder, or "bundled"
    ModelOverrides overrides{};
    ModelSlot slot = ModelSlot::Main; ///< Second: to compare with; studies may ask it
};

/// Takes the opened model for one that predicts pixels, or normalised pixels: not every file tells.
/// Answered by ModelOpened or EngineFailed (context "model").
struct AssumeTarget {
    Target target = Target::Pixels;
};

/// Explore uses the model in training (true) or the opened one (false). The model of a run that has
/// ended can be used until the next one starts. Answered by ModelSourceChanged, whatever it became,
/// and by EngineFailed (context "model") if there has been no run.
struct UseTrainingModel {
    bool use = false;
};

/// Masks and reconstructs one picture. Latest wins: a queued one is replaced.
/// Answered by ReconstructionReady, then, when nothing newer is queued, by BaselinesReady; if the
/// model is an encoder without a decoder, by EncoderLookReady. A picture in tiles that takes a
/// while is announced by ReconstructionProgress, and given up when a newer one is asked for.
struct Reconstruct {
    std::uint64_t request = 0; ///< echoed in the answers; ascending
    std::shared_ptr<const Image> picture;
    MaskChoice mask{};
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

/// Trains a moment on random pictures to say how long a run would take. The newest counts; given up
/// as soon as a run starts. Answered by TrialReady or EngineFailed (context "trial").
struct TryOut {
    std::uint64_t request = 0; ///< echoed in the answer
    TrainConfig config{};
};

struct PauseTraining {};  ///< without effect unless it trains
struct ResumeTraining {}; ///< without effect unless it is paused

/// Saves and ends the run: answered by RunEnded. Also interrupts the preparation of one. If the run
/// cannot be saved it stays open, paused (EngineFailed, context "save"); a second StopTraining then
/// ends it all the same.
struct StopTraining {};

struct SaveNow {}; ///< answered by CheckpointSaved or EngineFailed (context "save")

/// Adding a command here stops the build until Engine handles it.
using Command =
    std::variant<OpenModel, AssumeTarget, UseTrainingModel, Reconstruct, Study, StartTraining,
                 ContinueRun, TryOut, PauseTraining, ResumeTraining, StopTraining, SaveNow>;

} // namespace mae
