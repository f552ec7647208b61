// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/train_config.h"

#include <algorithm>
#include <cmath>

namespace mae {

std::int64_t totalSteps(const OptimConfig& config, std::int64_t stepsPerEpoch) {
    if (config.steps > 0) {
        return config.steps;
    }
    const double steps = std::round(config.epochs * static_cast<double>(stepsPerEpoch));
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::min(steps, 1e15)));
}

} // namespace mae
