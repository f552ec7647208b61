// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/step_metrics.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mae {

/// log.txt of a run: a JSON object per finished epoch with train_lr, train_loss (means over its
/// steps) and epoch (from 0), as the published script writes it. A full disk stops nothing: lines
/// wait until they can be written.
class EpochLog {
public:
    /// Drops the lines of epochs that are not finished at @p step.
    /// @param past  the logged steps up to @p step: those of the epoch under way go into its means
    EpochLog(const std::filesystem::path& run, std::int64_t stepsPerEpoch,
             const std::vector<StepMetrics>& past, std::int64_t step);
    ~EpochLog() { flush(); }
    EpochLog(const EpochLog&) = delete;
    EpochLog& operator=(const EpochLog&) = delete;

    /// Every step, logged or not.
    void add(const StepMetrics& metrics);
    void flush();

private:
    void count(const StepMetrics& metrics);
    void dropFrom(std::int64_t epoch);
    void tell(const std::string& why);

    std::filesystem::path m_path;
    std::int64_t m_perEpoch = 1;
    double m_lr = 0;          ///< sum over the steps of the epoch
    double m_loss = 0;        ///< sum
    std::int64_t m_steps = 0; ///< summed up
    std::string m_waiting;
    bool m_told = false; ///< of the failure that lasts
};

} // namespace mae
