// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/encoder_look.h"
#include "core/probe/reconstruction.h"
#include "ui/models/figure.h"
#include "ui/models/picture_cell.h"

#include <vector>

namespace mae::ui {

/// About how wide a picture is printed, in units.
inline constexpr double kLargePicture = 300; ///< one of three or four
inline constexpr double kSmallPicture = 96;  ///< one of many

/// How cells are put on paper.
struct CellsOnPaper {
    CellFlow flow = CellFlow::Stacked;
    int across = 1;              ///< cells in a row
    double side = kSmallPicture; ///< about the width of a picture
    int rowsOfPictures = 1;      ///< pictures of the fullest cell, for cells without any
};

/// Size of a picture on paper: enlarged by the whole factor that comes nearest to @p side, as large
/// as it is, or made smaller to three times @p side.
QSizeF printedSize(const QSize& picture, double side);

/// Cells in rows, captions above, pictures at whole factors. Empty without cells.
Figure cellsFigure(const std::vector<PictureCell>& cells, const CellsOnPaper& paper);

/// Masked | reconstruction | original: Figure 1 of the paper. @param note  as in the view
Figure triptychFigure(const Reconstruction& result, const QString& note = {});
/// Features | attention | original.
Figure lookFigure(const EncoderLook& look);

} // namespace mae::ui
