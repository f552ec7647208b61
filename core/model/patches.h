// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <cstdint>

namespace mae {

/// Cuts images into square patches; pixel order inside a patch is (row, column, channel).
///
/// @param images  [B, C, H, W]; H and W are multiples of @p patch
/// @param patch   P, side of a patch in pixels
/// @return        [B, N, P*P*C], N = (H/P) * (W/P), row by row from the top left
/// @throws Error(InvalidConfig) if the sides do not divide
Tensor patchify(const Tensor& images, std::int64_t patch);

/// Inverse of patchify().
///
/// @param patches  [B, N, P*P*C]
/// @param height   H in pixels; W follows from N
/// @return         [B, C, H, W]
Tensor unpatchify(const Tensor& patches, std::int64_t patch, std::int64_t height);

/// Each patch minus its mean, over the root of its unbiased variance + 1e-6; all P*P*C values of a
/// patch jointly. @param patches  [..., P*P*C]
Tensor normalisedPatches(const Tensor& patches);

} // namespace mae
