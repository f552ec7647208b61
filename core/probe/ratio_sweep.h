// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/probe/reconstruction.h"

namespace mae {

/// One picture from few to many hidden patches and back, as an animation: in so many steps from the
/// lowest ratio to the highest.
inline constexpr int kSweepSteps = 20;
inline constexpr int kSweepFrames = 2 * kSweepSteps; ///< there and back; the ends are shown once

double sweepRatio(int step); ///< @param step  0 to kSweepSteps
int sweepStep(int frame);    ///< that a frame shows. @param frame  0 to kSweepFrames - 1

/// A frame: the triptych, at least 720 pixels wide where neither side gets longer than 1920.
Image sweepPicture(const Reconstruction& result);

} // namespace mae
