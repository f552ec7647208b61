// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_card.h"
#include "core/model/weights.h"

#include <vector>

namespace mae {

/// A model ready to be looked at: weights in the precision that is fastest here, and what pictures
/// have to be normalised with. Owned by one thread.
struct Model {
    ModelCard card{};
    ModelConfig config{};
    std::vector<double> mean{0.485, 0.456, 0.406};
    std::vector<double> std{0.229, 0.224, 0.225};
    MaeWeights weights{};
};

} // namespace mae
