// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <vector>

namespace mae {

/// What the patches of one picture look like, for the strategies that go by it. Patches are
/// numbered row by row.
struct PatchContent {
    std::vector<float> brightness{}; ///< [N] mean luma (Rec. 601), 0 to 1
    std::vector<float> detail{};     ///< [N] mean length of the luma's gradient between neighbours

    bool operator==(const PatchContent&) const = default;
};

/// @param fitted  its sides are multiples of @p patchSize
/// @throws Error(InvalidConfig) if they are not
PatchContent contentOf(const Image& fitted, int patchSize);

} // namespace mae
