// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_card.h"

#include <filesystem>
#include <string>

namespace mae {

/// `mae parity forward`: reads imgs [B, C, H, W] and noise [B, N], writes latent, pred, mask,
/// ids_restore, loss, patch_loss and, if asked for, grad.NAME. Always float32 on the CPU.
struct ParityForward {
    std::string model{};
    ModelOverrides overrides{};
    std::filesystem::path input{};
    std::filesystem::path output{};
    double maskRatio = 0.75;
    bool normPix = false;
    bool gradients = false;
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
