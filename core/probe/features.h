// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/config/field.h"
#include "core/masking/mask.h"
#include "core/model/model.h"

namespace mae {

/// What stands for a picture.
enum class Pool {
    Class, ///< the class token
    Mean,  ///< the mean of the patch tokens
    All    ///< all tokens: the class token, then the patches row by row
};
template <> struct EnumNames<Pool> {
    static constexpr std::array kNames{EnumName{"cls", "Class token"},
                                       EnumName{"mean", "Mean of the patches"},
                                       EnumName{"all", "All tokens"}};
};

/// What the encoder makes of whole pictures: no patch is hidden. In inference mode, in the
/// precision and on the device of the weights. A classifier that norms the mean of the patches
/// (`fc_norm`) does so here too; other encoders norm the tokens first.
///
/// @param patches  [B, N, P*P*C] of patchesOf(), row by row
/// @param grid     of the patches; positions are interpolated if it is not the model's
/// @param block    after how many blocks, 1 to depth; fewer than all: tokens as they are, not
/// normed
/// @return         [B, D], or [B, N+1, D] with Pool::All; float32 on the CPU
/// @throws Error(InvalidConfig) for another grid if the encoder has relative positions, or if there
///         is no such block
Tensor features(const Model& model, const Tensor& patches, PatchGrid grid, Pool pool, int block);
Tensor features(const Model& model, const Tensor& patches, PatchGrid grid, Pool pool);

/// What the classifier of a fine-tuned model or a linear probe says. @return [B, K], float32, CPU
/// @throws Error(InvalidConfig) if the model has none
Tensor logits(const Model& model, const Tensor& patches, PatchGrid grid);

} // namespace mae
