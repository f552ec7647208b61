// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace mae::app {

/// @param share  0: smallest, 0.5: median, 1: largest. @param values  at least one
inline double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    const auto last = double(values.size() - 1);
    return values[static_cast<std::size_t>(std::min(last, share * last + 0.5))];
}

} // namespace mae::app
