// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/weights.h"

namespace mae {

/// Whether blockStep() can take this block: on the CPU, in float32 or bfloat16, with the tensors of
/// a masked autoencoder and no others, while gradients are recorded.
bool canStep(const Block& block, const Tensor& tokens);

/// A pre-norm transformer block for training on the CPU: the forward and the backward pass written
/// out, with one pass over the memory for all that lies between two matrix products. A training
/// step of a small model takes a fifth to a half less time than with an operator for each, of which
/// most goes through memory for a single addition. Equal to the block made of operators within
/// rounding; the same bits for the same input and number of threads. Can be differentiated once.
/// @param tokens  [B, T, D]. @return [B, T, D]
Tensor blockStep(const Block& block, const Tensor& tokens, int heads, double eps);

} // namespace mae
