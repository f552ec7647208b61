// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"
#include "core/masking/mask.h"
#include "core/model/model.h"

#include <span>

namespace mae {

/// The picture as the model sees its colours: itself for three channels, grey for one.
/// @throws Error(InvalidConfig) if the picture is empty or the model has other channels
Image asSeen(const Image& fitted, const Model& model);

/// The patches of a fitted picture in normalised pixels, as the model reads them.
/// @return  [N, P*P*C], float32 on the CPU
Tensor patchesOf(const Image& seen, const Model& model);

/// @throws Error(InvalidConfig) unless the mask is one of a picture of @p grid: every patch once,
/// at least one visible
void requireFits(const Mask& mask, PatchGrid grid);

/// The weights for pictures of a grid: positions are interpolated if it is not the model's.
/// @throws Error(InvalidConfig) for another grid if the encoder has relative positions
MaeWeights weightsFor(const Model& model, PatchGrid grid);

/// How many masks of one size to give to predictedPatches() together: as many as gain speed, and
/// few enough for about 0.1 s on a CPU. @return 1 to 16
int masksAtOnce(const ModelConfig& config, PatchGrid grid);

/// Runs the model for several masks that see equally many patches, in inference
/// mode, in the precision and on the device of the weights.
///
/// @param patches     [N, P*P*C] of patchesOf(), or [B, N, P*P*C]: one picture for each mask
/// @param masks       B of one grid, which may differ from the model's: positions are interpolated
/// @param everything  predict the visible patches too; otherwise their rows are zero
/// @return            [B, N, P*P*C], row by row, float32 on the CPU
Tensor predictedPatches(const Model& model, const Tensor& patches, std::span<const Mask> masks,
                        bool everything);

} // namespace mae
