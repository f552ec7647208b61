// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/model/weights.h"

#include <functional>

namespace mae {

/// A block as a function of its learned tensors and of the tokens that go into it.
using BlockFunction = std::function<Tensor(const Block& block, const Tensor& tokens)>;

/// compute(block, tokens), of which only the tokens are kept for the backward pass: there it is
/// computed again. Values and gradients have the same bits as without; no gradients for what some
/// encoders have besides (see forEachExtra()).
/// @param compute  must give the same result every time
Tensor recomputed(const Block& block, const Tensor& tokens, const BlockFunction& compute);

} // namespace mae
