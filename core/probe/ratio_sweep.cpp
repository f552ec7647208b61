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
    constexpr int kLeastWidth = 720, kMostWidth = 1920; // pixels
    const auto image = triptych(result);
    if (image.width > kMostWidth) { // all frames are in memory at once
        const auto height =
            std::max<std::int64_t>(1, std::int64_t{image.height} * kMostWidth / image.width);
        return resizeBicubic(image, {.height = image.height, .width = image.width}, kMostWidth,
                             static_cast<int>(height));
    }
    return enlarged(image, (kLeastWidth + image.width - 1) / image.width);
}

} // namespace mae
