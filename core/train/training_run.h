// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/data/image_folder.h"
#include "core/probe/reconstruction.h"
#include "core/train/layer_report.h"
#include "core/train/reference_losses.h"
#include "core/train/run_events.h"
#include "core/train/step_metrics.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

struct Model;

/// What goes wrong on purpose, so that tests see what a run makes of it.
enum class Fault { None, Loss, Spike, Gradient, Weights, Memory };

/// What a run computes on. Not part of its settings: the same run may continue elsewhere.
struct RunOptions {
    std::string device = "auto";                       ///< auto, cpu, cuda or cuda:N
    int threads = 0;                                   ///< of the CPU; 0: leave as it is
    bool deterministic = false;                        ///< only deterministic kernels (CUDA)
    std::function<Fault(std::int64_t tried)> faults{}; ///< of tests; @c tried counts steps from 0
    /// A state of more bytes is copied for a checkpoint while the next step is computed.
    std::uint64_t mostCopiedAtOnce = 256ULL << 20;
};

/// A pre-training run and its folder: config.json, metrics.jsonl, checkpoints/, previews/ and the
/// lock. Does one optimizer step at a time. One thread at a time.
class TrainingRun {
public:
    /// Starts a run. @param folder must not exist or be empty. @return null if @p stop was
    /// requested meanwhile: then nothing has been written. @throws Error.
    static std::unique_ptr<TrainingRun> create(const TrainConfig& config,
                                               const std::filesystem::path& folder,
                                               const RunOptions& options,
                                               const std::stop_token& stop = {});
    /// Continues a run from its newest checkpoint that verifies; one that was cut off before it had
    /// any begins again. Settings that were changed later change again at the same steps. @param
    /// epochs extends (or shortens) it. @param changes further ones, as change() takes them.
    /// @return null as create(). @throws Error if there is no checkpoint, or if another process
    /// writes this run.
    static std::unique_ptr<TrainingRun> open(const std::filesystem::path& folder,
                                             std::optional<double> epochs,
                                             const RunOptions& options,
                                             const std::stop_token& stop = {},
                                             const std::vector<SettingChange>& changes = {});
    /// Begins a run with a checkpoint of another, which stays as it is; see forkRun().
    static std::unique_ptr<TrainingRun> fork(const std::filesystem::path& from,
                                             const std::filesystem::path& folder,
                                             const std::vector<SettingChange>& changes,
                                             const RunOptions& options,
                                             const std::stop_token& stop = {});
    /// Makes the destructor remove the files of a run that create() or fork() has made, so that
    /// it can be tried again. For one that nobody has heard of; one that was opened stays.
    void discardNew();
    ~TrainingRun(); ///< what is being written is written; nothing else is saved
    TrainingRun(const TrainingRun&) = delete;
    TrainingRun& operator=(const TrainingRun&) = delete;

    const std::filesystem::path& folder() const;
    const TrainConfig& config() const;
    std::int64_t pictures() const;           ///< to learn from
    std::int64_t validationPictures() const; ///< 0: no validation
    std::vector<BadFile> badFiles() const;   ///< that were skipped so far in this session
    /// What needs no model loses on these pictures; empty: none could be read.
    const std::optional<ReferenceLosses>& referenceLosses() const;
    std::int64_t step() const; ///< steps done
    std::int64_t totalSteps() const;
    std::int64_t stepsPerEpoch() const;
    std::string precision() const;                   ///< "float32" or "bfloat16"
    const std::vector<StepMetrics>& history() const; ///< logged by earlier sessions
    /// Logged steps that an earlier session did after the checkpoint: they are done again.
    std::int64_t lostSteps() const;
    bool finished() const { return step() >= totalSteps(); }

    /// One optimizer step; logs it if it is due; begins to save a checkpoint if one is due. Empty
    /// if @p stop was requested before it had all its pictures.
    ///
    /// A step that would do harm is skipped with its pictures: the next ones are taken for it. If
    /// that does not help the weights go back to the last good state; see notices().
    /// @throws Error(Numerical) if that has not helped either: nothing is saved then; Error(Io) if
    /// too many pictures can't be read: nothing has changed, and it can be called again, when they
    /// are back or to go on without them.
    std::optional<StepMetrics> advance(const std::stop_token& stop = {});

    /// Changes a setting from the next step on: learning rates, epochs and steps (the schedule is
    /// planned anew), mask.*, checkpoint.*, probe.*, preview.every_steps, log.every_steps. Noted in
    /// changes.jsonl. @throws Error(InvalidConfig) naming what is wrong; nothing has changed then
    void change(const SettingChange& change);
    /// Those in force, of earlier sessions as well; only ever grows.
    const std::vector<RunChanged>& changes() const;

    /// What the run's user should know, of earlier sessions as well; only ever grows.
    const std::vector<RunNotice>& notices() const;

    /// Saves a checkpoint unless the newest one has this step, and waits until it is written and
    /// verified. @return its path. @throws Error(Io).
    std::filesystem::path save();
    /// Copies what a checkpoint holds; it is written beside the training. lastCheckpoint() and
    /// saveProblem() tell what came of it after a later step, or after finishSaves().
    void beginSave();
    void finishSaves(); ///< waits for what is being written
    /// Goes on in another folder, new or empty, where all is saved at once; or in its own, if that
    /// was renamed. What can still be read of the old one is copied, but for older checkpoints.
    /// @throws Error; it then stays where it is
    void moveTo(const std::filesystem::path& folder);
    std::filesystem::path lastCheckpoint() const; ///< empty: none yet
    std::int64_t lastCheckpointStep() const;      ///< 0: none yet
    /// Why the last checkpoint that was due could not be written; empty: it could. Training goes
    /// on.
    const std::string& saveProblem() const;

    bool previewIsDue() const; ///< after a step whose number is a multiple of preview.every_steps
    /// The probe pictures, reconstructed now. Also written to previews/ as a PNG.
    std::vector<Reconstruction> previews();

    /// The next step measures its layers as well, which changes nothing but how long it takes.
    void measureLayers();
    bool layersAreWanted() const; ///< somebody has asked, and takeLayers() has not answered yet
    /// What the last measured step was like, once. @throws Error why it could not be measured
    std::optional<LayerReport> takeLayers();
    /// Measures the layers on the pictures of the next step, which is not made. Empty if @p stop
    /// was requested meanwhile. @throws Error
    std::optional<LayerReport> layersNow(const std::stop_token& stop = {});

    /// The model in training, to look at between steps.
    const Model& model() const;

private:
    struct State;
    explicit TrainingRun(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace mae
