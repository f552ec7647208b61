// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"

#include <array>
#include <cstdint>
#include <span>

namespace mae {

/// OpenCV's inferno: perceptually uniform, black through red to pale yellow. [level][red, green,
/// blue]
std::array<std::array<std::uint8_t, 3>, 256> infernoTable();

/// The colour of a value from 0 to 1, as 0xRRGGBB; values outside get the nearest end's, NaN the
/// darkest.
std::uint32_t infernoColour(double value);

/// Values as colours, 0 black and @p largest the brightest. What is not a number is black.
/// @param values   [height * width]
/// @param largest  at most 0: everything is black
Image heatMap(std::span<const float> values, int width, int height, float largest);

/// The same with a square of @p patchSize pixels for each patch. @param values  [N]
Image patchHeatMap(std::span<const float> values, PatchGrid grid, int patchSize, float largest);

} // namespace mae
