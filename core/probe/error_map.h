// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/reconstruction.h"

#include <vector>

namespace mae {

/// How far a reconstruction, as it is shown, is from the original. Where visible patches are pasted
/// the error is zero.
struct ErrorMap {
    std::vector<float> pixels{};  ///< [height * width] root mean square over the channels, [0, 1]
    std::vector<float> patches{}; ///< [N] root of the mean square over a patch
    float largestPixel = 0;
    float largestPatch = 0;
};

ErrorMap errorMap(const Reconstruction& result);

/// The same between two pictures of one size. @throws Error(InvalidConfig) for other sizes
ErrorMap errorMap(const Image& a, const Image& b, int patchSize);

} // namespace mae
