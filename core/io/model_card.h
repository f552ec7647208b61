// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"

#include <cstdint>
#include <string>

namespace mae {

/// What is known about a model, for people.
struct ModelCard {
    std::string name{};   ///< "Bundled model", or the file's name
    std::string source{}; ///< path, or "bundled", or the run's folder
    ModelConfig config{};
    std::int64_t parameters = 0;
    std::string trainedOn{};  ///< empty: unknown
    std::string licence{};    ///< empty: unknown
    bool targetKnown = true;  ///< by the file; false: it can be switched
    bool reconstructs = true; ///< false: an encoder, for features and attention only
    int classes = 0;          ///< of its classifier; 0: it has none
    bool bfloat16 = false;    ///< the precision it is looked at with; else float32
};

/// For files that do not say: 0 or empty means "take it from the file".
struct ModelOverrides {
    int heads = 0;
    int decoderHeads = 0;
    std::string target{}; ///< "pixels", "normalised" or empty
    bool average = true;  ///< of a checkpoint that has averaged weights (train.ema) take those

    bool operator==(const ModelOverrides&) const = default;
};

} // namespace mae
