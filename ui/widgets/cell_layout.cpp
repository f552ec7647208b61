// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_layout.h"

#include "ui/style/metrics.h"

#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kMargin = kGap;
constexpr double kInside = kGapTiny; ///< between pictures of a cell
constexpr double kBetween = kGap;    ///< between cells
constexpr double kWorthIt = 0.85;    ///< share of the room that whole factors must leave

struct Share {
    double width = 0;  ///< of a picture, so that the columns fit
    double height = 0; ///< of a picture, so that the rows fit
};

Share share(const CellLayout::Wish& wish, const QSizeF& room, int columns) {
    const int rows = (wish.cells + columns - 1) / columns;
    const double width = (room.width() - 2 * kMargin - (columns - 1) * kBetween) / columns;
    const double height =
        (room.height() - 2 * kMargin - (rows - 1) * kBetween) / rows - wish.caption;
    const double more = (wish.pictures - 1) * kInside;
    return wish.flow == CellFlow::Beside ? Share{(width - more) / wish.pictures, height}
                                         : Share{width, (height - more) / wish.pictures};
}

double aspectOf(const CellLayout::Wish& wish) {
    return double(wish.picture.height()) / std::max(1, wish.picture.width());
}

/// Width of a picture so that everything fits without scrolling.
double fitting(const CellLayout::Wish& wish, const QSizeF& room, int columns) {
    const auto s = share(wish, room, columns);
    return std::min(s.width, s.height / aspectOf(wish));
}

int bestColumns(const CellLayout::Wish& wish, const QSizeF& room) {
    const auto rows = [&wish](int columns) { return (wish.cells + columns - 1) / columns; };
    constexpr double kSame = 0.5;
    int best = 1;
    for (int columns = 2; columns <= wish.cells; ++columns) {
        // Of equals the one with the fewest rows, filled as evenly as they can be.
        const double gain = fitting(wish, room, columns) - fitting(wish, room, best);
        if (gain > kSame || (gain > -kSame && rows(columns) < rows(best))) {
            best = columns;
        }
    }
    if (fitting(wish, room, best) >= wish.smallest) {
        return best;
    }
    best = 1; // scrolled: as many as may be seen beside each other
    while (best < wish.cells && share(wish, room, best + 1).width >= wish.smallest) {
        ++best;
    }
    return best;
}

/// @param width  of a picture's place. @return the same, or a little less
double snapped(const CellLayout::Wish& wish, double width) {
    const double zoom = width * wish.scale / std::max(1, wish.picture.width());
    const double whole = std::floor(zoom);
    if (zoom >= 1 && whole >= kWorthIt * zoom) {
        return whole * wish.picture.width() / wish.scale;
    }
    return std::floor(width * wish.scale) / wish.scale;
}

} // namespace

CellLayout laidOut(const CellLayout::Wish& wish, const QSizeF& room) {
    CellLayout layout{.cells = wish.cells, .caption = wish.caption, .scale = wish.scale};
    if (wish.cells <= 0) {
        return layout;
    }
    layout.columns = wish.across > 0 ? std::min(wish.across, wish.cells) : bestColumns(wish, room);
    double width = fitting(wish, room, layout.columns);
    if (width < wish.smallest || wish.across > 0) { // scrolled, but never higher than the room
        auto row = wish;
        row.cells = layout.columns;
        width = std::min(share(wish, room, layout.columns).width,
                         std::max(wish.smallest, fitting(row, room, layout.columns)));
    }
    width = snapped(wish, std::max(width, 8.0));
    layout.picture = {width, width * aspectOf(wish)};
    const double more = (wish.pictures - 1) * kInside;
    layout.cell =
        wish.flow == CellFlow::Beside
            ? QSizeF(wish.pictures * width + more, layout.picture.height() + wish.caption)
            : QSizeF(width, wish.pictures * layout.picture.height() + more + wish.caption);
    if (wish.flow == CellFlow::Stacked) {
        const double most = share(wish, room, layout.columns).width;
        layout.cell.setWidth(std::max(width, std::floor(std::min(wish.text, most))));
    }
    const int rows = (wish.cells + layout.columns - 1) / layout.columns;
    const QSizeF all(layout.columns * layout.cell.width() + (layout.columns - 1) * kBetween,
                     rows * layout.cell.height() + (rows - 1) * kBetween);
    layout.height = all.height() + 2 * kMargin;
    layout.corner = {std::max(kMargin, (room.width() - all.width()) / 2),
                     std::max(kMargin, (room.height() - all.height()) / 2)};
    return layout;
}

QRectF CellLayout::cellRect(int index) const {
    const auto onPixel = [this](double value) { return std::round(value * scale) / scale; };
    return {onPixel(corner.x() + index % columns * (cell.width() + kBetween)),
            onPixel(corner.y() + index / columns * (cell.height() + kBetween)), cell.width(),
            cell.height()};
}

QRectF CellLayout::captionRect(int index) const {
    auto rect = cellRect(index);
    rect.setHeight(caption - kInside);
    return rect;
}

QRectF CellLayout::pictureRect(int index, int which, CellFlow flow) const {
    const auto onPixel = [this](double value) { return std::round(value * scale) / scale; };
    const auto place = cellRect(index);
    QPointF at(place.left(), place.top() + caption);
    flow == CellFlow::Beside ? at.rx() += which * (picture.width() + kInside)
                             : at.ry() += which * (picture.height() + kInside);
    return {QPointF(onPixel(at.x()), onPixel(at.y())), picture};
}

} // namespace mae::ui
