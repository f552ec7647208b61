// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/probe/attention_maps.h"
#include "core/probe/compose.h"
#include "core/probe/leave_one_out.h"
#include "core/probe/reconstruction.h"

#include <span>

namespace mae {

// Figures with maps in inferno: black is 0.

/// Masked | reconstruction | error of the pixels | error of the patches | original. Both errors
/// have one scale: the largest of the pixels is the brightest.
Image errorFigure(const Reconstruction& result, const Spacing& spacing = {});

/// Original | map | map over the original. @param weights  [N] of AttentionMaps::from(); the
/// largest is the brightest
Image attentionFigure(const AttentionMaps& maps, std::span<const float> weights,
                      const Spacing& spacing = {});

/// With the patch | without it | change of the pixels, the largest the brightest.
Image leaveOneOutFigure(const LeaveOneOut& result, const Spacing& spacing = {});

/// One picture under several strategies beside each other: masked above reconstruction. @throws
/// Error(InvalidConfig) as tiled()
Image strategyFigure(std::span<const Reconstruction> results, const Spacing& spacing = {});

/// A map over a picture, which turns grey: half of each.
/// @throws Error(Internal) if the sizes differ
Image overlaid(const Image& picture, const Image& map);

} // namespace mae
