// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/batcher.h"
#include "core/model/model.h"
#include "core/train/checkpoint.h"
#include "core/train/checkpoint_writer.h"
#include "core/train/data_guard.h"
#include "core/train/knn_probe.h"
#include "core/train/layer_meter.h"
#include "core/train/lr_schedule.h"
#include "core/train/metrics_log.h"
#include "core/train/previews.h"
#include "core/train/run_guard.h"
#include "core/train/run_journal.h"
#include "core/train/run_logs.h"
#include "core/train/run_record.h"
#include "core/train/run_setup.h"
#include "core/train/trainer.h"
#include "core/train/training_run.h"
#include "core/train/validation.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

/// A file, whatever its name becomes.
struct FileId {
    bool exists = false;
    std::uint64_t device = 0;
    std::uint64_t number = 0;

    bool operator==(const FileId&) const = default;
};
FileId fileIdOf(const std::filesystem::path& path); ///< of none: not there

/// What a TrainingRun is made of. Not for anybody else.
struct TrainingRun::State {
    using Clock = std::chrono::steady_clock;

    // Set once.
    std::filesystem::path folder;
    FileLock lock;
    std::unique_ptr<NewFolder> newFolder{}; ///< null: it was there before
    TrainConfig config;
    at::Device device = at::kCPU;
    at::ScalarType precision = at::kFloat;
    std::shared_ptr<PictureSource> source;
    std::unique_ptr<Validation> validation{}; ///< null: none
    std::unique_ptr<KnnProbe> knn{};          ///< null: none
    std::shared_ptr<PictureSource> held{};    ///< validation pictures; null: none
    std::optional<ReferenceLosses> references{};
    std::unique_ptr<DataGuard> dataGuard{};
    std::int64_t perEpoch = 1;
    std::int64_t total = 1;
    LrSchedule schedule{};
    std::vector<StepMetrics> history{};
    std::int64_t lostSteps = 0;
    FileId lockFile = fileIdOf(folder / "run.lock");
    RunRecord record{};
    Model model{}; ///< its weights are those the trainer computes with
    std::unique_ptr<Trainer> trainer{};
    std::unique_ptr<MetricsLog> metrics{};
    std::unique_ptr<RunLogs> logs{};
    std::unique_ptr<ProbePictures> probes{};
    std::function<Fault(std::int64_t)> faults{};
    std::uint64_t mostCopiedAtOnce = RunOptions{}.mostCopiedAtOnce;

    // Changes with the steps.
    RunCounters counters{};
    RunGuard guard{counters.guard};
    RunJournal journal{};
    std::vector<RunChanged> changes{};     ///< those that are in force
    std::deque<RunChanged> laterChanges{}; ///< of a session that was cut off, to be made again
    std::unique_ptr<Batcher> batcher{};
    RateMeter rate{};
    std::filesystem::path checkpoint{}; ///< the newest that was written and verified
    std::int64_t checkpointStep = 0;
    std::int64_t imageStep = -1; ///< of the newest image that was given to the writer
    bool saveIsWanted = false;   ///< begun as soon as the writer has room
    Clock::time_point lastSave = Clock::now();
    std::string saveProblem{};
    /// Of the newest image. It stays, because a system takes longer to give memory than we to copy
    /// into it: half a second for a ViT-B.
    Tensor imageMemory{};
    /// A state to go back to: of the last save or of the last hundred steps. Null if the model is
    /// large: then it is the last checkpoint.
    std::shared_ptr<CheckpointImage> good{};
    std::int64_t goodStep = 0;            ///< of what lastGood() gave
    bool broken = false;                  ///< what is in memory is not to be trusted
    std::unique_ptr<LayerMeter> meter{};  ///< of the next step; null: nobody has asked
    std::optional<LayerReport> layers{};  ///< measured, and not yet taken
    std::optional<Error> layersProblem{}; ///< why they could not be
    CheckpointWriter writer{};            ///< last: what it still has to write is written first

    /// What a new and a continued run have in common. @param weights  float32, CPU
    /// @param begunWith  the settings of the run's first step
    void prepare(const MaeWeights& weights, const TrainConfig& begunWith);
    void take(const RunOptions& options); ///< what is for tests
    /// What a continued run has in its folder. @throws Error
    void continueFrom(const Checkpoint& newest, const RunOptions& options);
    void plan();        ///< length and learning rates, from the settings
    void writeConfig(); ///< @throws Error(Io)
    void close();       ///< notes in config.json that it ended in order, if all is saved

    /// Reads what was changed, up to the present step; later changes are made again when it is
    /// their turn.
    void takeUpChanges();
    /// Changes a setting from the next step on, and notes that. @throws Error(InvalidConfig)
    void change(const SettingChange& change);
    void apply(const RunChanged& change);
    void applyLaterChanges();
    void remember(); ///< what is in memory, as a state to go back to

    /// As TrainingRun::advance(), without the log and the checkpoint.
    std::optional<StepMetrics> step(const std::stop_token& stop);
    std::int64_t tries() const { return counters.step + counters.guard.skipped; }
    /// Loss of one optimizer step, with its gradient accumulated; empty if stopped while waiting.
    std::optional<double> accumulate(const std::stop_token& stop);
    std::optional<double> accumulateOnce(const std::stop_token& stop);
    Batch nextBatch(const std::stop_token& stop); ///< without patches if stopped while waiting
    void refuseStep(const RunGuard::Finding& finding);
    void rewind(bool notFinite);
    [[noreturn]] void giveUp();
    std::optional<Safetensors> lastGood();
    void restore(const Safetensors& file);
    void note(RunNotice notice);
    Fault faultAt(std::int64_t tried) const;
    void spoil(Fault fault, bool before);
    void measure(const std::function<void(LayerMeter&)>& part); ///< if somebody has asked
    void finishMeasuring(bool stepped);
    StepMetrics finishStep(double loss, double norm, double lr, Clock::time_point start);
    void prepareData(); ///< what watches the pictures
    /// Adds the validation loss to the step just done, if it is due.
    void validate(StepMetrics& done, const std::stop_token& stop);
    void prepareKnn(); ///< from the settings; says why if there is nothing to measure
    void measureKnn(StepMetrics& done, const std::stop_token& stop); ///< as validate()
    void openLogs(); ///< once the folder is the run's
    void openRunLogs();
    void logStep(const StepMetrics& done);

    std::uint64_t stateBytes() const; ///< of an image
    UnfilledImage unfilled();
    /// A copy of what is in memory; null if that is broken.
    std::shared_ptr<CheckpointImage> image();
    bool saveIsDue() const;
    /// Hands a copy of what is in memory to the writer, or does so after a later step if that has
    /// no room for it now, or if what is in memory is broken.
    void beginSave();
    /// Notes which checkpoints were written meanwhile, and which could not be.
    void noteSaves();
    void noteSaved();
    void moveTo(const std::filesystem::path& place);
    /// Notes in the folder that the run goes on elsewhere, if it can.
    void leave(const std::filesystem::path& place) const;
    void settleIn(const std::filesystem::path& place);
    /// Saves unless the newest checkpoint has this step; waits until it is written. @throws Error
    void saveNow();
};

} // namespace mae
