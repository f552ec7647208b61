// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/rng.h"

namespace mae {

/// A rectangle of pixels.
struct CropBox {
    int top = 0;
    int left = 0;
    int height = 0;
    int width = 0;

    bool operator==(const CropBox&) const = default;
};

/// torchvision's RandomResizedCrop.get_params: ten tries at an area of [minScale, 1] and an aspect
/// of [3/4, 4/3], log-uniform; then the largest central box of an allowed aspect.
CropBox randomCropBox(Rng& rng, int width, int height, double minScale);

/// The side of a fixed crop over the shorter side of the picture: 224 pixels of 256.
constexpr double kFixedCropShare = 224.0 / 256;

/// A square of fixed size at a random place anywhere in the picture: what a random crop of 224
/// pixels is in a picture whose shorter side was made 256 pixels long.
CropBox fixedCropBox(Rng& rng, int width, int height);

/// The largest central square.
CropBox centreSquare(int width, int height);

/// Pillow's bicubic (a = -0.5, antialiased when shrinking, 8-bit fixed point) of a part of a
/// picture; pixels outside the box have no influence. Equal to Pillow 13 to the bit; earlier
/// versions differ by one grey level where the height shrinks much more than the width.
/// @throws Error(Internal) if the box is empty or does not lie inside the picture.
Image resizeBicubic(const Image& image, const CropBox& box, int width, int height);

/// Evaluation transform: shorter side to int(size / (224/256)) (for sizes above 224: to size), then
/// the central square of @p size, with Python's rounding of halves to even.
Image evaluationTransform(const Image& image, int size);

Image flipHorizontally(const Image& image);

} // namespace mae
