// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/curve_data.h"

#include "core/base/number.h"

#include <algorithm>
#include <cmath>

namespace mae::ui {

void ValueRange::add(double value) {
    if (!std::isfinite(value)) {
        return;
    }
    low = std::min(low, value);
    high = std::max(high, value);
    if (value > 0) {
        lowPositive = std::min(lowPositive, value);
    }
}

void CurveData::clear() { truncate(0); }

void CurveData::truncate(std::size_t size) {
    m_points.resize(size);
    m_ranges = {};
    for (std::size_t c = 0; c < kMostCurves; ++c) {
        m_ranges[c] = range(c, 0, size);
    }
    m_averages = {};
    for (auto& values : m_smoothed) {
        values.clear();
    }
    smoothFrom(0);
}

std::size_t CurveData::append(std::span<const CurvePoint> points) {
    if (points.empty()) {
        return m_points.size();
    }
    if (!m_points.empty() && points.front().step <= m_points.back().step) {
        truncate(lowerIndex(points.front().step, CurveAxis::Step));
    }
    const auto begin = m_points.size();
    m_points.insert(m_points.end(), points.begin(), points.end());
    for (const auto& point : points) {
        for (std::size_t c = 0; c < kMostCurves; ++c) {
            m_ranges[c].add(point.values[c]);
        }
    }
    smoothFrom(begin);
    return begin;
}

void CurveData::setSmoothing(double weight) {
    m_weight = std::clamp(weight, 0.0, 0.9999);
    m_averages = {};
    for (auto& values : m_smoothed) {
        values.clear();
    }
    smoothFrom(0);
}

void CurveData::smoothFrom(std::size_t begin) {
    for (std::size_t c = 0; c < kMostCurves; ++c) {
        auto& average = m_averages[c];
        auto& values = m_smoothed[c];
        values.reserve(m_points.capacity());
        for (std::size_t i = begin; i < m_points.size(); ++i) {
            const double value = m_points[i].values[c];
            if (std::isfinite(value)) {
                average.sum = m_weight * average.sum + (1 - m_weight) * value;
                average.left *= m_weight;
            }
            values.push_back(average.left < 1 ? average.sum / (1 - average.left)
                                              : std::numeric_limits<double>::quiet_NaN());
        }
    }
}

std::size_t CurveData::lowerIndex(double x, CurveAxis axis) const {
    const auto found = std::ranges::lower_bound(
        m_points, x, {}, [axis](const CurvePoint& point) { return point.at(axis); });
    return static_cast<std::size_t>(found - m_points.begin());
}

std::size_t CurveData::nearest(double x, CurveAxis axis) const {
    const auto after = std::min(lowerIndex(x, axis), m_points.size() - 1);
    if (after > 0 && x - m_points[after - 1].at(axis) < m_points[after].at(axis) - x) {
        return after - 1;
    }
    return after;
}

ValueRange CurveData::range(std::size_t curve, std::size_t begin, std::size_t end) const {
    ValueRange range;
    for (std::size_t i = begin; i < std::min(end, m_points.size()); ++i) {
        range.add(m_points[i].values[curve]);
    }
    return range;
}

std::string CurveData::toCsv(std::span<const std::string> titles) const {
    std::string text = "step,epoch,seconds";
    for (const auto& title : titles) {
        text += "," + title;
    }
    for (const auto& point : m_points) {
        text += "\n" + toText(point.step) + "," + toText(point.epoch) + "," + toText(point.seconds);
        for (std::size_t c = 0; c < std::min(titles.size(), kMostCurves); ++c) {
            text += "," + (std::isfinite(point.values[c]) ? toText(point.values[c]) : "");
        }
    }
    return text + "\n";
}

} // namespace mae::ui
