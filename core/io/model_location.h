// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/huggingface.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mae {

/// The files behind what somebody called a model.
struct ModelLocation {
    enum class Kind { Bundled, File, HuggingFace, Run };
    Kind kind = Kind::File;
    std::filesystem::path path{};
    HuggingFaceWeights weights{};                     ///< Kind::HuggingFace
    std::vector<std::filesystem::path> checkpoints{}; ///< Kind::Run; newest first, at least one
};

/// @throws Error(Io) if there is nothing; Error(Format) if it is something else, with what to do
ModelLocation locateModel(const std::string& path);

} // namespace mae
