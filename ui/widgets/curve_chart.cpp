// SPDX-License-Identifier: GPL-3.0-or-later
// Grid, labels, lines, levels and marks of a pane. What the pointer reads: curve_readout.cpp.
#include "ui/widgets/curve_chart.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <algorithm>
#include <cmath>
#include <utility>

namespace mae::ui {
namespace {

constexpr double kLargeShare = 2.2;        // height of the first pane by that of the others
constexpr double kLargeShareOfThree = 1.7; // the same where the others are in two rows
constexpr double kTickLength = 3;
constexpr double kDot = 2.5;        // radius of a marked point
constexpr double kNarrow = 118;     // panes beside each other are at least so wide, or in two rows
constexpr double kFarOutside = 1e4; // pixels: farther, lines are cut before they are drawn

double crisp(double pixel) { return std::floor(pixel) + 0.5; }

/// Pixels drawn and left out in turn, for lines of which every column is drawn.
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

/// Each column of pixels as one upright bar that reaches to the bar before: much faster than
/// strokes.
void paintDense(QPainter& painter, const QPolygonF& line, const ChartLine& style) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto [on, off] = rhythm(style.dash);
    const int thick = style.width > 1 ? 2 : 1;
    for (qsizetype i = 0; i < line.size();) {
        const int column = static_cast<int>(std::floor(line[i].x()));
        const double before = i > 0 ? line[i - 1].y() : line[i].y();
        double top = before, bottom = before;
        for (; i < line.size() && std::floor(line[i].x()) == column; ++i) {
            top = std::min(top, line[i].y());
            bottom = std::max(bottom, line[i].y());
        }
        if (off == 0 || std::abs(column) % (on + off) < on) {
            const int from = static_cast<int>(std::floor(top));
            painter.fillRect(column, from, 1, static_cast<int>(std::floor(bottom)) - from + thick,
                             style.color);
        }
    }
}

void paintLine(QPainter& painter, const ChartPane& pane, const ChartLine& line) {
    QPolygonF pixels;
    pixels.reserve(static_cast<qsizetype>(line.points.size()));
    for (const auto& point : line.points) {
        if (pane.y.log && point.y() <= 0) {
            continue; // has no place on such an axis
        }
        auto pixel = pane.at(point);
        pixel.setY(
            std::clamp(pixel.y(), pane.area.top() - kFarOutside, pane.area.bottom() + kFarOutside));
        pixel.setX(std::clamp(pixel.x(), -kFarOutside, kFarOutside));
        pixels << pixel;
    }
    if (line.dense && pixels.size() > 1) {
        paintDense(painter, pixels, line);
    } else {
        QPen pen(line.color, line.width, line.dash);
        pen.setJoinStyle(Qt::BevelJoin);
        pen.setCapStyle(Qt::FlatCap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(pen);
        painter.drawPolyline(pixels);
    }
    if (line.dots || pixels.size() == 1) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(line.color);
        for (const auto& pixel : pixels) {
            painter.drawEllipse(pixel, kDot, kDot);
        }
    }
}

void paintGrid(QPainter& painter, const ChartPane& pane, const ChartInk& ink) {
    const QFontMetricsF metrics(ink.caption);
    const double line = metrics.height();
    const auto& area = pane.area;
    painter.setFont(ink.caption);
    const auto ticksX =
        pane.clock ? clockTicks(pane.x, pane.ticksX) : plotTicks(pane.x, pane.ticksX);
    for (const auto& tick : ticksX) {
        const double x = crisp(pane.at({tick.value, pane.y.low}).x());
        painter.setPen(QPen(ink.grid, 1));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        if (pane.labelled) {
            const double half = metrics.horizontalAdvance(tick.text) / 2 + 1;
            const double left =
                std::clamp(x - half, pane.outer.left(),
                           std::max(pane.outer.left(), pane.outer.right() - 2 * half));
            painter.setPen(ink.quiet);
            painter.drawText(QRectF(left, area.bottom() + kTickLength, 2 * half, line),
                             Qt::AlignCenter, tick.text);
        }
    }
    for (const auto& tick : plotTicks(pane.y, pane.ticksY)) {
        const double y = crisp(pane.at({pane.x.low, tick.value}).y());
        painter.setPen(QPen(ink.grid, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(ink.quiet);
        painter.drawText(QRectF(pane.outer.left(), y - line / 2,
                                area.left() - pane.outer.left() - kGapTiny, line),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    painter.setPen(QPen(ink.frame, 1));
    painter.drawPolyline(QPolygonF{{crisp(area.left()), area.top()},
                                   {crisp(area.left()), crisp(area.bottom())},
                                   {area.right(), crisp(area.bottom())}});
}

void paintLevels(QPainter& painter, const ChartPane& pane, const ChartInk& ink) {
    painter.setFont(ink.caption);
    const double line = QFontMetricsF(ink.caption).height();
    for (const auto& level : pane.levels) {
        const double y = crisp(pane.at({pane.x.low, level.value}).y());
        if (y < pane.area.top() || y > pane.area.bottom()) {
            continue;
        }
        painter.setPen(QPen(ink.quiet, 1, Qt::DashDotLine));
        painter.drawLine(QPointF(pane.area.left(), y), QPointF(pane.area.right(), y));
        const bool above = y - line >= pane.area.top();
        painter.setPen(ink.quiet);
        painter.drawText(QRectF(pane.area.left() + kGapTiny, above ? y - line : y + 1,
                                pane.area.width() - kGapTiny, line),
                         Qt::AlignLeft | Qt::AlignVCenter, level.name);
    }
}

void paintMarks(QPainter& painter, const ChartPane& pane, const ChartInk& ink) {
    for (const auto& mark : pane.marks) {
        const double x = crisp(pane.at({mark.place, pane.y.low}).x());
        if (x < pane.area.left() || x > pane.area.right()) {
            continue;
        }
        const auto color = mark.warning ? ink.warning : ink.quiet;
        painter.setPen(QPen(color, 1, mark.warning ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(QPointF(x, pane.area.top()), QPointF(x, pane.area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF{{x - kGapTiny, pane.area.top()},
                                      {x + kGapTiny, pane.area.top()},
                                      {x, pane.area.top() + kGapTiny + 2}});
    }
}

} // namespace

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

std::vector<QRectF> chartPlaces(const QSizeF& size, int panes) {
    std::vector<QRectF> places;
    const int small = panes - 1;
    if (small <= 0) {
        return {QRectF({}, size)};
    }
    const bool twoRows = small > 3 && size.width() / small < kNarrow;
    const int rows = twoRows ? 2 : 1, columns = (small + rows - 1) / rows;
    const double large = twoRows ? kLargeShareOfThree : kLargeShare;
    const double row = size.height() / (large + rows);
    places.emplace_back(0, 0, size.width(), large * row);
    for (int i = 0; i < small; ++i) {
        const double width = size.width() / columns;
        places.emplace_back((i % columns) * width, (large + i / columns) * row, width, row);
    }
    return places;
}

void fitArea(ChartPane& pane, const ChartInk& ink) {
    const double title = QFontMetricsF(ink.strong).height() + kGapSmall;
    const QFontMetricsF metrics(ink.caption);
    double labels = 0;
    for (const auto& tick : plotTicks(pane.y, pane.ticksY)) {
        labels = std::max(labels, metrics.horizontalAdvance(tick.text));
    }
    const double below = pane.labelled ? metrics.height() + kTickLength + 1 : kGapTiny;
    pane.area =
        pane.outer.adjusted(std::max<double>(kGap, labels + kGapSmall), title, -kGap, -below);
    pane.area.setWidth(std::max(1.0, pane.area.width()));
    pane.area.setHeight(std::max(1.0, pane.area.height()));
}

void paintPane(QPainter& painter, const ChartPane& pane, const ChartInk& ink) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintGrid(painter, pane, ink);
    painter.setClipRect(pane.area.adjusted(0, -1, 1, 1));
    paintLevels(painter, pane, ink);
    for (const auto& line : pane.lines) {
        paintLine(painter, pane, line);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintMarks(painter, pane, ink);
    painter.restore();
}

} // namespace mae::ui
