// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/curve_sampling.h"

#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr std::size_t kFew = 4; // values in a column of pixels that are all drawn

/// Edges of columns of very many values are put where whole blocks of 16 or 256 begin, at most a
/// sixty-fourth of a pixel aside: much less is to be looked at.
std::size_t aligned(std::size_t edge, std::size_t count) {
    const std::size_t block = count >= 256 * 64 ? 256 : count >= 16 * 64 ? 16 : 1;
    return edge - edge % block;
}

} // namespace

CurveSample sampled(const CurveData& data, std::size_t curve, CurveData::Kind kind,
                    const CurveWindow& window) {
    CurveSample sample;
    const auto values = data.values(curve, kind);
    const auto& pyramid = data.pyramid(curve, kind);
    const auto add = [&](std::size_t i) {
        sample.points.emplace_back(data.place(window.axis, i), values[i]);
    };
    const auto begin = data.lowerIndex(window.low, window.axis);
    if (const auto before = pyramid.lastBefore(values, begin)) {
        add(*before);
    }
    auto first = begin;
    std::size_t width = 0; // of the column before, in points
    for (int column = 0; column < window.columns && first < values.size(); ++column) {
        const double share = (column + 1.0) / window.columns;
        auto last = data.lowerIndex(window.low + share * (window.high - window.low), window.axis,
                                    first, first + width);
        width = last - first;
        last = std::max(first, aligned(last, width));
        if (column + 1 == window.columns) { // the window's end is part of it
            last = data.lowerIndex(window.high, window.axis);
            last += last < values.size() && data.place(window.axis, last) <= window.high ? 1 : 0;
        }
        if (last - first <= kFew) {
            for (auto i = first; i < last; ++i) {
                if (std::isfinite(values[i])) {
                    add(i);
                }
            }
        } else if (const auto found = pyramid.find(values, first, last); !found.empty()) {
            add(std::min(found.low, found.high));
            if (found.low != found.high) {
                add(std::max(found.low, found.high));
            }
            sample.dense = true;
        }
        first = last;
    }
    if (const auto after = pyramid.firstFrom(values, first)) {
        add(*after);
    }
    return sample;
}

} // namespace mae::ui
