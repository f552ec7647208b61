// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/config/model_config.h"

#include <optional>

namespace mae {

/// What a trained decoder predicts, from its last layer. Pictures are mostly of one colour within a
/// patch, so a decoder of pixels has learned above all to move all values of a patch together. One
/// of normalised pixels never does, for their mean is zero; it has learned gradients instead. Empty
/// if neither stands out: hardly trained, or not at all.
/// @param weight  decoder_pred.weight [P*P*C, D]
std::optional<Target> guessTarget(const Tensor& weight, int patchSize, int channels);

} // namespace mae
