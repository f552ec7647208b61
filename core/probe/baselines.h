// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/probe/reconstruction.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace mae {

/// Likeness of two pictures of one size over the marked pixels.
/// @param hiddenPixels  [height * width], 1 where a pixel counts
Quality quality(const Image& original, const Image& other,
                std::span<const std::uint8_t> hiddenPixels);

/// Hidden patches as a mask of pixels: [height * width].
std::vector<std::uint8_t> hiddenPixels(const Reconstruction& result);

/// Hidden pixels up to which in-painting is done: its time grows faster than their number, and a
/// picture of ten million pixels takes it hours.
inline constexpr std::size_t kMostInPainted = 300'000;

/// Hidden pixels up to which it keeps a moving slider waiting for less than a second.
inline constexpr std::size_t kMostInPaintedLive = 120'000;

/// What predicting the mean colour of the visible pixels and OpenCV's two in-paintings (radius 3)
/// reach with the same mask.
/// @param mostInPainted  with more hidden pixels the in-paintings are NaN
Baselines baselines(const Reconstruction& result, std::size_t mostInPainted = kMostInPainted);

} // namespace mae
