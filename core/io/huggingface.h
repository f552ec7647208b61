// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_layout.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mae {

/// What config.json and preprocessor_config.json of a Hugging Face folder say.
struct HuggingFaceSettings {
    ModelHints hints{};
    std::map<std::string, std::string> arguments{}; ///< plain values, for a report
};
/// Absent files mean that program's defaults. @throws Error(Io), Error(Format)
HuggingFaceSettings readHuggingFaceSettings(const std::filesystem::path& folder);

/// What config.json of a folder says that timm has saved: mean and standard deviation; its other
/// values are arguments. @throws Error(Io), Error(Format)
HuggingFaceSettings readTimmSettings(const std::filesystem::path& folder);

/// The weight files of a folder: model.safetensors or pytorch_model.bin, or the shards that
/// the index of one of them names. Empty if it has none. @throws Error(Io), Error(Format)
struct HuggingFaceWeights {
    std::vector<std::filesystem::path> files{};
    std::map<std::string, std::filesystem::path> places{}; ///< by tensor; empty without an index
};
HuggingFaceWeights huggingFaceWeights(const std::filesystem::path& folder);

} // namespace mae
