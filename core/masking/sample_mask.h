// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"

namespace mae {

/// V = max(1, int(N * (1 - ratio))), evaluated in double and in this order.
int visibleCount(int patches, double ratio);

/// Draws a mask. A strategy is an order in which patches are kept, so for one state of @p rng a
/// higher ratio hides a superset of what a lower one hides.
/// @throws Error(InvalidConfig) if the grid is empty or the ratio is outside [0, 1).
Mask sampleMask(const MaskConfig& config, PatchGrid grid, Rng rng);

} // namespace mae
