// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace mae {

/// The steps after which something is done every so many epochs; the last step is one of them.
class EveryEpochs {
public:
    /// @param epochs  0: never; less than a step: after every step
    EveryEpochs(double epochs, std::int64_t stepsPerEpoch) {
        if (epochs > 0) {
            const double steps = std::min(epochs * static_cast<double>(stepsPerEpoch), 1e15);
            m_steps = std::max<std::int64_t>(1, std::llround(steps));
        }
    }

    bool isDue(std::int64_t step, std::int64_t totalSteps) const {
        return m_steps > 0 && (step % m_steps == 0 || step >= totalSteps);
    }

private:
    std::int64_t m_steps = 0; ///< 0: never
};

} // namespace mae
