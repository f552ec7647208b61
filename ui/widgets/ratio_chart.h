// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/figure.h"
#include "ui/models/measure.h"

#include <QColor>
#include <array>
#include <optional>
#include <vector>

namespace mae::ui {

enum class RatioQuantity { Psnr, Ssim, Error };

/// One ratio of a curve.
struct RatioPoint {
    Measure measure{};
    bool stale = false; ///< of an earlier picture, seed, strategy or model
};

struct ChartColors {
    QColor text;
    QColor quiet; ///< of numbers at axes
    QColor grid;
    QColor mark; ///< of the current ratio
    QColor ground;
    std::array<QColor, kFillers.size()> series;

    static ChartColors ofScreen(); ///< of the theme
    static ChartColors ofPaper();
};

/// What a plot of a quantity against the mask ratio shows. A value.
struct RatioChart {
    std::vector<RatioPoint> points{}; ///< by ratio, ascending
    RatioQuantity quantity = RatioQuantity::Psnr;
    std::optional<double> current{}; ///< ratio of the mask in use
    std::optional<double> pointed{}; ///< ratio at which values are read
    bool tells = true;               ///< the legend tells the values at a ratio
};

/// The chart as shapes and texts, on a screen or on paper.
struct ChartDrawing {
    QRectF plot{};  ///< where the curves are: from 0 to 100 % in width
    double low = 0; ///< of the axis of values
    double high = 1;
    std::vector<Figure::Shape> shapes{};
    std::vector<Figure::Text> texts{};

    QPointF at(double ratio, double value) const; ///< an infinite value is at the edge
};

struct ChartPaper {
    QSizeF size{};
    double textHeight = 12; ///< of the font
    ChartColors colors{};
};

/// NaN where it was not measured, or the quantity is none of the filler's.
double valueOf(const Measure& measure, Filler filler, RatioQuantity quantity);
QString quantityName(RatioQuantity quantity);
QString quantityText(double value, RatioQuantity quantity); ///< in the locale, without unit
/// The point that is read: nearest to @p ratio. @return null: there is none
const RatioPoint* nearestPoint(const std::vector<RatioPoint>& points, double ratio);

double chartHeight(double textHeight, double plot); ///< @param plot  height of the curves
ChartDrawing drawn(const RatioChart& chart, const ChartPaper& paper);

} // namespace mae::ui
