// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/error_map.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mae {
namespace {

std::string sizeOf(const Image& image) {
    return std::to_string(image.width) + " x " + std::to_string(image.height);
}

void requireComparable(const Image& a, const Image& b, int patchSize) {
    const auto area = static_cast<std::size_t>(std::max(0, a.width))
                      * static_cast<std::size_t>(std::max(0, a.height));
    if (a.width != b.width || a.height != b.height || a.pixels.size() != area * 3
        || b.pixels.size() != area * 3) {
        throw Error(ErrorKind::InvalidConfig, "Pictures of " + sizeOf(a) + " and " + sizeOf(b)
                                                  + " pixels can't be compared.");
    }
    if (area == 0 || patchSize < 1 || a.width % patchSize != 0 || a.height % patchSize != 0) {
        throw Error(ErrorKind::InvalidConfig, "A picture of " + sizeOf(a)
                                                  + " pixels does not divide into patches of "
                                                  + std::to_string(patchSize) + ".");
    }
}

} // namespace

ErrorMap errorMap(const Image& a, const Image& b, int patchSize) {
    requireComparable(a, b, patchSize);
    const auto width = static_cast<std::size_t>(a.width),
               patch = static_cast<std::size_t>(patchSize), columns = width / patch;
    ErrorMap map{.pixels = std::vector<float>(a.pixels.size() / 3)};
    std::vector<double> sums(map.pixels.size() / (patch * patch)); // of squares, in grey levels
    for (std::size_t i = 0; i < map.pixels.size(); ++i) {
        int squares = 0;
        for (std::size_t k = 3 * i; k < 3 * i + 3; ++k) {
            const int difference = a.pixels[k] - b.pixels[k];
            squares += difference * difference;
        }
        map.pixels[i] = static_cast<float>(std::sqrt(squares / 3.0) / 255);
        sums[i / width / patch * columns + i % width / patch] += squares;
    }
    const auto values = 3 * static_cast<double>(patch * patch);
    map.patches.reserve(sums.size());
    for (const double sum : sums) {
        map.patches.push_back(static_cast<float>(std::sqrt(sum / values) / 255));
    }
    map.largestPixel = *std::ranges::max_element(map.pixels);
    map.largestPatch = *std::ranges::max_element(map.patches);
    return map;
}

ErrorMap errorMap(const Reconstruction& result) {
    return errorMap(result.original, result.reconstruction, result.patchSize);
}

} // namespace mae
