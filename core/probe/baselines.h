// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/probe/reconstruction.h"

#include <cstdint>
#include <span>

namespace mae {

/// Likeness of two pictures of one size over the marked pixels.
/// @param hiddenPixels  [height * width], 1 where a pixel counts
Quality quality(const Image& original, const Image& other,
                std::span<const std::uint8_t> hiddenPixels);

/// Hidden patches as a mask of pixels: [height * width].
std::vector<std::uint8_t> hiddenPixels(const Reconstruction& result);

/// What predicting the mean colour of the visible pixels and OpenCV's two in-paintings (radius 3)
/// reach with the same mask.
Baselines baselines(const Reconstruction& result);

} // namespace mae
