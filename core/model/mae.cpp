// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/mae.h"

#include "core/model/attention.h"
#include "core/model/block_step.h"
#include "core/model/linear.h"
#include "core/model/patches.h"
#include "core/model/recompute.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/mse_loss.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace mae {
namespace {

Tensor normed(const ModelConfig& config, const LayerNorm& norm, const Tensor& x) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, config.layerNormEps);
}

/// x + layer(branch), where the block says so scaled.
Tensor added(const Tensor& x, const Linear& layer, const Tensor& branch, const Tensor& scale) {
    return scale.defined() ? x + linear(layer, branch) * scale : linearAdd(layer, branch, x);
}

/// The tokens from span.firstQuery on, after the block; attention sees all of them.
Tensor blockForward(const ModelConfig& config, const Block& block, const Tensor& x, int heads,
                    const AttentionSpan& span = {}) {
    const bool all =
        span.firstQuery == 0 && !span.bias.defined() && (span.keys == 0 || span.keys == x.size(1));
    if (all && canStep(block, x)) {
        return blockStep(block, x, heads, config.layerNormEps);
    }
    const auto rest = span.firstQuery == 0 ? x : x.slice(1, span.firstQuery);
    const auto mixed =
        added(rest, block.proj, attention(block, normed(config, block.norm1, x), heads, span),
              block.scale1);
    const auto hidden = linearGelu(block.fc1, normed(config, block.norm2, mixed));
    return added(mixed, block.fc2, hidden, block.scale2);
}

Tensor blockForward(const ModelConfig& config, const Block& block, const Tensor& x, int heads,
                    const AttentionSpan& span, Activations activations) {
    if (activations == Activations::Keep) {
        return blockForward(config, block, x, heads, span);
    }
    return recomputed(
        block, x, [eps = config.layerNormEps, heads, span](const Block& b, const Tensor& tokens) {
            return blockForward({.layerNormEps = eps}, b, tokens, heads, span);
        });
}

/// All of them as they are: a slice would cost a copy in the backward pass.
Tensor firstTokens(const Tensor& x, std::int64_t count) {
    return x.size(1) == count ? x : x.slice(1, 0, count);
}

void showTokens(const Watcher& watcher, int block, const Tensor& tokens) {
    if (watcher.tokens) {
        watcher.tokens(block, tokens);
    }
}

/// @param x  what goes into block @p number
void showAttention(const Watcher& watcher, const ModelConfig& config, const Block& block,
                   int number, const Tensor& x, int heads, const Tensor& bias = {}) {
    if (watcher.attention && (watcher.block == 0 || watcher.block == number)) {
        watcher.attention(number,
                          attentionWeights(block, normed(config, block.norm1, x), heads, bias));
    }
}

/// Class, visible patches and, of a model with mask tokens in the encoder, hidden ones with their
/// positions: [B, V+1, D] or [B, N+1, D].
Tensor encoderTokens(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
                     const MaskIds& ids) {
    const auto& [visible, hidden] = ids;
    const auto b = patches.size(0);
    auto embedded = linear(asLayer(weights.patchEmbed), patches);
    auto cls = weights.clsToken;
    if (weights.posEmbed.defined()) {
        embedded = embedded + gatherRows(weights.posEmbed.expand({b, -1, -1}), visible + 1);
        cls = cls + weights.posEmbed.slice(1, 0, 1);
    }
    cls = cls.expand({b, -1, -1});
    if (!config.maskTokensInEncoder || !hidden.defined() || hidden.size(1) == 0) {
        return at::cat({cls, embedded}, 1);
    }
    const auto unknown =
        weights.maskToken + gatherRows(weights.posEmbed.expand({b, -1, -1}), hidden + 1);
    return at::cat({cls, embedded, unknown}, 1);
}

/// What a block adds to its attention for the relative positions of the visible patches.
class PositionBias {
public:
    PositionBias(const ModelConfig& config, const MaeWeights& weights, const Tensor& visible) {
        const bool relative = std::ranges::any_of(
            weights.blocks, [](const Block& block) { return block.relativePositions.defined(); });
        if (relative) {
            m_index = relativeIndex(config.grid(), config.grid()).to(visible.device());
            m_tokens =
                at::cat({at::zeros({visible.size(0), 1}, visible.options()), visible + 1}, 1);
        }
    }

    /// @return [B, h, V+1, V+1], or undefined
    Tensor operator()(const Block& block) const {
        if (!block.relativePositions.defined()) {
            return {};
        }
        const auto all = relativeBias(block.relativePositions, m_index); // [1, h, N+1, N+1]
        const auto b = m_tokens.size(0), t = m_tokens.size(1), h = all.size(1), n = all.size(2);
        return all.expand({b, -1, -1, -1})
            .gather(2, m_tokens.view({b, 1, t, 1}).expand({b, h, t, n}))
            .gather(3, m_tokens.view({b, 1, 1, t}).expand({b, h, t, t}));
    }

private:
    Tensor m_index{};
    Tensor m_tokens{}; ///< [B, V+1], the class token first
};

