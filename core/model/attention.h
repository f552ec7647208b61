// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/model/weights.h"

namespace mae {

/// Multi-head self-attention for the tokens from @p firstQuery on; keys and values are all tokens.
/// Fused or written out, whichever was measured to be faster for the device and precision.
///
/// @param tokens  [B, T, D]
/// @return        [B, T-firstQuery, D], projected
Tensor attention(const Block& block, const Tensor& tokens, int heads, std::int64_t firstQuery);

} // namespace mae
