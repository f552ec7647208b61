// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/extreme_pyramid.h"

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace mae::ui {

/// What stands on the horizontal axis of curves.
enum class CurveAxis { Step, Epoch, Seconds };

constexpr std::size_t kMostCurves = 7;

/// One step: where it is on each axis, and the value of each curve there; NaN: none.
struct CurvePoint {
    double step = 0;
    double epoch = 0;
    double seconds = 0;
    std::array<double, kMostCurves> values{};

    double at(CurveAxis axis) const {
        return axis == CurveAxis::Step ? step : axis == CurveAxis::Epoch ? epoch : seconds;
    }
};

/// Smallest and largest of some values; empty if low > high.
struct ValueRange {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    double lowPositive = std::numeric_limits<double>::infinity(); ///< for a log axis

    void add(const ValueRange& other);
    bool empty() const { return low > high; }
};

/// The values behind a plot, in step order, with their smoothed versions.
///
/// Smoothed is an exponential moving average without the pull towards 0 at its start:
/// s_t = w s_(t-1) + (1 - w) x_t from s_0 = 0, divided by 1 - w^t. Values that are not finite are
/// skipped. Questions about a stretch of points cost the same however long it is.
class CurveData {
public:
    /// Which values of a curve.
    enum class Kind { Raw, Smoothed };

    explicit CurveData(std::size_t curves = kMostCurves); ///< at most kMostCurves

    void clear() { truncate(0); }
    /// Steps that are not later than the last replace it and what follows: a run that was continued
    /// from an earlier checkpoint. @return the index from which on points are new
    std::size_t append(std::span<const CurvePoint> points);

    void setSmoothing(double weight); ///< w, at least 0 and below 1
    double smoothing() const { return m_weight; }

    std::size_t size() const { return m_steps.size(); }
    std::size_t curves() const { return m_curves.size(); }
    CurvePoint point(std::size_t i) const;
    double value(std::size_t curve, std::size_t i) const { return m_curves[curve].raw[i]; }
    double smoothed(std::size_t curve, std::size_t i) const { return m_curves[curve].smooth[i]; }
    double place(CurveAxis axis, std::size_t i) const { return places(axis)[i]; }
    std::span<const double> values(std::size_t curve, Kind kind) const;
    const ExtremePyramid& pyramid(std::size_t curve, Kind kind) const;

    /// First point at or after x.
    std::size_t lowerIndex(double x, CurveAxis axis) const;
    /// The same, not before @p from, probably near @p guess: quicker then.
    std::size_t lowerIndex(double x, CurveAxis axis, std::size_t from, std::size_t guess) const;
    std::size_t nearest(double x, CurveAxis axis) const; ///< not of an empty plot
    ValueRange range(std::size_t curve) const { return range(curve, 0, size()); }
    ValueRange range(std::size_t curve, std::size_t begin, std::size_t end) const;

    /// With a header line; numbers as in files, whatever the locale.
    std::string toCsv(std::span<const std::string> titles) const;

private:
    struct Curve {
        std::vector<double> raw{};
        std::vector<double> smooth{};
        ExtremePyramid rawPyramid{};
        ExtremePyramid smoothPyramid{};
        double sum = 0;
        double left = 1; ///< w^t
    };
    const std::vector<double>& places(CurveAxis axis) const {
        return axis == CurveAxis::Step ? m_steps : axis == CurveAxis::Epoch ? m_epochs : m_seconds;
    }
    void truncate(std::size_t size);
    void smoothFrom(std::size_t begin);

    double m_weight = 0.95;
    std::vector<double> m_steps;
    std::vector<double> m_epochs;
    std::vector<double> m_seconds;
    std::vector<Curve> m_curves;
};

} // namespace mae::ui
