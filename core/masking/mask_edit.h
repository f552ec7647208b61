// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mae {

/// A point on a picture in patches: x from 0 to columns, y from 0 to rows.
struct PatchPoint {
    double x = 0;
    double y = 0;

    bool operator==(const PatchPoint&) const = default;
};

/// Patches whose centres lie within @p radius (in patches) of the line between two points, and the
/// one below its end: what a round brush touches on its way. Ascending.
std::vector<int> patchesOnStroke(PatchGrid grid, PatchPoint from, PatchPoint to, double radius);

/// Patches that the rectangle between two corners touches. Ascending.
std::vector<int> patchesInRectangle(PatchGrid grid, PatchPoint a, PatchPoint b);

/// Patches whose centres lie inside a closed outline (even-odd) or almost on it, and those below
/// its corners.
/// Ascending.
std::vector<int> patchesInOutline(PatchGrid grid, std::span<const PatchPoint> outline);

/// The same patches and their mirror images, left and right exchanged. Ascending.
std::vector<int> withMirrorImages(PatchGrid grid, std::span<const int> patches);

/// One byte per patch, edited. The last patch that is visible stays so: the model has to see
/// something.
/// @param hidden  [N] 1 where hidden
/// @param hide    hide these patches; false: show them
std::vector<std::uint8_t> edited(std::vector<std::uint8_t> hidden, std::span<const int> patches,
                                 bool hide);

/// Visible becomes hidden and hidden visible; if nothing was hidden, all but the middle patch are.
Mask inverted(const Mask& mask);

Mask allVisible(PatchGrid grid);
/// Everything is hidden but the patch in the middle: one has to stay visible.
Mask allHidden(PatchGrid grid);

} // namespace mae
