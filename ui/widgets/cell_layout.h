// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/picture_cell.h"

#include <QRectF>
#include <QSizeF>

namespace mae::ui {

/// Where cells of pictures lie in a room. A value.
struct CellLayout {
    /// What has to be laid out.
    struct Wish {
        CellFlow flow = CellFlow::Stacked;
        int cells = 0;
        int pictures = 1;     ///< of the fullest cell
        QSize picture{1, 1};  ///< pixels of the largest
        int across = 0;       ///< cells in a row; 0: as many as make them largest
        double smallest = 64; ///< width of a picture; if there is less room they are scrolled
        double caption = 20;  ///< height of a caption
        double text = 0;      ///< width that stacked cells want for it, where there is room
        double scale = 1;     ///< device pixels per unit
    };

    int cells = 0;
    int columns = 1;
    QSizeF picture{}; ///< of one picture's place
    QSizeF cell{};    ///< with its caption
    double caption = 0;
    QPointF corner{}; ///< of the first cell
    double scale = 1;
    double height = 0; ///< of everything, margins included

    QRectF cellRect(int index) const; ///< on device pixels, as all below
    QRectF captionRect(int index) const;
    QRectF pictureRect(int index, int picture, CellFlow flow) const;
};

/// Pictures are enlarged by a whole number of device pixels where that costs little of the room.
CellLayout laidOut(const CellLayout::Wish& wish, const QSizeF& room);

} // namespace mae::ui
