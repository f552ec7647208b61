// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"
#include "core/masking/patch_content.h"

#include <vector>

namespace mae {

/// V = max(1, int(N * (1 - ratio))), evaluated in double and in this order.
int visibleCount(int patches, double ratio);

/// Whether the strategy goes by what the patches of the picture look like.
bool needsContent(const MaskStrategy& strategy);

/// What sampleMask() has to know of a picture: its content if the strategy goes by it, else none.
/// @param fitted  its sides are multiples of @p patchSize
PatchContent contentFor(const MaskStrategy& strategy, const Image& fitted, int patchSize);

/// What the patches are sorted by, ascending: the first are kept. For the random strategy the noise
/// of the paper. @return [N]; @throws Error(InvalidConfig) as sampleMask()
std::vector<double> keepScores(const MaskConfig& config, PatchGrid grid, Rng rng,
                               const PatchContent& content = {});

/// Draws a mask. A strategy is an order in which patches are kept, so for one state of @p rng a
/// higher ratio hides a superset of what a lower one hides.
/// @param content  of the picture; read only if needsContent()
/// @throws Error(InvalidConfig) if the grid is empty, the ratio is outside [0, 1), or the strategy
/// needs a content and it is missing or of another number of patches.
Mask sampleMask(const MaskConfig& config, PatchGrid grid, Rng rng,
                const PatchContent& content = {});

} // namespace mae
