// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/io/run_notes.h"
#include "core/train/step_metrics.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// Paths inside a run folder.
std::filesystem::path checkpointsFolder(const std::filesystem::path& run);
std::filesystem::path previewsFolder(const std::filesystem::path& run);
std::filesystem::path checkpointPath(const std::filesystem::path& run,
                                     std::int64_t step); ///< step-00012345.safetensors
std::filesystem::path previewPath(const std::filesystem::path& run,
                                  std::int64_t step); ///< step-00012345.png

/// A checkpoint by its file name.
struct CheckpointFile {
    std::filesystem::path path{};
    std::int64_t step = 0;
};
/// Oldest first; nothing is opened. Empty if there is no such folder.
std::vector<CheckpointFile> listCheckpoints(const std::filesystem::path& run);

/// The settings in config.json. @throws Error(Io) or Error(Format): not a run folder
TrainConfig readRunConfig(const std::filesystem::path& run);

/// One line of metrics.jsonl, without the line's end.
std::string metricsLine(const StepMetrics& metrics);
/// All whole lines of metrics.jsonl in step order; a torn last line is dropped, broken lines are
/// skipped, of repeated steps the last counts. Empty if there is no file.
std::vector<StepMetrics> readMetrics(const std::filesystem::path& run);

/// Ascending steps; of repeated ones the last counts.
std::vector<StepMetrics> inStepOrder(std::vector<StepMetrics> steps);

/// What another process has added to metrics.jsonl.
struct MetricsTail {
    std::vector<StepMetrics> steps{}; ///< of whole lines, as they stand in the file
    std::uint64_t end = 0;            ///< bytes read so far
    bool restarted = false;           ///< the file became shorter: these are all it has
};
/// Lines behind the first @p from bytes of the file. @throws Error(Io) if it can't be read
MetricsTail readMetricsFrom(const std::filesystem::path& run, std::uint64_t from);

/// A row of a table of runs.
struct RunSummary {
    std::filesystem::path folder{};
    TrainConfig config{};
    std::int64_t step = 0;       ///< of the newest checkpoint
    std::int64_t totalSteps = 0; ///< 0: unknown
    double lastLoss = 0;
    double bestLoss = 0;
    std::optional<double> validationLoss{}; ///< the last one
    std::optional<double> knnTop1{};        ///< the last one, 0 to 1
    double seconds = 0;                     ///< of training; 0: unknown
    bool beingWritten = false;              ///< another process (or this one) holds its lock
    bool interrupted = false;   ///< it did not end in order: by a crash, a kill, or without power
    std::int64_t lostSteps = 0; ///< logged after the newest checkpoint: to be done again
    std::chrono::system_clock::time_point changed{};
    RunNotes notes{};

    bool finished() const { return totalSteps > 0 && step >= totalSteps; }
};

/// @throws Error if it is no run folder
RunSummary readRunSummary(const std::filesystem::path& run);
/// The runs directly below a folder, newest first; what is no run is left out.
std::vector<RunSummary> listRuns(const std::filesystem::path& folder);

/// A name for a new run below @p parent that does not exist yet, e.g. "2026-05-03-tiny-2".
std::filesystem::path newRunFolder(const std::filesystem::path& parent, const std::string& title);

} // namespace mae
