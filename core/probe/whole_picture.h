// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"

#include <vector>

namespace mae {

/// Every patch predicted by complementary masks that hide all patches once between them. Immutable
/// once published; share it freely.
struct WholePicture {
    PatchGrid grid{};
    int patchSize = 0; ///< pixels
    Image original{};
    Image prediction{};          ///< mean of the draws
    std::vector<float> spread{}; ///< [N] standard deviation between draws, of pixels in [0, 1]
    std::vector<float> error{};  ///< [N] root of the mean squared error of pixels in [0, 1]

    /// The patches that the others told least about, the most surprising first.
    std::vector<int> mostSurprising(int count) const;
};

} // namespace mae
