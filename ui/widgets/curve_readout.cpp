// SPDX-License-Identifier: GPL-3.0-or-later
// Titles with values, legend and dots: what the pointer reads.
#include "ui/style/metrics.h"
#include "ui/widgets/curve_chart.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr double kSample = 20;       // length of a line in the legend
constexpr int kVeil = 215;           // opacity of what lies behind words
constexpr double kRing = 4;          // radius of a dot
constexpr double kLegendShare = 0.5; // of a pane at most
constexpr double kLegendRoom = 240;  // narrower panes have none

QString textOf(const ChartReading& value) {
    return value.value.isEmpty() ? QStringLiteral("–") : value.value;
}

double widthOf(const std::vector<ChartReading>& values, const QFontMetricsF& metrics) {
    double width = -kGapSmall;
    for (const auto& value : values) {
        width += metrics.horizontalAdvance(textOf(value)) + kGapSmall;
    }
    return width;
}

/// In the colours of their curves where there are several.
void paintValues(QPainter& painter, QPointF at, const std::vector<ChartReading>& values,
                 const ChartInk& ink, const QFontMetricsF& metrics) {
    for (const auto& value : values) {
        const double width = metrics.horizontalAdvance(textOf(value));
        painter.setPen(values.size() > 1 ? value.color : ink.text);
        painter.drawText(QRectF(at, QSizeF(width + 1, metrics.height())),
                         Qt::AlignLeft | Qt::AlignVCenter, textOf(value));
        at.rx() += width + kGapSmall;
    }
}

void paintTitle(QPainter& painter, const ChartPane& pane, const ChartReadout& readout,
                const ChartInk& ink) {
    const QFontMetricsF strong(ink.strong), caption(ink.caption);
    QRectF line(pane.outer.left() + kGapTiny, pane.area.top() - kGapTiny - strong.height(),
                pane.outer.width() - kGapSmall, strong.height());
    double room = line.width();
    if (!readout.where.isEmpty()) {
        const double width = caption.horizontalAdvance(readout.where);
        const QRectF right(pane.area.right() - width, line.top(), width + 1, line.height());
        if (width + strong.horizontalAdvance(readout.title) + 80 < room) {
            painter.setFont(ink.caption);
            painter.setPen(ink.quiet);
            painter.drawText(right, Qt::AlignRight | Qt::AlignVCenter, readout.where);
            room = right.left() - line.left() - kGapSmall;
        }
    }
    painter.setFont(ink.strong);
    painter.setPen(ink.text);
    const auto title = strong.elidedText(readout.title, Qt::ElideRight, room);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    const double used = strong.horizontalAdvance(title) + kGapSmall;
    const double wide = widthOf(readout.values, strong);
    if (used + wide <= room) {
        paintValues(painter, line.topLeft() + QPointF(used, 0), readout.values, ink, strong);
        return;
    }
    painter.setFont(ink.caption); // below the title then
    const double small = std::min(widthOf(readout.values, caption), pane.area.width());
    const double end = pane.area.right() - 2 * kRing; // beside the dot of the last value
    const QRectF below(std::max(pane.area.left(), end - small), pane.area.top() + 1, small,
                       caption.height());
    auto ground = ink.ground;
    ground.setAlpha(kVeil);
    painter.fillRect(below, ground);
    paintValues(painter, below.topLeft(), readout.values, ink, caption);
}

void paintLegend(QPainter& painter, const ChartPane& pane, const ChartReadout& readout,
                 const ChartInk& ink) {
    if (readout.legend.empty() || pane.area.width() < kLegendRoom) {
        return;
    }
    const QFontMetricsF metrics(ink.caption);
    const double line = metrics.height() + 2;
    const auto count = std::min<std::size_t>(
        readout.legend.size(),
        static_cast<std::size_t>(std::max(1.0, (pane.area.height() - kGapSmall) / line)));
    double names = 0, values = 0;
    for (const auto& item : readout.legend) {
        names = std::max(names, metrics.horizontalAdvance(item.name));
        values = std::max(values, metrics.horizontalAdvance(item.value));
    }
    names = std::min(names, pane.area.width() * kLegendShare);
    const double width = kGapTiny + kSample + kGapTiny + names + kGapSmall + values + kGapTiny;
    const QRectF box(pane.area.right() - width - kGapTiny, pane.area.top() + kGapTiny, width,
                     double(count) * line + kGapTiny);
    auto ground = ink.ground;
    ground.setAlpha(kVeil);
    painter.fillRect(box, ground);
    painter.setFont(ink.caption);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& item = readout.legend[i];
        const QRectF row(box.left() + kGapTiny, box.top() + 2 + double(i) * line, width - kGapSmall,
                         line);
        painter.setPen(QPen(item.color, item.width, item.dash));
        painter.drawLine(QPointF(row.left(), row.center().y()),
                         QPointF(row.left() + kSample, row.center().y()));
        if (item.dots) {
            painter.setBrush(item.color);
            painter.setPen(Qt::NoPen);
            painter.drawEllipse(QPointF(row.left() + kSample / 2, row.center().y()), 2.5, 2.5);
        }
        painter.setPen(ink.text);
        painter.drawText(row.adjusted(kSample + kGapTiny, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(item.name, Qt::ElideMiddle, names + 1));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, item.value);
    }
}

} // namespace

void paintReadout(QPainter& painter, const ChartPane& pane, const ChartReadout& readout,
                  const ChartInk& ink) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintTitle(painter, pane, readout, ink);
    paintLegend(painter, pane, readout, ink);
    painter.setPen(QPen(ink.ground, 1.5));
    for (const auto& [point, color] : readout.dots) {
        if (pane.y.log && point.y() <= 0) {
            continue;
        }
        const auto pixel = pane.at(point);
        if (pane.area.adjusted(-1, -1, 1, 1).contains(pixel)) {
            painter.setBrush(color);
            painter.drawEllipse(pixel, kRing, kRing);
        }
    }
    painter.restore();
}

} // namespace mae::ui
