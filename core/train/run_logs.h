// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/io/tensorboard.h"
#include "core/probe/reconstruction.h"
#include "core/train/epoch_log.h"
#include "core/train/step_metrics.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace mae {

/// How far a run is.
struct RunProgress {
    std::int64_t step = 0; ///< steps done
    std::int64_t stepsPerEpoch = 1;
    std::int64_t totalSteps = 1;
};

/// What a run writes for other programs, besides metrics.jsonl: TensorBoard's events and log.txt.
/// Nothing here ever stops a run.
class RunLogs {
public:
    /// @param past  the logged steps of earlier sessions that still count
    RunLogs(const std::filesystem::path& run, const TrainConfig& config,
            const RunProgress& progress, const std::vector<StepMetrics>& past);

    /// Every step. @param logged  whether it also is in metrics.jsonl
    void add(const StepMetrics& metrics, bool logged);
    /// At most a hundred of a run are kept: TensorBoard shows ten, and previews/ has them all.
    void addPreview(std::int64_t step, const std::vector<Reconstruction>& previews);
    void flush();

private:
    EpochLog m_epochs;
    EventFile m_events;
    std::int64_t m_perEpoch = 1;
    std::int64_t m_total = 1;
    std::int64_t m_nextPicture = 0; ///< step from which on a preview is kept
};

} // namespace mae
