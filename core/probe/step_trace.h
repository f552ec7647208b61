// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"
#include "core/masking/mask_spec.h"
#include "core/probe/reconstruction.h"

#include <cstdint>
#include <vector>

namespace mae {

/// Some numbers of one token or patch: the first few, and how they spread.
struct TokenSample {
    int patch = 0;              ///< number of the patch; -1: the class token
    std::vector<float> first{}; ///< the first values, at most kTraceValues
    float smallest = 0;
    float largest = 0;
    float mean = 0;
};
inline constexpr int kTraceValues = 12;

/// The real values of every step from a picture to its reconstruction, for showing how it works.
/// Immutable once published; share it freely. Patches row by row; "order" is ascending noise.
struct StepTrace {
    ModelConfig config{};
    Reconstruction result{};    ///< as the other views show it
    bool drawn = true;          ///< by noise; false: painted, then noise holds 0 (visible) and 1
    std::vector<float> noise{}; ///< [N] what patches are sorted by
    std::vector<std::int32_t>
        order{};     ///< [N] patch numbers by ascending noise; the first V are kept
    int visible = 0; ///< V
    std::vector<TokenSample> patches{};  ///< [N] numbers of each patch, normalised pixels
    std::vector<TokenSample> embedded{}; ///< [V+1] class token first: encoder input
    std::vector<TokenSample> encoded{};  ///< [V+1] encoder output
    TokenSample maskToken{};
    std::vector<TokenSample> decoderInput{};  ///< [N+1] unsorted: class token, then row by row
    std::vector<TokenSample> decoderOutput{}; ///< [N+1]
    std::vector<TokenSample> predicted{};     ///< [N] numbers of each predicted patch
    /// [tokens] length of each token after each encoder block, V+1 a block, for a picture of it
    std::vector<std::vector<float>> encoderNorms{};
    Image predictedPixels{}; ///< everything that the model puts out, nothing pasted
};

} // namespace mae
