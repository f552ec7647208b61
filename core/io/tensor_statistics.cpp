// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/tensor_statistics.h"

#include <algorithm>
#include <cmath>

namespace mae {
namespace {

constexpr std::size_t kBins = 64;
constexpr std::int64_t kAtOnce = 1 << 20; ///< values converted at a time

/// Calls @p visit with every finite value, as double.
template <class Visitor> void forEachFinite(const Tensor& flat, Visitor&& visit) {
    for (std::int64_t at = 0; at < flat.numel(); at += kAtOnce) {
        const auto part =
            flat.slice(0, at, std::min(at + kAtOnce, flat.numel())).to(at::kDouble).contiguous();
        const auto* values = part.const_data_ptr<double>();
        for (std::int64_t i = 0; i < part.numel(); ++i) {
            if (std::isfinite(values[i])) {
                visit(values[i]);
            }
        }
    }
}

} // namespace

TensorStatistics valueStatistics(const Tensor& tensor) {
    TensorStatistics result{.count = tensor.numel(), .histogram = std::vector<std::int64_t>(kBins)};
    const auto flat = tensor.reshape({-1});
    std::int64_t finite = 0;
    double sum = 0, squares = 0, first = 0;
    forEachFinite(flat, [&](double value) {
        if (finite++ == 0) {
            first = result.min = result.max = value;
        }
        result.min = std::min(result.min, value);
        result.max = std::max(result.max, value);
        sum += value - first; // shifted, so that a large mean does not swallow the deviations
        squares += (value - first) * (value - first);
    });
    result.notFinite = result.count - finite;
    if (finite == 0) {
        return result;
    }
    const double shifted = sum / static_cast<double>(finite);
    result.mean = first + shifted;
    result.std =
        std::sqrt(std::max(0.0, squares / static_cast<double>(finite) - shifted * shifted));
    const double width = result.max - result.min;
    forEachFinite(flat, [&](double value) {
        const double place = width > 0 ? (value - result.min) / width * kBins : 0;
        ++result.histogram[std::min(static_cast<std::size_t>(place), kBins - 1)];
    });
    return result;
}

} // namespace mae
