// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/heat_scale.h"

#include "core/probe/colour_map.h"

#include <QLinearGradient>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

int mixed(int heat, int grey) { return (heat + grey + 1) / 2; }

} // namespace

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
    QImage image(size, QImage::Format_RGB32);
    const auto width = static_cast<std::size_t>(size.width());
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (std::size_t x = 0; x < width; ++x) {
            const float value = values[static_cast<std::size_t>(y) * width + x];
            line[x] = 0xff000000U | infernoColour(static_cast<double>(value) / scale.largest);
        }
    }
    return image;
}

QImage patchHeat(std::span<const float> values, PatchGrid grid, int patchSize,
                 const HeatScale& scale) {
    const QSize patches(grid.columns, grid.rows);
    return heatImage(values, patches, scale)
        .scaled(patches * patchSize, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

QImage heatOver(const QImage& picture, const QImage& heat) {
    auto image = picture.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < std::min(image.height(), heat.height()); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto* above = reinterpret_cast<const QRgb*>(heat.constScanLine(y));
        for (int x = 0; x < std::min(image.width(), heat.width()); ++x) {
            const int grey = qGray(line[x]);
            line[x] = qRgb(mixed(qRed(above[x]), grey), mixed(qGreen(above[x]), grey),
                           mixed(qBlue(above[x]), grey));
        }
    }
    return image;
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
