// SPDX-License-Identifier: GPL-3.0-or-later
// What a run writes down of its steps.
#include "core/train/training_run_state.h"

namespace mae {

void TrainingRun::State::openLogs() {
    metrics = std::make_unique<MetricsLog>(folder, history);
    logs = std::make_unique<RunLogs>(
        folder, config,
        RunProgress{.step = counters.step, .stepsPerEpoch = perEpoch, .totalSteps = total},
        history);
}

void TrainingRun::State::logStep(const StepMetrics& done) {
    const bool logged = done.step % config.log.everySteps == 0 || done.step >= total;
    if (logged) {
        metrics->append(done);
    }
    logs->add(done, logged);
}

} // namespace mae
