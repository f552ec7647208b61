// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/model/weights.h"

namespace mae {

/// Multi-head self-attention for the tokens from @p firstQuery on; keys and values are all tokens.
/// Fused or written out, whichever was measured to be faster for the device and precision.
///
/// @param tokens  [B, T, D]
/// @param bias    [B or 1, heads, T, T] added before the softmax; may be undefined
/// @return        [B, T-firstQuery, D], projected
Tensor attention(const Block& block, const Tensor& tokens, int heads, std::int64_t firstQuery,
                 const Tensor& bias = {});

/// Where each token looks: the weights of the same attention. @return [B, heads, T, T], rows sum to
/// 1
Tensor attentionWeights(const Block& block, const Tensor& tokens, int heads,
                        const Tensor& bias = {});

/// The bias of BEiT's relative positions. @param table  Block::relativePositions of a grid
/// @return [1, heads, N+1, N+1], row by row behind the class token
Tensor relativeBias(const Tensor& table, int rows, int columns);

} // namespace mae
