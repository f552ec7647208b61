// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_card.h"
#include "core/model/weights.h"

#include <vector>

namespace mae {

/// The head of a fine-tuned model or of a linear probe; undefined where there is none.
struct Classifier {
    LayerNorm fcNorm{};   ///< defined: the mean of the patch tokens is normed and classified
    Tensor runningMean{}; ///< [D] defined: the class token is batch-normalised first (no affine)
    Tensor runningVar{};  ///< [D]
    Linear head{};        ///< [K, D]

    bool exists() const { return head.weight.defined(); }
};

/// A model ready to be looked at: weights in the precision that is fastest here, and what pictures
/// have to be normalised with. An encoder alone has no decoder: config.decoderDepth is 0.
/// Owned by one thread.
struct Model {
    ModelCard card{};
    ModelConfig config{};
    std::vector<double> mean{0.485, 0.456, 0.406};
    std::vector<double> std{0.229, 0.224, 0.225};
    MaeWeights weights{};
    Classifier classifier{};
};

} // namespace mae
