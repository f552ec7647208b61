// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/mae.h"

#include "core/model/attention.h"
#include "core/model/patches.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mse_loss.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

namespace mae {
namespace {

Tensor normed(const ModelConfig& config, const LayerNorm& norm, const Tensor& x) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, config.layerNormEps);
}

/// The tokens from @p first on, after the block; attention sees all of them.
Tensor blockForward(const ModelConfig& config, const Block& block, const Tensor& x, int heads,
                    std::int64_t first = 0) {
    const auto rest = first == 0 ? x : x.slice(1, first);
    const auto mixed = rest + attention(block, normed(config, block.norm1, x), heads, first);
    const auto hidden =
        at::gelu(at::linear(normed(config, block.norm2, mixed), block.fc1.weight, block.fc1.bias));
    return mixed + at::linear(hidden, block.fc2.weight, block.fc2.bias);
}

/// Decoder tokens in shuffled order: class, visible, hidden; [B, N+1, decoder D].
Tensor decoderTokens(const MaeWeights& weights, const Tensor& latent, const MaskIds& ids) {
    const auto embedded =
        at::linear(latent, weights.decoderEmbed.weight, weights.decoderEmbed.bias);
    const auto b = latent.size(0), d = embedded.size(2);
    const auto positions = weights.decoderPosEmbed.expand({b, -1, -1});
    const auto places = at::cat({ids.visible, ids.hidden}, 1) + 1; // [B, N]
    const auto known = embedded
                       + at::cat({positions.slice(1, 0, 1),
                                  gatherRows(positions, places.slice(1, 0, ids.visible.size(1)))},
                                 1);
    if (ids.hidden.size(1) == 0) {
        return known;
    }
    const auto unknown = weights.maskToken + gatherRows(positions, ids.hidden + 1);
    return at::cat({known, unknown.expand({b, -1, d})}, 1);
}

Tensor predict(const ModelConfig& config, const MaeWeights& weights, const Tensor& tokens) {
    return at::linear(normed(config, weights.decoderNorm, tokens), weights.decoderPred.weight,
                      weights.decoderPred.bias);
}

} // namespace

MaskIds toIds(const Mask& mask) {
    const auto ids = [](const std::vector<std::int32_t>& values) {
        const std::vector<std::int64_t> wide(values.begin(), values.end());
        return at::tensor(wide, at::kLong).unsqueeze(0);
    };
    return {ids(mask.visibleIds), ids(mask.hiddenIds)};
}

MaskIds idsFromNoise(const Tensor& noise, std::int64_t visible) {
    const auto order =
        at::argsort(noise, /*stable=*/true, /*dim=*/1, /*descending=*/false); // [B, N]
    return {order.slice(1, 0, visible).contiguous(), order.slice(1, visible).contiguous()};
}

Tensor gatherRows(const Tensor& table, const Tensor& ids) {
    return table.gather(1, ids.unsqueeze(-1).expand({-1, -1, table.size(2)}));
}

Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const Tensor& visible) {
    const auto b = patches.size(0);
    // The published weight is a convolution's [D, C, P, P]; patches hold (row, column, channel).
    const auto projection =
        weights.patchEmbed.weight.permute({0, 2, 3, 1}).reshape({config.width, -1});
    const auto positions = weights.posEmbed.expand({b, -1, -1}); // [B, N+1, D]
    const auto embedded = at::linear(patches, projection, weights.patchEmbed.bias)
                          + gatherRows(positions, visible + 1);
    const auto cls = (weights.clsToken + weights.posEmbed.slice(1, 0, 1)).expand({b, -1, -1});
    auto x = at::cat({cls, embedded}, 1); // [B, V+1, D]
    for (const auto& block : weights.blocks) {
        x = blockForward(config, block, x, config.heads);
    }
    return normed(config, weights.norm, x);
}

Tensor decodeHidden(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                    const MaskIds& ids) {
    auto x = decoderTokens(weights, latent, ids); // [B, N+1, decoder D]
    const auto known = 1 + ids.visible.size(1);
    for (std::size_t i = 0; i < weights.decoderBlocks.size(); ++i) {
        const bool last = i + 1 == weights.decoderBlocks.size();
        x = blockForward(config, weights.decoderBlocks[i], x, config.decoderHeads,
                         last ? known : 0);
    }
    return predict(config, weights, x);
}

Tensor decodeAll(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                 const MaskIds& ids) {
    auto x = decoderTokens(weights, latent, ids);
    for (const auto& block : weights.decoderBlocks) {
        x = blockForward(config, block, x, config.decoderHeads);
    }
    const auto shuffled = predict(config, weights, x.slice(1, 1)); // [B, N, P*P*C]
    const auto restore =
        at::argsort(at::cat({ids.visible, ids.hidden}, 1), /*stable=*/true, 1, false);
    return gatherRows(shuffled, restore);
}

Tensor maeLoss(const ModelConfig& config, const Tensor& prediction, const Tensor& target) {
    const auto wanted = config.target == Target::Normalised ? normalisedPatches(target) : target;
    return at::mse_loss(prediction.to(at::kFloat), wanted);
}

} // namespace mae
