// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/guess_target.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

namespace mae {
namespace {

constexpr std::int64_t kRowsAtOnce = 64; ///< a layer may be most of a file

} // namespace

std::optional<Target> guessTarget(const Tensor& weight, int patchSize, int channels) {
    const std::int64_t p = patchSize, values = p * p * channels;
    if (weight.dim() != 2 || weight.size(0) != values || p < 2) {
        return std::nullopt;
    }
    // Three patterns over a patch, of unit length: even, and a ramp down and across.
    const auto ramp = at::arange(p, at::kFloat) - static_cast<double>(p - 1) / 2;
    const auto spread = [&](const Tensor& pattern) {
        const auto flat = pattern.expand({p, p, channels}).reshape({values});
        return flat / flat.norm();
    };
    const auto patterns = at::stack({spread(at::ones({1, 1, 1})), spread(ramp.view({p, 1, 1})),
                                     spread(ramp.view({1, p, 1}))}); // [3, P*P*C]
    double all = 0;
    auto along = at::zeros({3, weight.size(1)}, at::kFloat);
    for (std::int64_t row = 0; row < values; row += kRowsAtOnce) {
        const auto end = std::min(row + kRowsAtOnce, values);
        const auto rows = weight.slice(0, row, end).to(at::kFloat);
        all += rows.square().sum().item<double>();
        along += at::matmul(patterns.slice(1, row, end), rows);
    }
    // How much of the layer lies in a pattern, 1 for a layer that prefers none.
    const auto shares = (along.square().sum(1) / all * static_cast<double>(values)).contiguous();
    const auto* share = shares.const_data_ptr<float>();
    if (!std::isfinite(share[0]) || !std::isfinite(share[1]) || !std::isfinite(share[2])) {
        return std::nullopt;
    }
    return share[0] >= 4                                       ? std::optional(Target::Pixels)
           : share[0] < 2 && std::max(share[1], share[2]) >= 3 ? std::optional(Target::Normalised)
                                                               : std::nullopt;
}

} // namespace mae
