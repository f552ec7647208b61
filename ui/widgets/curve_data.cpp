// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/curve_data.h"

#include "core/base/number.h"

#include <algorithm>
#include <cmath>

namespace mae::ui {

void ValueRange::add(const ValueRange& other) {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
    lowPositive = std::min(lowPositive, other.lowPositive);
}

CurveData::CurveData(std::size_t curves) : m_curves(std::min(curves, kMostCurves)) {}

void CurveData::truncate(std::size_t size) {
    for (auto* places : {&m_steps, &m_epochs, &m_seconds}) {
        places->resize(size);
    }
    for (auto& curve : m_curves) {
        curve.raw.resize(size);
        curve.rawPyramid.update(curve.raw, size);
    }
    setSmoothing(m_weight);
}

std::size_t CurveData::append(std::span<const CurvePoint> points) {
    if (points.empty()) {
        return size();
    }
    if (size() > 0 && points.front().step <= m_steps.back()) {
        truncate(lowerIndex(points.front().step, CurveAxis::Step));
    }
    const auto begin = size();
    for (const auto& point : points) {
        m_steps.push_back(point.step);
        m_epochs.push_back(point.epoch);
        m_seconds.push_back(point.seconds);
        for (std::size_t c = 0; c < m_curves.size(); ++c) {
            m_curves[c].raw.push_back(point.values[c]);
        }
    }
    for (auto& curve : m_curves) {
        curve.rawPyramid.update(curve.raw, begin);
    }
    smoothFrom(begin);
    return begin;
}

void CurveData::setSmoothing(double weight) {
    m_weight = std::clamp(weight, 0.0, 0.9999);
    for (auto& curve : m_curves) {
        curve.smooth.clear();
        curve.sum = 0;
        curve.left = 1;
    }
    smoothFrom(0);
}

void CurveData::smoothFrom(std::size_t begin) {
    for (auto& curve : m_curves) {
        for (std::size_t i = begin; i < curve.raw.size(); ++i) {
            const double value = curve.raw[i];
            if (std::isfinite(value)) {
                curve.sum = m_weight * curve.sum + (1 - m_weight) * value;
                curve.left *= m_weight;
            }
            curve.smooth.push_back(curve.left < 1 ? curve.sum / (1 - curve.left)
                                                  : std::numeric_limits<double>::quiet_NaN());
        }
        curve.smoothPyramid.update(curve.smooth, begin);
    }
}

CurvePoint CurveData::point(std::size_t i) const {
    CurvePoint point{.step = m_steps[i], .epoch = m_epochs[i], .seconds = m_seconds[i]};
    for (std::size_t c = 0; c < m_curves.size(); ++c) {
        point.values[c] = m_curves[c].raw[i];
    }
    return point;
}

std::span<const double> CurveData::values(std::size_t curve, Kind kind) const {
    return kind == Kind::Raw ? m_curves[curve].raw : m_curves[curve].smooth;
}

const ExtremePyramid& CurveData::pyramid(std::size_t curve, Kind kind) const {
    return kind == Kind::Raw ? m_curves[curve].rawPyramid : m_curves[curve].smoothPyramid;
}

std::size_t CurveData::lowerIndex(double x, CurveAxis axis) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(places(axis), x)
                                    - places(axis).begin());
}

std::size_t CurveData::lowerIndex(double x, CurveAxis axis, std::size_t from,
                                  std::size_t guess) const {
    const auto& all = places(axis);
    std::size_t low = std::min(from, all.size()), high = all.size(), width = 16;
    guess = std::clamp(guess, low, high);
    if (guess < high && all[guess] < x) {
        for (low = guess; low + width < high && all[low + width] < x; width *= 2) {
            low += width;
        }
        high = std::min(high, low + width);
    } else {
        for (high = guess; high > low + width && all[high - width] >= x; width *= 2) {
            high -= width;
        }
        low = high > low + width ? high - width : low;
    }
    const auto begin = all.begin();
    return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(low),
                                                     begin + static_cast<std::ptrdiff_t>(high), x)
                                    - begin);
}

std::size_t CurveData::nearest(double x, CurveAxis axis) const {
    const auto& all = places(axis);
    const auto after = std::min(lowerIndex(x, axis), all.size() - 1);
    return after > 0 && x - all[after - 1] < all[after] - x ? after - 1 : after;
}

ValueRange CurveData::range(std::size_t curve, std::size_t begin, std::size_t end) const {
    const auto& raw = m_curves[curve].raw;
    const auto found = m_curves[curve].rawPyramid.find(raw, begin, end);
    ValueRange range;
    if (!found.empty()) {
        range.low = raw[found.low];
        range.high = raw[found.high];
    }
    if (found.lowPositive != ExtremePyramid::kNone) {
        range.lowPositive = raw[found.lowPositive];
    }
    return range;
}

std::string CurveData::toCsv(std::span<const std::string> titles) const {
    std::string text = "step,epoch,seconds";
    for (const auto& title : titles) {
        text += "," + title;
    }
    for (std::size_t i = 0; i < size(); ++i) {
        text += "\n" + toText(m_steps[i]) + "," + toText(m_epochs[i]) + "," + toText(m_seconds[i]);
        for (std::size_t c = 0; c < std::min(titles.size(), m_curves.size()); ++c) {
            const double value = m_curves[c].raw[i];
            text += "," + (std::isfinite(value) ? toText(value) : "");
        }
    }
    return text + "\n";
}

} // namespace mae::ui
