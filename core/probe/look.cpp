// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/look.h"

#include "core/model/mae.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linalg_eigh.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>
#include <vector>

namespace mae {
namespace {

/// @p tokens along the three directions in which they differ most: [N, 3]. The sign of a direction
/// is arbitrary; the strongest deviation counts as positive, so that a picture always looks the
/// same.
Tensor principalParts(const Tensor& tokens) {
    const auto centred = (tokens - tokens.mean(0, /*keepdim=*/true)).to(at::kDouble); // [N, D]
    const auto n = centred.size(0);
    const auto d = centred.size(1), count = std::min<std::int64_t>({3, n, d});
    // Of the two products the smaller has the same directions.
    Tensor parts; // [N, count]
    if (n <= d) {
        const auto [values, vectors] = at::linalg_eigh(at::matmul(centred, centred.t()));
        parts = (vectors * values.clamp_min(0).sqrt()).slice(1, n - count).flip({1});
    } else {
        const auto vectors = std::get<1>(at::linalg_eigh(at::matmul(centred.t(), centred)));
        parts = at::matmul(centred, vectors.slice(1, d - count).flip({1}));
    }
    // Directions in which nothing differs but rounding are no colours.
    const auto length = parts.square().sum(0).sqrt();
    parts = parts * (length > length.max() * 1e-6);
    if (count < 3) {
        parts = at::cat({parts, at::zeros({n, 3 - count}, parts.options())}, 1);
    }
    const auto strongest = parts.abs().argmax(0, /*keepdim=*/true); // [1, 3]
    return (parts * parts.gather(0, strongest).sign()).contiguous();
}

/// Each column stretched so that all but the outer 2 % of its values fill 0 to 255.
std::vector<std::uint8_t> levels(const Tensor& columns) {
    const auto n = columns.size(0);
    std::vector<std::uint8_t> result(static_cast<std::size_t>(columns.numel()));
    for (std::int64_t c = 0; c < 3; ++c) {
        const auto sorted = std::get<0>(columns.select(1, c).sort()).contiguous();
        const auto* values = sorted.const_data_ptr<double>();
        const auto cut = n / 50;
        const double low = values[cut], high = values[n - 1 - cut];
        for (std::int64_t i = 0; i < n; ++i) {
            const double value = columns.const_data_ptr<double>()[i * 3 + c];
            const double share = high > low ? (value - low) / (high - low) : 0.5;
            result[static_cast<std::size_t>(i * 3 + c)] =
                static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255));
        }
    }
    return result;
}

/// Calls @p paint(pixel, patch) for every pixel of the picture.
template <class Paint> void forEachPixel(Image& picture, int patchSize, Paint&& paint) {
    const int columns = picture.width / patchSize;
    auto* pixel = picture.pixels.data();
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x, pixel += 3) {
            paint(pixel, y / patchSize * columns + x / patchSize);
        }
    }
}

/// Tokens of the patches [N, D], and the share of the class token's attention that each patch gets,
/// the mean of the heads: [N]. Both float32 on the CPU.
struct Seen {
    Tensor tokens{};
    Tensor shares{};
};

Seen seenBy(const Model& model, const Tensor& patches, PatchGrid grid) {
    const auto weights = weightsFor(model, grid);
    const auto& like = weights.patchEmbed.weight;
    const auto rows = patches.unsqueeze(0).to(like.device(), like.scalar_type());
    const auto all =
        at::arange(rows.size(1), at::TensorOptions(at::kLong).device(like.device())).unsqueeze(0);
    const auto pass = encodeAndLook(model.config, weights, rows, all);
    const auto onCpu = [](const Tensor& tensor) { return tensor.to(at::kCPU, at::kFloat); };
    const auto ofClass = onCpu(pass.attention[0].select(1, 0).slice(1, 1)).mean(0);
    return {.tokens = onCpu(pass.tokens[0].slice(0, 1)),
            .shares = (ofClass / ofClass.sum().clamp_min(1e-12)).contiguous()};
}

} // namespace

EncoderLook look(const Model& model, const Image& fitted) {
    const c10::InferenceMode inference;
    const auto grid = gridOf(fitted, model.config);
    EncoderLook result{.grid = grid,
                       .patchSize = model.config.patchSize,
                       .original = asSeen(fitted, model),
                       .block = model.config.depth};
    const auto patches = patchesOf(result.original, model); // [N, P*P*C]
    const auto begin = std::chrono::steady_clock::now();
    const auto seen = seenBy(model, patches, grid);
    result.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();

    const auto colours = levels(principalParts(seen.tokens));
    result.features = result.attention = result.original;
    forEachPixel(result.features, result.patchSize, [&colours](std::uint8_t* pixel, int patch) {
        std::copy_n(&colours[static_cast<std::size_t>(patch) * 3], 3, pixel);
    });
    const auto* shares = seen.shares.const_data_ptr<float>();
    result.strongest = std::max(*std::max_element(shares, shares + seen.shares.numel()), 1e-12F);
    forEachPixel(result.attention, result.patchSize, [&](std::uint8_t* pixel, int patch) {
        // Never quite dark: one has to see what is not looked at, too.
        const double light = 0.12 + 0.88 * std::sqrt(shares[patch] / result.strongest);
        for (int c = 0; c < 3; ++c) {
            pixel[c] = static_cast<std::uint8_t>(std::lround(pixel[c] * light));
        }
    });
    return result;
}

} // namespace mae
