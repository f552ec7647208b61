// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"
#include "core/probe/display.h"

#include <cstdint>
#include <vector>

namespace mae {

/// What a model makes of one picture. Immutable once published; share it freely. All pictures have
/// the same size: grid * patch size.
struct Reconstruction {
    PatchGrid grid{};
    int patchSize = 0;                ///< pixels
    std::vector<std::uint8_t> hidden; ///< [N], row by row: 1 where hidden
    Image original{};
    Image masked{};         ///< hidden patches mid grey (128)
    Image reconstruction{}; ///< as DisplayOptions ask
    double error = 0; ///< mean squared error of hidden patches, as the training loss measures it;
                      ///< NaN if nothing is hidden
    double errorPixels = 0;  ///< mean squared error of hidden pixels in [0, 1], before rounding
    Quality quality{};       ///< with the visible patches in place, whatever is shown
    double milliseconds = 0; ///< of the model alone

    int hiddenCount() const;
};

} // namespace mae
