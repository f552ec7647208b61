// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <cstdint>

namespace mae {

/// A learning rate as a function of time: linear warm-up from 0, then half a cosine.
struct LrSchedule {
    double peak = 0;
    double end = 0;
    double warmupEpochs = 0;
    double epochs = 1; ///< where the cosine ends

    /// @param epoch  passes over the pictures done, with their fraction. Source: method.md
    double at(double epoch) const;
};

/// The schedule of a run. The base rate is scaled by batch * accumulate / 256. A run whose length
/// is given in steps warms up for at most a tenth of them.
LrSchedule lrSchedule(const OptimConfig& config, std::int64_t stepsPerEpoch);

} // namespace mae
