// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/transform.h"
#include "core/probe/display.h"

namespace mae {

/// The square of a picture that a frame marks. What is out of range is brought into it.
/// @param smallest  least side in pixels, unless the picture is smaller itself
CropBox framedSquare(int width, int height, const CropFrame& frame, int smallest);

/// The frame that marks a square: framedSquare() of it gives the same one.
/// @param box  a square inside the picture
CropFrame frameOf(int width, int height, const CropBox& box);

} // namespace mae
