// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/patch_content.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mae {
namespace {

std::size_t index(std::int64_t value) { return static_cast<std::size_t>(value); }

/// Rec. 601, 0 to 1: [height * width].
std::vector<float> lumaOf(const Image& image) {
    std::vector<float> luma(index(image.width) * index(image.height));
    for (std::size_t i = 0; i < luma.size(); ++i) {
        const auto* pixel = &image.pixels[3 * i];
        luma[i] = (0.299F * static_cast<float>(pixel[0]) + 0.587F * static_cast<float>(pixel[1])
                   + 0.114F * static_cast<float>(pixel[2]))
                  / 255.0F;
    }
    return luma;
}

} // namespace

PatchContent contentOf(const Image& fitted, int patchSize) {
    if (patchSize < 1 || fitted.width < 1 || fitted.height < 1 || fitted.width % patchSize != 0
        || fitted.height % patchSize != 0) {
        throw Error(ErrorKind::InvalidConfig, "A picture of " + std::to_string(fitted.width) + " x "
                                                  + std::to_string(fitted.height)
                                                  + " pixels does not divide into patches of "
                                                  + std::to_string(patchSize) + ".");
    }
    const int columns = fitted.width / patchSize, rows = fitted.height / patchSize;
    PatchContent content{.brightness = std::vector<float>(index(rows * columns)),
                         .detail = std::vector<float>(index(rows * columns))};
    const auto luma = lumaOf(fitted);
    const auto at = [&](int x, int y) {
        return luma[index(std::min(y, fitted.height - 1)) * index(fitted.width)
                    + index(std::min(x, fitted.width - 1))];
    };
    for (int y = 0; y < fitted.height; ++y) {
        for (int x = 0; x < fitted.width; ++x) {
            const auto patch = index(y / patchSize * columns + x / patchSize);
            const float here = at(x, y);
            content.brightness[patch] += here;
            const float right = at(x + 1, y) - here, down = at(x, y + 1) - here;
            content.detail[patch] += std::sqrt(right * right + down * down);
        }
    }
    const auto area = static_cast<float>(patchSize * patchSize);
    for (std::size_t i = 0; i < content.detail.size(); ++i) {
        content.brightness[i] /= area;
        content.detail[i] /= area;
    }
    return content;
}

} // namespace mae
