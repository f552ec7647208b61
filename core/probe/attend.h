// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/attention_maps.h"

namespace mae {

/// Where tokens look in one block, or over all of them.
///
/// Rollout (Abnar and Zuidema 2020): the mean of the heads of every block plus the identity, rows
/// normed, multiplied from the first block to the last.
///
/// @param fitted  see fittedPicture()
/// @param mask    what the encoder sees; may hide nothing
/// @param block   from 1; 0: rollout
/// @throws Error(InvalidConfig) if there is no such block, the model has no decoder but one is
///         asked for, or the mask does not fit
AttentionMaps attentionMaps(const Model& model, const Image& fitted, const Mask& mask,
                            AttentionPart part, int block);

} // namespace mae
