// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/weights.h"

#include <cstdint>
#include <vector>

namespace mae {

/// A fully connected layer, x W^T + b, as it was read or as readyToLook() laid it out; the latter
/// records no gradients.
/// @param x  [..., in], of the layer's type and device. @return [..., out]
Tensor linear(const Linear& layer, const Tensor& x);

/// gelu(linear(layer, x)), in one pass over the values where the layer is laid out for it.
Tensor linearGelu(const Linear& layer, const Tensor& x);

/// other + linear(layer, x), in one pass over the values where the layer is laid out for it.
/// @param other  [..., out]
Tensor linearAdd(const Linear& layer, const Tensor& x, const Tensor& other);

/// The output features [first, first + count) of linear(layer, x).
Tensor linearPart(const Linear& layer, const Tensor& x, std::int64_t first, std::int64_t count);

/// The weights for looking at pictures, in @p type on @p device. bfloat16 on a CPU: the matrices of
/// the blocks lie as its kernels read them, so that no call lays them out anew, which takes as long
/// as the product itself when there are few tokens. Such matrices serve linear() only, and can't be
/// saved. One tensor at a time: given the only copy, both are never in memory whole.
MaeWeights readyToLook(MaeWeights weights, at::ScalarType type, at::Device device);

/// The embedding of patches, whose published weight is a convolution's [D, C, P, P], as a layer for
/// patches in (row, column, channel) order: [D, P*P*C]. A layer already after readyToLook().
Linear asLayer(const Linear& patchEmbed);

/// Tokens of zeros behind the others, so many that no layer of the @p blocks has to make its own
/// room; attention() has to be told how many are real. @param tokens  [B, T, D]
Tensor roundedTokens(const std::vector<Block>& blocks, const Tensor& tokens);

/// Lets the machine make what it needs for any number of visible patches, a fifth of a second for
/// ViT-B: for a window, whose first move of the slider would wait for it otherwise.
void makeKernels(const MaeWeights& weights);

} // namespace mae
