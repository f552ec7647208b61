// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/reconstruction.h"

#include <vector>

namespace mae {

/// What one visible patch told the model: the reconstruction with it against the one without it.
/// Immutable once published; share it freely.
struct LeaveOneOut {
    int patch = 0;
    Reconstruction with{};    ///< the patch is visible
    Reconstruction without{}; ///< it is hidden as well
    /// [height * width] root mean squared change over the channels, of pixels in [0, 1]
    std::vector<float> change{};
    std::vector<float> patchChange{}; ///< [N] the root of its mean square in each patch
};

} // namespace mae
