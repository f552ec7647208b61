// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/masking/mask.h"
#include "core/model/weights.h"

#include <functional>

namespace mae {

/// Masks of a batch as the model reads them.
struct MaskIds {
    Tensor visible{}; ///< int64 [B, V]; patches the encoder sees, in encoder order
    Tensor hidden{};  ///< int64 [B, N-V]; the others, in the order the decoder appends them
};

/// One mask as a batch of one.
MaskIds toIds(const Mask& mask);

/// Noise as other programs give it: ascending stable argsort, the first V are visible.
/// @param noise  float [B, N]
MaskIds idsFromNoise(const Tensor& noise, std::int64_t visible);

/// What is kept of a block's inside for the backward pass.
enum class Activations {
    Keep,
    Recompute ///< nothing: it is computed again, which takes time and saves memory. Same bits
};

/// What the model computes, as functions of its weights. The arithmetic follows the weights' type.
/// Source: He et al. 2021, arXiv 2111.06377, sections 3 and A.1.

/// Runs the encoder on the visible patches only.
///
/// @param patches  [B, V, P*P*C] visible patches, (row, column, channel) order, in encoder order
/// @param visible  int64 [B, V], their places
/// @return         latent [B, V+1, D], normed if the encoder has a norm; token 0 is the class token
Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const Tensor& visible);

/// The same for a picture that is to be decoded. A model with mask tokens in the encoder takes them
/// in for the hidden patches, behind the visible ones: its latent is [B, N+1, D].
Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const MaskIds& ids, Activations activations = Activations::Keep);

/// Looks inside while a transformer runs: empty functions are not called.
struct Watcher {
    /// Tokens [B, T, D] before the first block (0), after each one (1 to depth), and normed, if
    /// there is a norm (depth + 1).
    std::function<void(int block, const Tensor& tokens)> tokens{};
    /// Weights of a block's attention, from 1: [B, heads, T, T], rows sum to 1.
    std::function<void(int block, const Tensor& weights)> attention{};
    int block = 0; ///< whose attention; 0: of every block
};
/// The same while @p watcher looks on. Tokens: the class token, then in encoder order.
Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const Tensor& visible, const Watcher& watcher);
Tensor encode(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
              const MaskIds& ids, const Watcher& watcher);

/// The tokens after the first @p blocks of the encoder, not normed. @return [B, V+1, D]
Tensor encodeBlocks(const ModelConfig& config, const MaeWeights& weights, const Tensor& patches,
                    const Tensor& visible, int blocks);

/// What encode() gives, and where the tokens look in the last block.
struct EncoderPass {
    Tensor tokens{};    ///< [B, V+1, D]
    Tensor attention{}; ///< [B, heads, V+1, V+1], rows sum to 1
};
EncoderPass encodeAndLook(const ModelConfig& config, const MaeWeights& weights,
                          const Tensor& patches, const Tensor& visible);

/// Runs the decoder and predicts the hidden patches only: the same numbers as for all patches, but
/// the last block's queries and MLP and the prediction are computed for hidden tokens alone.
///
/// @param latent  [B, V+1, D], or of a model with mask tokens in the encoder [B, N+1, D]
/// @return        [B, N-V, P*P*C], in the order of ids.hidden
Tensor decodeHidden(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                    const MaskIds& ids, Activations activations = Activations::Keep);

/// Predicts every patch. @return [B, N, P*P*C], row by row
Tensor decodeAll(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                 const MaskIds& ids, Activations activations = Activations::Keep);

/// The same while @p watcher looks on. Tokens: the class token, then as ids list them, visible ones
/// first.
Tensor decodeAll(const ModelConfig& config, const MaeWeights& weights, const Tensor& latent,
                 const MaskIds& ids, const Watcher& watcher);

/// Rows of @p table that @p ids name. @param table [B, N, K]; @param ids int64 [B, M]; @return [B,
/// M, K]
Tensor gatherRows(const Tensor& table, const Tensor& ids);

/// Mean squared error over the given patches, hidden ones or all. @param prediction, target [B, M,
/// P*P*C]; target in normalised pixels, float32. @return scalar, float32
Tensor maeLoss(const ModelConfig& config, const Tensor& prediction, const Tensor& target);

} // namespace mae
