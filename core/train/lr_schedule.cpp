// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/lr_schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mae {

double LrSchedule::at(double epoch) const {
    if (epoch < warmupEpochs) {
        return peak * epoch / warmupEpochs;
    }
    if (epochs <= warmupEpochs) {
        return peak;
    }
    const double progress = std::min(1.0, (epoch - warmupEpochs) / (epochs - warmupEpochs));
    return end + (peak - end) * 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
}

LrSchedule lrSchedule(const OptimConfig& config, std::int64_t stepsPerEpoch) {
    const double epochs =
        static_cast<double>(totalSteps(config, stepsPerEpoch)) / static_cast<double>(stepsPerEpoch);
    const double batch = static_cast<double>(config.batchSize) * config.accumulate;
    return {.peak = config.lr > 0 ? config.lr : config.baseLr * batch / 256,
            .end = config.minLr,
            .warmupEpochs =
                config.steps > 0 ? std::min(config.warmupEpochs, epochs / 10) : config.warmupEpochs,
            .epochs = epochs};
}

} // namespace mae
