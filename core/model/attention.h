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

/// Rows of a table of relative positions for each pair of tokens of a grid, row by row behind the
/// class token. @return int64 [(N+1)*(N+1)], CPU
Tensor relativeIndex(int rows, int columns);

/// The bias of BEiT's relative positions. @param table  Block::relativePositions
/// @param index  of relativeIndex(), on the table's device. @return [1, heads, N+1, N+1]
Tensor relativeBias(const Tensor& table, const Tensor& index);

} // namespace mae
