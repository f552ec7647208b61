// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/config/model_config.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// What a file or what lies beside it says about its model; nothing where it does not say.
struct ModelHints {
    std::optional<int> heads{};
    std::optional<int> decoderHeads{};
    std::optional<Target> target{};
    std::optional<double> layerNormEps{};
    std::optional<ModelConfig> sizes{}; ///< for comparison with what the tensors' shapes say
    std::vector<double> mean{};         ///< empty: not said
    std::vector<double> std{};
    std::string trainedOn{};
    std::string licence{};
    bool own = false; ///< written by this program
};

/// What the metadata of a file say. @throws Error(Format) with @p file
ModelHints hintsFromMetadata(const std::map<std::string, std::string>& metadata,
                             const std::string& file);

/// "pixels" or "normalised". @throws Error(kind) with @p file for anything else
Target targetFromText(const std::string& text, ErrorKind kind, const std::string& file);

} // namespace mae
