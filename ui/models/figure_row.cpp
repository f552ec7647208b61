// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_row.h"

#include <QBrush>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kSide = 300; ///< units that a picture shall take
constexpr double kGap = kFirstPicture.x();
constexpr double kTitle = kFirstPicture.y() - kGap;
constexpr double kSentence = 22;

QRectF patchPlace(const QRectF& picture, PatchGrid grid, int patch) {
    const QSizeF size(picture.width() / grid.columns, picture.height() / grid.rows);
    return {QPointF(picture.left() + patch % grid.columns * size.width(),
                    picture.top() + patch / grid.columns * size.height()),
            size};
}

/// Lines from the lower left to the upper right through a square.
void addHatch(QPainterPath& path, const QRectF& place) {
    constexpr double kPeriod = 6;
    const double width = place.width(), height = place.height();
    for (double from = kPeriod / 2; from < width + height; from += kPeriod) {
        const double start = std::max(0.0, from - height), end = std::min(width, from);
        path.moveTo(place.left() + start, place.top() + from - start);
        path.lineTo(place.left() + end, place.top() + from - end);
    }
}

void addPatches(Figure& figure, const FigurePicture& item, const QRectF& place) {
    const auto count = static_cast<std::size_t>(item.grid.count());
    if (count > 0 && item.hatched.size() == count) {
        QPainterPath lines;
        for (int patch = 0; patch < item.grid.count(); ++patch) {
            if (item.hatched[static_cast<std::size_t>(patch)] != 0) {
                addHatch(lines, patchPlace(place, item.grid, patch));
            }
        }
        figure.add(Figure::Shape{.path = lines, .pen = QPen(QColor(0, 0, 0, 90), 0.7)});
    }
    for (const auto& mark : item.marks) {
        if (mark.patch < 0 || mark.patch >= item.grid.count()) {
            continue;
        }
        const auto at = patchPlace(place, item.grid, mark.patch);
        QPainterPath path;
        path.addRect(at);
        figure.add(Figure::Shape{.path = path, .pen = QPen(QColor(0, 0, 0, 160), 3.5)});
        const QColor color = mark.strong ? QColor(0x2f, 0x7d, 0xe1) : QColor(Qt::white);
        figure.add(Figure::Shape{.path = path, .pen = QPen(color, 1.8)});
        if (!mark.label.isEmpty()) {
            figure.add(Figure::Text{.place = at,
                                    .text = mark.label,
                                    .alignment = Qt::AlignCenter,
                                    .height = std::clamp(at.height() * 0.6, 6.0, 12.0),
                                    .strong = true,
                                    .color = color});
        }
    }
}

void addPicture(Figure& figure, const FigurePicture& item, const QRectF& place, double factor) {
    const QRectF title(place.left(), place.top() - kTitle, place.width(), kTitle - 2);
    figure.add(Figure::Text{.place = title, .text = item.title, .strong = true});
    if (!item.note.isEmpty()) {
        figure.add(Figure::Text{.place = title,
                                .text = item.note,
                                .alignment = Qt::AlignRight | Qt::AlignVCenter,
                                .height = 11,
                                .color = QColor(0x40, 0x40, 0x40)});
    }
    figure.add(Figure::Picture{.place = place, .image = item.picture, .crisp = factor >= 1});
    addPatches(figure, item, place);
    if (item.scale) {
        addLegend(figure, QRectF(place.left(), place.bottom() + 6, place.width(), kLegendHeight),
                  *item.scale);
    }
}

} // namespace

double figureFactor(QSize picture) {
    const double longest = std::max({picture.width(), picture.height(), 1});
    return longest <= kSide ? std::max(1.0, std::round(kSide / longest))
                            : 1 / std::max(1.0, std::round(longest / kSide));
}

Figure figureRow(const std::vector<FigurePicture>& pictures, const QString& sentence) {
    Figure figure;
    double right = kGap, bottom = 0;
    const bool legend = std::ranges::any_of(
        pictures, [](const auto& item) { return item.scale && !item.picture.isNull(); });
    for (const auto& item : pictures) {
        if (item.picture.isNull()) {
            continue;
        }
        const double factor = figureFactor(item.picture.size());
        const QRectF place(QPointF(right, kGap + kTitle), QSizeF(item.picture.size()) * factor);
        addPicture(figure, item, place, factor);
        right = place.right() + kGap;
        bottom = std::max(bottom, place.bottom() + kGap + (legend ? kLegendHeight : 0));
    }
    if (figure.isEmpty()) {
        return {};
    }
    if (!sentence.isEmpty()) {
        figure.add(Figure::Text{.place = QRectF(kGap, bottom - 2, right - 2 * kGap, kSentence),
                                .text = sentence});
        bottom += kSentence;
    }
    figure.setSize({right, bottom});
    return figure;
}

} // namespace mae::ui
