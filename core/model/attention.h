// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/model/weights.h"

#include <cstdint>

namespace mae {

/// Which tokens take part in attention(), and how.
struct AttentionSpan {
    std::int64_t firstQuery = 0; ///< tokens before it are looked at, but don't look
    std::int64_t keys = 0;       ///< only the first ones are looked at; 0: all
    Tensor bias{}; ///< [B or 1, heads, T, T] added before the softmax; may be undefined
};

/// Multi-head self-attention before its projection. Fused or written out, whichever was measured to
/// be faster for the device and precision.
/// @param tokens  [B, T, D]. @return [B, T-firstQuery, D]
Tensor attention(const Block& block, const Tensor& tokens, int heads,
                 const AttentionSpan& span = {});

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
