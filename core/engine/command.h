// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/train_config.h"
#include "core/io/model_card.h"
#include "core/masking/mask_choice.h"
#include "core/probe/display.h"
#include "core/probe/study.h"
#include "core/train/run_events.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

/// Starts a run. Answered by RunStarted or EngineFailed (context "training"); while another run is
/// open it waits for its turn, and is answered by QueueChanged first.
struct StartTraining {
    TrainConfig config;
    std::filesystem::path folder; ///< of the new run; empty: a new one below runsFolder()
};

/// Opens a run folder and continues it, to a later end if epochs are given, with changed settings.
/// Answered by RunStarted (after the metrics of the past) or EngineFailed (context "training");
/// waits as StartTraining does, unless it is the run that is open.
struct ContinueRun {
    std::filesystem::path folder;
    std::optional<double> epochs;
    std::vector<SettingChange> changes{};
};

/// Begins a run with a checkpoint of another one, which stays as it is. Answered and waits as
/// StartTraining.
struct ForkRun {
    std::filesystem::path from;   ///< a run's folder, or one of its checkpoints
    std::filesystem::path folder; ///< of the new run; empty: a new one below runsFolder()
    std::vector<SettingChange> changes{};
};

/// Takes a run that waits for its turn out of the queue: answered by QueueChanged.
struct RemoveQueued {
    std::uint64_t id = 0;
};

/// Gives the next turn to a run that waits: answered by QueueChanged.
struct QueueFirst {
    std::uint64_t id = 0;
};

/// Changes a setting of the open run from its next step on. Answered by RunChanged (unless it is as
/// wished already) or EngineFailed (context "change").
struct ChangeRun {
    std::string path;  ///< "train.lr"; see isSteerable()
    std::string value; ///< as the command line takes it
};

/// Measures the layers of the open run: at its next step, or, if it is paused, on the pictures of
/// that step without making it. Does not change the training. Answered by LayersMeasured or
/// EngineFailed (context "layers").
struct MeasureLayers {};

/// Trains a moment on random pictures to say how long a run would take. The newest counts; given up
/// as soon as a run starts. Answered by TrialReady or EngineFailed (context "trial").
struct TryOut {
    std::uint64_t request = 0; ///< echoed in the answer
    TrainConfig config{};
};

struct PauseTraining {};  ///< without effect unless it trains
struct ResumeTraining {}; ///< goes on if it is paused; if no run is open, with the queue

/// Saves and ends the run: answered by RunEnded. Runs that wait are held back until ResumeTraining
/// or until a run that was started meanwhile has ended. Also interrupts the preparation of one. If
/// the run cannot be saved it stays open, paused (EngineFailed, context "save"); a second
/// StopTraining then ends it all the same.
struct StopTraining {};

struct SaveNow {}; ///< answered by CheckpointSaved or EngineFailed (context "save")

/// The open run goes on in another folder, new or empty, where it is saved at once; also in its own
/// folder, if that was renamed. Answered by RunMoved or EngineFailed (context "save").
struct SaveElsewhere {
    std::filesystem::path folder; ///< empty: a new one below runsFolder()
};

/// Adding a command here stops the build until Engine handles it.
using Command =
    std::variant<OpenModel, AssumeTarget, UseTrainingModel, Reconstruct, Study, StartTraining,
                 ContinueRun, ForkRun, RemoveQueued, ChangeRun, TryOut, PauseTraining,
                 ResumeTraining, StopTraining, SaveNow, SaveElsewhere, MeasureLayers, QueueFirst>;

} // namespace mae
