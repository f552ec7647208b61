// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/patches.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/var_mean.h>

#include <string>

namespace mae {

Tensor patchify(const Tensor& images, std::int64_t patch) {
    const auto b = images.size(0), c = images.size(1), h = images.size(2), w = images.size(3);
    if (h % patch != 0 || w % patch != 0) {
        throw Error(ErrorKind::InvalidConfig,
                    "A picture of " + std::to_string(w) + " x " + std::to_string(h)
                        + " pixels does not divide into patches of " + std::to_string(patch) + ".");
    }
    return images.reshape({b, c, h / patch, patch, w / patch, patch})
        .permute({0, 2, 4, 3, 5, 1}) // b, row, column, y, x, c
        .reshape({b, (h / patch) * (w / patch), patch * patch * c});
}

Tensor unpatchify(const Tensor& patches, std::int64_t patch, std::int64_t height) {
    const auto b = patches.size(0), n = patches.size(1), c = patches.size(2) / (patch * patch);
    const auto rows = height / patch, columns = n / rows;
    return patches.reshape({b, rows, columns, patch, patch, c})
        .permute({0, 5, 1, 3, 2, 4}) // b, c, row, y, column, x
        .reshape({b, c, rows * patch, columns * patch});
}

Tensor normalisedPatches(const Tensor& patches) {
    const auto [variance, mean] =
        at::var_mean(patches, /*dim=*/-1, /*unbiased=*/true, /*keepdim=*/true);
    return (patches - mean) / (variance + 1e-6).sqrt();
}

} // namespace mae
