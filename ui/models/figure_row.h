// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "ui/models/heat_scale.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mae::ui {

/// A patch that is outlined.
struct PatchMark {
    int patch = 0;
    QString label{};     ///< at its corner; may be empty
    bool strong = false; ///< the chosen one, in the accent colour; the others in white

    bool operator==(const PatchMark&) const = default;
};

/// One picture of a figure, with what stands above, upon and below it.
struct FigurePicture {
    QString title{};
    QString note{}; ///< at the right of the title
    QImage picture{};
    std::optional<HeatScale> scale{};    ///< a legend below
    PatchGrid grid{0, 0};                ///< of the patches below
    std::vector<std::uint8_t> hatched{}; ///< [N]; empty: none
    std::vector<PatchMark> marks{};
};

/// Units per pixel of a picture: a whole number, or one part of a whole number, such that its
/// longer side takes about 300 units on paper.
double figureFactor(QSize picture);

/// Where the first picture of a row lies.
inline constexpr QPointF kFirstPicture{12, 32};

/// Pictures of one size beside each other. Those without a picture are left out.
/// @param sentence  below; may be empty
Figure figureRow(const std::vector<FigurePicture>& pictures, const QString& sentence = {});

} // namespace mae::ui
