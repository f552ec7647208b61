// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/heat_scale.h"

#include "core/probe/colour_map.h"
#include "ui/session/image_convert.h"

#include <QLinearGradient>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace mae::ui {

QString HeatScale::number(double value) const {
    const double shown = value * factor;
    const double size = std::abs(shown);
    const int decimals = shown == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return QLocale().toString(shown, 'f', decimals);
}

QString HeatScale::text(double value) const {
    return unit.isEmpty() ? number(value) : unit.arg(number(value));
}

double largestOf(std::span<const float> values, double least) {
    double largest = least;
    for (const float value : values) {
        largest = std::max(largest, static_cast<double>(value));
    }
    return largest;
}

QImage heatImage(std::span<const float> values, QSize size, const HeatScale& scale) {
    return toQImage(
        heatMap(values, size.width(), size.height(), static_cast<float>(scale.largest)));
}

QImage patchHeat(std::span<const float> values, PatchGrid grid, int patchSize,
                 const HeatScale& scale) {
    return toQImage(patchHeatMap(values, grid, patchSize, static_cast<float>(scale.largest)));
}

QLinearGradient heatGradient(const QRectF& place) {
    constexpr int kStops = 16;
    QLinearGradient gradient(place.topLeft(), place.topRight());
    for (int i = 0; i <= kStops; ++i) {
        const double share = double(i) / kStops;
        gradient.setColorAt(share, QColor::fromRgb(infernoColour(share)));
    }
    return gradient;
}

void addLegend(Figure& figure, const QRectF& place, const HeatScale& scale) {
    constexpr double kStrip = 10, kText = 10;
    const QRectF strip(place.left(), place.top(), place.width(), kStrip);
    QPainterPath path;
    path.addRect(strip);
    figure.add(Figure::Shape{.path = path, .brush = heatGradient(strip)});
    const QRectF line(place.left(), strip.bottom() + 3, place.width(), kText + 4);
    const auto write = [&](const QString& text, Qt::Alignment alignment) {
        figure.add(Figure::Text{.place = line,
                                .text = text,
                                .alignment = alignment | Qt::AlignVCenter,
                                .height = kText,
                                .color = QColor(0x40, 0x40, 0x40)});
    };
    write(scale.number(0), Qt::AlignLeft);
    write(scale.name, Qt::AlignHCenter);
    write(scale.text(scale.largest), Qt::AlignRight);
}

} // namespace mae::ui
