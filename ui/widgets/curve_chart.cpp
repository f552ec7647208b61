// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/curve_chart.h"

#include "ui/style/helpers.h"
#include "ui/style/theme.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace mae::ui {
namespace {

constexpr double kLargeShare = 2.2;        // height of the first pane by that of the others
constexpr double kLargeShareOfThree = 1.7; // the same where the others are in two rows
constexpr double kNarrow = 118;    // panes beside each other are at least so wide, or in two rows
constexpr double kFarOutside = 50; // heights of the pane: values beyond are drawn there

/// Columns of pixels drawn and left out in turn.
std::pair<int, int> rhythm(Qt::PenStyle dash) {
    switch (dash) {
    case Qt::DashLine: return {10, 5};
    case Qt::DotLine: return {3, 3};
    case Qt::DashDotLine: return {16, 4};
    case Qt::DashDotDotLine: return {6, 6};
    default: return {1, 0};
    }
}

QFont strongFont(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

double PlotAxis::share(double value) const {
    return log ? (std::log(value) - std::log(low)) / (std::log(high) - std::log(low))
               : (value - low) / (high - low);
}

double PlotAxis::valueAt(double share) const {
    return log ? std::exp(std::log(low) + share * (std::log(high) - std::log(low)))
               : low + share * (high - low);
}

QPointF ChartPane::at(QPointF point) const {
    return {area.left() + x.share(point.x()) * area.width(),
            area.bottom() - y.share(point.y()) * area.height()};
}

ChartInk ChartInk::ofScreen(const QFont& font) {
    const auto palette = QGuiApplication::palette();
    const auto ground = palette.color(QPalette::Base);
    const auto quiet = colors().secondaryText;
    return {.ground = ground,
            .text = palette.color(QPalette::Text),
            .quiet = quiet,
            .grid = mixed(quiet, ground, 0.18),
            .frame = mixed(quiet, ground, 0.4),
            .warning = colors().warning,
            .strong = strongFont(font),
            .caption = captionFont()};
}

ChartInk ChartInk::ofPaper(const QFont& font) {
    return {.ground = Qt::white,
            .text = Qt::black,
            .quiet = QColor(0x50, 0x50, 0x50),
            .grid = QColor(0xe4, 0xe4, 0xe4),
            .frame = QColor(0xa0, 0xa0, 0xa0),
            .warning = QColor(0xb0, 0x50, 0x00),
            .strong = strongFont(font),
            .caption = captionFont()};
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int x, int y) { return qRound(share * x + (1 - share) * y); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

std::vector<QRectF> chartPlaces(const QRectF& whole, int panes) {
    const int small = panes - 1;
    if (small <= 0) {
        return {whole};
    }
    const bool twoRows = small > 3 && whole.width() / small < kNarrow;
    const int rows = twoRows ? 2 : 1, columns = (small + rows - 1) / rows;
    const double large = twoRows ? kLargeShareOfThree : kLargeShare;
    const double row = whole.height() / (large + rows), width = whole.width() / columns;
    std::vector<QRectF> places{{whole.left(), whole.top(), whole.width(), large * row}};
    for (int i = 0; i < small; ++i) {
        places.emplace_back(whole.left() + (i % columns) * width,
                            whole.top() + (large + i / columns) * row, width, row);
    }
    return places;
}

std::vector<QPointF> drawnPoints(const ChartLine& line, const ChartPane& pane) {
    const auto [on, off] = line.dense ? rhythm(line.dash) : std::pair(1, 0);
    const double low = pane.y.valueAt(-kFarOutside), high = pane.y.valueAt(1 + kFarOutside);
    std::vector<QPointF> points;
    points.reserve(line.points.size());
    for (const auto& point : line.points) {
        if (pane.y.log && point.y() <= 0) {
            continue; // has no place on such an axis
        }
        const double share = std::clamp(pane.x.share(point.x()), -1.0, 2.0);
        if (off > 0 && int(share * pane.area.width()) % (on + off) >= on) {
            points.emplace_back(point.x(), std::numeric_limits<double>::quiet_NaN());
        } else {
            points.emplace_back(point.x(), std::clamp(point.y(), low, high));
        }
    }
    return points;
}

} // namespace mae::ui
