// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace mae {
namespace {

bool isEmpty(PatchGrid grid) { return grid.rows < 1 || grid.columns < 1; }

/// The patch of @p patches along a side below the centre of patch @p i of @p others.
int below(int i, int others, int patches) {
    return static_cast<int>((2 * std::int64_t{i} + 1) * patches / (2 * std::int64_t{others}));
}

/// The patch of @p grid below the middle of what @p mask leaves visible.
std::size_t middleOfVisible(const Mask& mask, PatchGrid grid) {
    double row = 0, column = 0;
    for (const auto id : mask.visibleIds) {
        row += id / mask.grid.columns + 0.5;
        column += id % mask.grid.columns + 0.5;
    }
    const auto scaled = [&mask](double sum, int from, int to) {
        const auto place = sum / static_cast<double>(mask.visibleIds.size()) * to / from;
        return static_cast<std::size_t>(std::min(static_cast<int>(place), to - 1));
    };
    return scaled(row, mask.grid.rows, grid.rows) * static_cast<std::size_t>(grid.columns)
           + scaled(column, mask.grid.columns, grid.columns);
}

} // namespace

std::vector<std::uint8_t> Mask::hidden() const {
    std::vector<std::uint8_t> marks(static_cast<std::size_t>(grid.count()), 0);
    for (const auto id : hiddenIds) {
        marks[static_cast<std::size_t>(id)] = 1;
    }
    return marks;
}

Mask maskFromHidden(PatchGrid grid, const std::vector<std::uint8_t>& hidden) {
    if (isEmpty(grid) || hidden.size() != static_cast<std::size_t>(grid.count())) {
        throw Error(ErrorKind::InvalidConfig,
                    "The mask has " + std::to_string(hidden.size()) + " patches, the picture "
                        + std::to_string(grid.rows) + " x " + std::to_string(grid.columns) + ".");
    }
    Mask mask{.grid = grid};
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        (hidden[i] != 0 ? mask.hiddenIds : mask.visibleIds).push_back(static_cast<std::int32_t>(i));
    }
    if (mask.visibleIds.empty()) {
        throw Error(ErrorKind::InvalidConfig, "The mask hides every patch; one must stay visible.");
    }
    return mask;
}

Mask resampledMask(const Mask& mask, PatchGrid grid) {
    if (isEmpty(grid) || isEmpty(mask.grid) || mask.visibleIds.empty()) {
        throw Error(ErrorKind::InvalidConfig,
                    "A mask needs at least one patch, and one that stays visible.");
    }
    if (grid == mask.grid) {
        return mask;
    }
    const auto old = mask.hidden();
    std::vector<std::uint8_t> hidden;
    for (int r = 0; r < grid.rows; ++r) {
        const int row = below(r, grid.rows, mask.grid.rows);
        for (int c = 0; c < grid.columns; ++c) {
            const int column = below(c, grid.columns, mask.grid.columns);
            hidden.push_back(old[static_cast<std::size_t>(row * mask.grid.columns + column)]);
        }
    }
    if (std::ranges::find(hidden, 0) == hidden.end()) {
        hidden[middleOfVisible(mask, grid)] = 0;
    }
    return maskFromHidden(grid, hidden);
}

} // namespace mae
