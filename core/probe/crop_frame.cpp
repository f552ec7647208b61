// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/crop_frame.h"

#include <algorithm>
#include <cmath>

namespace mae {
namespace {

/// Into [low, high]; what is not a number becomes @p low.
double within(double value, double low, double high) {
    return value > low ? std::min(value, high) : low;
}

/// Half a pixel counts towards the left and top, as in centreSquare().
int placed(double share, int room) {
    return std::clamp(static_cast<int>(std::ceil(within(share, 0, 1) * room - 0.5)), 0, room);
}

double shareOf(int place, int room) { return room > 0 ? static_cast<double>(place) / room : 0.5; }

} // namespace

CropBox framedSquare(int width, int height, const CropFrame& frame, int smallest) {
    const int shorter = std::min(width, height);
    const double share = within(frame.size, CropFrame::kSmallest, 1);
    const int side =
        std::max(static_cast<int>(std::lround(share * shorter)), std::clamp(smallest, 1, shorter));
    return {.top = placed(frame.down, height - side),
            .left = placed(frame.across, width - side),
            .height = side,
            .width = side};
}

CropFrame frameOf(int width, int height, const CropBox& box) {
    return {.across = shareOf(box.left, width - box.width),
            .down = shareOf(box.top, height - box.height),
            .size = static_cast<double>(box.width) / std::max(1, std::min(width, height))};
}

} // namespace mae