/// The tokens after the first @p blocks blocks.
Tensor throughEncoder(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
                      const MaskIds& ids, int blocks, const Watcher& watcher,
                      Activations activations = Activations::Keep) {
    const PositionBias biases(config, weights, ids.visible);
    auto x = encoderTokens(config, weights, patches, ids);
    const auto tokens = x.size(1);
    if (!watcher.tokens && !watcher.attention) {
        x = roundedTokens(weights.blocks, x);
    }
    showTokens(watcher, 0, x);
    for (int i = 1; i <= blocks; ++i) {
        const auto& block = weights.blocks[static_cast<std::size_t>(i - 1)];
        const auto bias = biases(block);
        showAttention(watcher, config, block, i, x, config.heads, bias);
        x = blockForward(config, block, x, config.heads, {.keys = tokens, .bias = bias},
                         activations);
        showTokens(watcher, i, x);
    }
    return firstTokens(x, tokens);
}

/// Decoder tokens in shuffled order: class, visible, hidden; [B, N+1, decoder D].
Tensor decoderTokens(const MaeWeights& weights, const Tensor& latent, const MaskIds& ids) {
    const auto embedded = linear(weights.decoderEmbed, latent);
    const auto b = latent.size(0), d = embedded.size(2);
    const auto positions = weights.decoderPosEmbed.expand({b, -1, -1});
    const auto places = at::cat({ids.visible, ids.hidden}, 1) + 1; // [B, N]
    const auto given = latent.size(1) - 1; // visible patches, or all if the encoder had them all
    const auto known =
        embedded
        + at::cat({positions.slice(1, 0, 1), gatherRows(positions, places.slice(1, 0, given))}, 1);
    if (given == places.size(1)) {
        return known;
    }
    const auto unknown = weights.maskToken + gatherRows(positions, ids.hidden + 1);
    return at::cat({known, unknown.expand({b, -1, d})}, 1);
}

Tensor predict(const ModelConfig& config, const MaeWeights& weights, const Tensor& tokens) {
    return linear(weights.decoderPred, normed(config, weights.decoderNorm, tokens));
}

/// What the tokens of all patches say, row by row: [B, N, P*P*C]. @param tokens  [B, N+1, decoder
/// D]
Tensor predictInPlace(const ModelConfig& config, const MaeWeights& weights, const Tensor& tokens,
                      const MaskIds& ids) {
    const auto shuffled = predict(config, weights, tokens.slice(1, 1));
    const auto restore =
        at::argsort(at::cat({ids.visible, ids.hidden}, 1), /*stable=*/true, 1, false);
    return gatherRows(shuffled, restore);
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

Tensor encodeBlocks(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
                    const Tensor& visible, int blocks) {
    return throughEncoder(config, weights, patches, {visible, {}}, blocks, {});
}

Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const Tensor& visible) {
    return encode(config, weights, patches, MaskIds{visible, {}});
}

Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const Tensor& visible, const Watcher& watcher) {
    return encode(config, weights, patches, MaskIds{visible, {}}, watcher);
}

Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const MaskIds& ids, Activations activations) {
    const auto x = throughEncoder(config, weights, patches, ids, config.depth, {}, activations);
    return weights.norm.weight.defined() ? normed(config, weights.norm, x) : x;
}

Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const MaskIds& ids, const Watcher& watcher) {
    const auto x = throughEncoder(config, weights, patches, ids, config.depth, watcher);
    if (!weights.norm.weight.defined()) {
        return x;
    }
    const auto tokens = normed(config, weights.norm, x);
    showTokens(watcher, config.depth + 1, tokens);
    return tokens;
}

EncoderPass encodeAndLook(const ModelConfig& config, const MaeWeights& weights,
                          const Tensor& patches, const Tensor& visible) {
    EncoderPass pass;
    pass.tokens = encode(config, weights, patches, visible,
                         Watcher{.attention = [&pass](int, const Tensor& w) { pass.attention = w; },
                                 .block = config.depth});
    return pass;
}

Tensor decodeHidden(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                    const MaskIds& ids, Activations activations) {
    const auto tokens = 1 + ids.visible.size(1) + ids.hidden.size(1);
    const auto known = 1 + ids.visible.size(1);
    // [B, N+1 or more, decoder D]
    auto x = roundedTokens(weights.decoderBlocks, decoderTokens(weights, latent, ids));
    for (std::size_t i = 0; i < weights.decoderBlocks.size(); ++i) {
        const bool last = i + 1 == weights.decoderBlocks.size();
        x = blockForward(config, weights.decoderBlocks[i], x, config.decoderHeads,
                         {.firstQuery = last ? known : 0, .keys = tokens}, activations);
    }
    return predict(config, weights, firstTokens(x, ids.hidden.size(1)));
}

Tensor decodeAll(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                 const MaskIds& ids, Activations activations) {
    auto x = decoderTokens(weights, latent, ids);
    for (const auto& block : weights.decoderBlocks) {
        x = blockForward(config, block, x, config.decoderHeads, {}, activations);
    }
    return predictInPlace(config, weights, x, ids);
}

Tensor decodeAll(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                 const MaskIds& ids, const Watcher& watcher) {
    auto x = decoderTokens(weights, latent, ids);
    showTokens(watcher, 0, x);
    for (int i = 1; const auto& block : weights.decoderBlocks) {
        showAttention(watcher, config, block, i, x, config.decoderHeads);
        x = blockForward(config, block, x, config.decoderHeads);
        showTokens(watcher, i++, x);
    }
    if (watcher.tokens) {
        watcher.tokens(config.decoderDepth + 1, normed(config, weights.decoderNorm, x));
    }
    return predictInPlace(config, weights, x, ids);
}

Tensor maeLoss(const ModelConfig& config, const Tensor& prediction, const Tensor& target) {
    const auto wanted = config.target == Target::Normalised ? normalisedPatches(target) : target;
    return at::mse_loss(prediction.to(at::kFloat), wanted);
}

} // namespace mae
