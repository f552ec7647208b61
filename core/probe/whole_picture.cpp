// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/whole_picture.h"

#include <algorithm>
#include <numeric>

namespace mae {

std::vector<int> WholePicture::mostSurprising(int count) const {
    std::vector<int> patches(error.size());
    std::iota(patches.begin(), patches.end(), 0);
    std::ranges::stable_sort(patches, [this](int a, int b) {
        return error[static_cast<std::size_t>(a)] > error[static_cast<std::size_t>(b)];
    });
    patches.resize(std::min(patches.size(), static_cast<std::size_t>(std::max(0, count))));
    return patches;
}

} // namespace mae
