// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/guess_target.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>

#include <algorithm>
#include <cmath>

namespace mae {

std::optional<Target> guessTarget(const Tensor& weight, int patchSize, int channels) {
    const std::int64_t p = patchSize, values = p * p * channels;
    if (weight.dim() != 2 || weight.size(0) != values || p < 2) {
        return std::nullopt;
    }
    const auto matrix = weight.to(at::kFloat);
    const double all = matrix.square().sum().item<double>();
    // How much of the layer lies in one pattern, 1 for a layer that prefers none.
    const auto share = [&](const Tensor& pattern) {
        const auto flat = pattern.expand({p, p, channels}).reshape({1, values});
        const auto along = at::matmul(flat / flat.norm(), matrix);
        return along.square().sum().item<double>() / all * static_cast<double>(values);
    };
    const auto ramp = at::arange(p, at::kFloat) - static_cast<double>(p - 1) / 2;
    const double even = share(at::ones({1, 1, 1}));
    const double uneven = std::max(share(ramp.view({p, 1, 1})), share(ramp.view({1, p, 1})));
    if (!std::isfinite(even) || !std::isfinite(uneven)) {
        return std::nullopt;
    }
    return even >= 4                 ? std::optional(Target::Pixels)
           : even < 2 && uneven >= 3 ? std::optional(Target::Normalised)
                                     : std::nullopt;
}

} // namespace mae
