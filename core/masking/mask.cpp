// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask.h"

#include "core/base/error.h"

#include <string>

namespace mae {

std::vector<std::uint8_t> Mask::hidden() const {
    std::vector<std::uint8_t> marks(static_cast<std::size_t>(grid.count()), 0);
    for (const auto id : hiddenIds) {
        marks[static_cast<std::size_t>(id)] = 1;
    }
    return marks;
}

Mask maskFromHidden(PatchGrid grid, const std::vector<std::uint8_t>& hidden) {
    if (grid.rows < 1 || grid.columns < 1
        || hidden.size() != static_cast<std::size_t>(grid.count())) {
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

} // namespace mae
