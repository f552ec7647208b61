// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/layer_report.h"

#include <cstdint>
#include <optional>

namespace mae {
class TrainingRun;
}

namespace mae::cli {

/// `--layer-stats N`: measures the layers of every Nth step and writes them into the run's folder.
/// What goes wrong with that is said once and stops no run.
class LayerStats {
public:
    /// @param every  steps; 0: never
    LayerStats(TrainingRun& run, std::int64_t every) : m_run(run), m_every(every) {}

    void beforeStep();
    void afterStep();

private:
    TrainingRun& m_run;
    std::int64_t m_every;
    std::optional<LayerLog> m_log{};
    bool m_failed = false;
};

} // namespace mae::cli
