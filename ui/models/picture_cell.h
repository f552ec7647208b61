// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <QImage>
#include <QString>
#include <vector>

namespace mae::ui {

/// How the pictures of one cell lie.
enum class CellFlow { Stacked, Beside };

/// Pictures that belong together, with a caption: one column of a strip, one row of a sheet.
struct PictureCell {
    QString title{};
    QString note{};    ///< small, after or below the title, e.g. "21.3 dB"
    QString problem{}; ///< why there are no pictures; empty: none, or they are still to come
    QString help{};    ///< a sentence: what it is, and what a click does
    std::vector<QImage> pictures{};
    bool stale = false;  ///< a newer one is being computed
    bool marked = false; ///< it is what the rest of the program shows
    bool active = true;  ///< a click does something
    bool strong = true;  ///< the title is
};

/// For a cell: as it is, or made smaller (smoothly) until no side is longer than @p most pixels.
QImage cellPicture(const Image& image, int most);

/// "21.3 dB"; "∞ dB" for equal pictures, a dash where nothing is hidden.
QString psnrText(double psnr);

} // namespace mae::ui
