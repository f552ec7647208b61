// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/ratio_sweep.h"

#include "core/data/transform.h"
#include "core/probe/compose.h"

#include <algorithm>
#include <cstdint>

namespace mae {

double sweepRatio(int step) {
    constexpr double kLowest = 0.10, kHighest = 0.95;
    return kLowest + (kHighest - kLowest) * step / kSweepSteps;
}

int sweepStep(int frame) { return frame <= kSweepSteps ? frame : kSweepFrames - frame; }

Image sweepPicture(const Reconstruction& result) {
    constexpr int kLeastWidth = 720, kMostSide = 1920; // pixels
    const auto image = triptych(result);
    const int longer = std::max(image.width, image.height);
    if (longer > kMostSide) { // all frames are in memory at once
        const auto shrunk = [longer](int side) {
            return static_cast<int>(
                std::max<std::int64_t>(1, std::int64_t{side} * kMostSide / longer));
        };
        return resizeBicubic(image, {.height = image.height, .width = image.width},
                             shrunk(image.width), shrunk(image.height));
    }
    return enlarged(image, (kLeastWidth + image.width - 1) / image.width);
}

} // namespace mae
