// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/ratio_sweep.h"

#include "core/probe/compose.h"

namespace mae {

double sweepRatio(int step) {
    constexpr double kLowest = 0.10, kHighest = 0.95;
    return kLowest + (kHighest - kLowest) * step / kSweepSteps;
}

int sweepStep(int frame) { return frame <= kSweepSteps ? frame : kSweepFrames - frame; }

Image sweepPicture(const Reconstruction& result) {
    constexpr int kLeastWidth = 720; // pixels
    const auto image = triptych(result);
    return enlarged(image, (kLeastWidth + image.width - 1) / image.width);
}

} // namespace mae
