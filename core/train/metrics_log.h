// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/step_metrics.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace mae {

/// Appends to metrics.jsonl of a run. A full disk loses nothing: lines wait until they can be
/// written.
class MetricsLog {
public:
    /// Opens for appending, after making the file hold exactly @p past (steps that a continued run
    /// will do again are dropped). @throws Error(Io)
    MetricsLog(const std::filesystem::path& run, const std::vector<StepMetrics>& past);
    ~MetricsLog() { flush(); }
    MetricsLog(const MetricsLog&) = delete;
    MetricsLog& operator=(const MetricsLog&) = delete;

    void append(const StepMetrics& metrics);
    /// Tries again to write what is waiting; a failure is logged once.
    void flush();
    /// Goes on in the folder of a run that has moved, with all lines so far, even if their file was
    /// deleted. @throws Error(Io); it then stays where it is
    void moveTo(const std::filesystem::path& run);
    bool isWritten() const {
        return m_waiting.empty();
    } ///< false: the last lines are still waiting

private:
    std::filesystem::path m_path;
    std::ofstream m_stream;
    std::ifstream m_reader; ///< holds the file, whatever becomes of its name
    std::string m_waiting;
    bool m_told = false; ///< of the failure that lasts
};

/// Pictures per second over about the last second of steps.
class RateMeter {
public:
    /// @param time  seconds of training at the end of a step; @param pictures  of that step
    double add(double time, std::int64_t pictures);

private:
    struct Mark {
        double time = 0;
        std::int64_t pictures = 0; ///< up to here
    };
    std::vector<Mark> m_marks;
};

} // namespace mae
