// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace mae {

/// Patches per image side. N = rows * columns.
struct PatchGrid {
    int rows = 14;
    int columns = 14;

    int count() const { return rows * columns; }
    bool operator==(const PatchGrid&) const = default;
};

/// Which patches of one picture the encoder sees. Patches are numbered row by row from the top
/// left.
struct Mask {
    PatchGrid grid{};
    std::vector<std::int32_t> visibleIds{}; ///< [V], in encoder order
    std::vector<std::int32_t> hiddenIds{};  ///< [N-V], in the order the decoder appends them

    /// One byte per patch, row by row: 1 where the patch is hidden.
    std::vector<std::uint8_t> hidden() const;
    bool operator==(const Mask&) const = default;
};

/// The mask that hides the patches marked 1; visible and hidden ids ascend.
/// @throws Error(InvalidConfig) if the size does not fit the grid or nothing stays visible.
Mask maskFromHidden(PatchGrid grid, const std::vector<std::uint8_t>& hidden);

/// The mask brought to another grid: every patch takes what lies at its centre. If nothing stayed
/// visible there, the patch nearest to the middle of the visible ones becomes visible. Ids ascend;
/// on the grid that it has, the mask stays as it is.
/// @throws Error(InvalidConfig) if a grid is empty or the mask has no visible patch
Mask resampledMask(const Mask& mask, PatchGrid grid);

} // namespace mae
