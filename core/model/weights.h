// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/config/model_config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mae {

struct Linear {
    Tensor weight{}; ///< [out, in]
    Tensor bias{};   ///< [out]
};

struct LayerNorm {
    Tensor weight{}; ///< [D]
    Tensor bias{};   ///< [D]
};

/// A pre-norm transformer block. What masked autoencoders do not have is undefined in theirs.
struct Block {
    LayerNorm norm1{};
    Linear qkv{};  ///< rows: query, key, value, D each
    Linear proj{}; ///< [D, D]
    LayerNorm norm2{};
    Linear fc1{}; ///< [4D, D]
    Linear fc2{}; ///< [D, 4D]

    Tensor scale1{}; ///< [D] of the attention's branch; DINOv2, BEiT
    Tensor scale2{}; ///< [D] of the MLP's branch
    /// [(2R-1)(2C-1)+3, heads] added to the attention by the difference of two places on a grid of
    /// R x C; the last three: class to patch, patch to class, class to class. BEiT
    Tensor relativePositions{};
};

/// All tensors of a masked autoencoder, or of an encoder alone, whose decoder is undefined. A
/// value: copying it shares the tensors.
struct MaeWeights {
    Tensor clsToken{};        ///< [1, 1, D]
    Tensor posEmbed{};        ///< [1, N+1, D], fixed; undefined where positions are relative only
    Tensor maskToken{};       ///< [1, 1, decoder D]; of ModelConfig::maskTokensInEncoder [1, 1, D]
    Tensor decoderPosEmbed{}; ///< [1, N+1, decoder D], fixed
    Linear patchEmbed{};      ///< weight [D, C, P, P]
    std::vector<Block> blocks{};
    LayerNorm norm{}; ///< undefined in classifiers that norm the mean of the patches instead
    Linear decoderEmbed{};
    std::vector<Block> decoderBlocks{};
    LayerNorm decoderNorm{};
    Linear decoderPred{}; ///< [P*P*C, decoder D]

    bool hasDecoder() const { return decoderPred.weight.defined(); }
};

/// Calls @p visit(name, tensor) for every tensor in the order of the published state dict.
template <class Weights, class Visitor> void forEachTensor(Weights& weights, Visitor&& visit) {
    const auto pair = [&visit](const std::string& name, auto& layer) {
        visit(name + ".weight", layer.weight);
        visit(name + ".bias", layer.bias);
    };
    const auto block = [&pair](const std::string& name, auto& b) {
        pair(name + ".norm1", b.norm1);
        pair(name + ".attn.qkv", b.qkv);
        pair(name + ".attn.proj", b.proj);
        pair(name + ".norm2", b.norm2);
        pair(name + ".mlp.fc1", b.fc1);
        pair(name + ".mlp.fc2", b.fc2);
    };
    visit("cls_token", weights.clsToken);
    visit("pos_embed", weights.posEmbed);
    visit("mask_token", weights.maskToken);
    visit("decoder_pos_embed", weights.decoderPosEmbed);
    pair("patch_embed.proj", weights.patchEmbed);
    for (std::size_t i = 0; i < weights.blocks.size(); ++i) {
        block("blocks." + std::to_string(i), weights.blocks[i]);
    }
    pair("norm", weights.norm);
    pair("decoder_embed", weights.decoderEmbed);
    for (std::size_t i = 0; i < weights.decoderBlocks.size(); ++i) {
        block("decoder_blocks." + std::to_string(i), weights.decoderBlocks[i]);
    }
    pair("decoder_norm", weights.decoderNorm);
    pair("decoder_pred", weights.decoderPred);
}

/// Calls @p visit(name, tensor) for what some encoders have besides, under timm's names; undefined
/// tensors included.
template <class Weights, class Visitor> void forEachExtra(Weights& weights, Visitor&& visit) {
    for (std::size_t i = 0; i < weights.blocks.size(); ++i) {
        const auto block = "blocks." + std::to_string(i);
        visit(block + ".ls1.gamma", weights.blocks[i].scale1);
        visit(block + ".ls2.gamma", weights.blocks[i].scale2);
        visit(block + ".attn.relative_position_bias_table", weights.blocks[i].relativePositions);
    }
}

/// Position embeddings are fixed; everything else is learned.
bool isLearned(const std::string& name);

/// Name and shape of every tensor of an architecture.
struct TensorShape {
    std::string name;
    std::vector<std::int64_t> shape;
};
std::vector<TensorShape> tensorShapes(const ModelConfig& config);

/// The structure without tensors.
MaeWeights emptyWeights(const ModelConfig& config);

/// Published initialisation, drawn from (seed, Purpose::Weights): float32 on the CPU.
MaeWeights initialWeights(const ModelConfig& config, std::uint64_t seed);

/// The same weights in another type and on another device; position embeddings included. One tensor
/// at a time: given the only copy, both are never in memory whole.
MaeWeights converted(MaeWeights weights, at::ScalarType type, at::Device device);

} // namespace mae
