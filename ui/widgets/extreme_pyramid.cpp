// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/extreme_pyramid.h"

#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr std::size_t kShift = 4;
constexpr std::size_t kFan = std::size_t{1} << kShift;
constexpr auto kNone = ExtremePyramid::kNone;

} // namespace

void ExtremePyramid::Block::add(const Block& other) {
    if (other.at.low != kNone && (at.low == kNone || other.low < low)) {
        at.low = other.at.low;
        low = other.low;
    }
    if (other.at.high != kNone && (at.high == kNone || other.high > high)) {
        at.high = other.at.high;
        high = other.high;
    }
    if (other.at.lowPositive != kNone
        && (at.lowPositive == kNone || other.lowPositive < lowPositive)) {
        at.lowPositive = other.at.lowPositive;
        lowPositive = other.lowPositive;
    }
}

ExtremePyramid::Block ExtremePyramid::blockOf(std::span<const double> values, std::size_t at) {
    const double value = values[at];
    if (!std::isfinite(value)) {
        return {};
    }
    const auto place = static_cast<std::uint32_t>(at);
    return {{place, place, value > 0 ? place : kNone}, value, value, value};
}

void ExtremePyramid::update(std::span<const double> values, std::size_t from) {
    std::size_t below = values.size(); // entries of the level below
    std::size_t first = from;
    for (std::size_t k = 0; below > kFan || k == 0; ++k) {
        if (m_levels.size() == k) {
            m_levels.emplace_back();
            first = 0;
        }
        auto& level = m_levels[k];
        level.resize(std::min(level.size(), first / kFan));
        const auto blocks = (below + kFan - 1) / kFan;
        for (auto b = level.size(); b < blocks; ++b) {
            Block found;
            for (auto i = b * kFan; i < std::min(below, (b + 1) * kFan); ++i) {
                found.add(k == 0 ? blockOf(values, i) : m_levels[k - 1][i]);
            }
            level.push_back(found);
        }
        below = blocks;
        first /= kFan;
        if (below <= kFan) {
            m_levels.resize(k + 1);
        }
    }
}

ExtremePyramid::Extremes ExtremePyramid::find(std::span<const double> values, std::size_t begin,
                                              std::size_t end) const {
    Block found;
    end = std::min(end, values.size());
    // Up while blocks fit, down again at the other end.
    for (std::size_t i = begin; i < end;) {
        std::size_t shift = 0, level = 0;
        while (level < m_levels.size()) {
            const auto larger = std::size_t{1} << (shift + kShift);
            if ((i & (larger - 1)) != 0 || i + larger > end) {
                break;
            }
            shift += kShift;
            ++level;
        }
        found.add(level == 0 ? blockOf(values, i) : m_levels[level - 1][i >> shift]);
        i += std::size_t{1} << shift;
    }
    return found.at;
}

std::optional<std::size_t> ExtremePyramid::lastBefore(std::span<const double> values,
                                                      std::size_t end) const {
    std::size_t i = std::min(end, values.size());
    while (i > 0) {
        std::size_t size = 1;
        for (const auto& level : m_levels) { // whole blocks of nothing are passed at once
            if (i % (size * kFan) != 0 || !level[i / (size * kFan) - 1].at.empty()) {
                break;
            }
            size *= kFan;
        }
        if (size == 1 && std::isfinite(values[i - 1])) {
            return i - 1;
        }
        i -= size;
    }
    return {};
}

std::optional<std::size_t> ExtremePyramid::firstFrom(std::span<const double> values,
                                                     std::size_t begin) const {
    std::size_t i = begin;
    while (i < values.size()) {
        std::size_t size = 1;
        for (const auto& level : m_levels) {
            if (i % (size * kFan) != 0 || !level[i / (size * kFan)].at.empty()) {
                break;
            }
            size *= kFan;
        }
        if (size == 1 && std::isfinite(values[i])) {
            return i;
        }
        i += size;
    }
    return {};
}

} // namespace mae::ui
