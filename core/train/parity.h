// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/field.h"
#include "core/io/model_card.h"

#include <filesystem>
#include <string>

namespace mae {

/// What the decoder's table of positions becomes for pictures of another grid than the model's.
enum class DecoderPositions {
    TwoDimensional, ///< resampled on the grid, as the encoder's
    OneDimensional  ///< as Hugging Face does it: resizedPositionsInOneDimension()
};
template <> struct EnumNames<DecoderPositions> {
    static constexpr std::array kNames{EnumName{"2d", "On the grid"},
                                       EnumName{"1d", "Along the patch number"}};
};

/// `mae parity forward`: reads imgs [B, C, H, W] and noise [B, N], writes latent, pred, mask,
/// ids_restore, loss, patch_loss and, if asked for, grad.NAME; of an encoder alone latent, mask and
/// ids_restore, and at ratio 0 the logits of its classifier. Always float32 on the CPU.
///
/// Of N patches int(N * (1 - maskRatio)) stay visible, as in the published code: none if that is
/// 0. Where none is hidden the loss is 0/0, NaN, and so is every gradient but the mask token's,
/// which then takes no part.
struct ParityForward {
    std::string model{};
    ModelOverrides overrides{};
    std::filesystem::path input{};
    std::filesystem::path output{};
    double maskRatio = 0.75; ///< 0 to 1
    bool normPix = false;
    bool gradients = false;
    DecoderPositions decoderPositions = DecoderPositions::TwoDimensional;
};
/// @throws Error naming what does not fit
void parityForward(const ParityForward& request);

/// `mae parity training`: trains on given batches imgs [S, B, C, H, W] and noise [S, B, N] by the
/// JSON of interfaces.md; writes loss [S], lr [S] and the final weights.
struct ParityTraining {
    std::string model{};
    ModelOverrides overrides{};
    std::filesystem::path input{};
    std::filesystem::path config{};
    std::filesystem::path output{};
};
/// @throws Error naming what does not fit
void parityTraining(const ParityTraining& request);

} // namespace mae
