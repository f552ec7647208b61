// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"
#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/reconstruction.h"

namespace mae {

/// What is shown and measured of a prediction, however it was computed.
/// @param seen       of asSeen()
/// @param mask       fits the picture
/// @param predicted  [N, P*P*C]; rows of visible patches matter only if they are not pasted
/// @param patches    [N, P*P*C] of patchesOf()
Reconstruction reconstructionOf(const Model& model, Image seen, const Mask& mask,
                                const Tensor& predicted, const Tensor& patches,
                                const DisplayOptions& display);

} // namespace mae
