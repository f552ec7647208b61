// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/probe/reconstruction.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mae {

/// What lies between and around pictures that are put together.
struct Spacing {
    int gap = 4;                   ///< pixels between pictures
    std::uint8_t background = 255; ///< grey level
};

/// Pictures in rows and columns; columns are as wide and rows as high as their largest picture, and
/// smaller ones are centred. An empty picture leaves its cell free.
/// @throws Error(InvalidConfig) if there is none, or the sides would exceed 65,535 pixels
Image tiled(std::span<const std::vector<const Image*>> rows, const Spacing& spacing = {});

/// Masked | reconstruction | original: Figure 1 of the paper.
Image triptych(const Reconstruction& result, const Spacing& spacing = {});

/// Triptychs of several pictures, @p across of them beside each other: the paper's figure of
/// validation pictures. @throws Error(InvalidConfig) as tiled()
Image sheet(std::span<const Reconstruction> results, int across = 1, const Spacing& spacing = {});

/// One picture under several masks: original, then masked above reconstruction for each: the
/// paper's Figure 4. @throws Error(InvalidConfig) as tiled()
Image ratioStrip(std::span<const Reconstruction> results, const Spacing& spacing = {});

/// Each pixel as a square of @p factor pixels: small pictures made large enough to print.
/// @throws Error(InvalidConfig) if the factor is below 1 or the sides would exceed 65,535 pixels
Image enlarged(const Image& image, int factor);

} // namespace mae
