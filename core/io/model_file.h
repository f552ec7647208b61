// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"
#include "core/model/model.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mae {

/// Opens a model for looking at: float32 on the CPU (see converted() for other types and devices).
/// @param path  "bundled", a safetensors file, a Hugging Face folder, or a run folder (its newest
///              checkpoint that verifies)
/// @throws Error(Io), Error(Format) with what is missing in plain words, or Error(InvalidConfig) if
///         an override (heads, target) is needed and was not given
Model openModel(const std::string& path, const ModelOverrides& overrides = {});

/// The native file of interfaces.md: published names; metadata format, version, config, target,
/// licence, trained_on, checksum. @param type  of the weights in the file
void saveModel(const std::filesystem::path& path, const Model& model, at::ScalarType type);

/// The weights under their published names, on the CPU, as they go into a file.
/// @param path  of that file, for messages
/// @throws Error(Numerical) if one is not finite in @p type
std::vector<NamedTensor> publishedTensors(const Model& model, at::ScalarType type,
                                          const std::filesystem::path& path);

/// Metadata that describe a model; also those of a training checkpoint.
std::map<std::string, std::string> modelMetadata(const Model& model);

/// The model in already read tensors; tensors named `optimizer.*` are left alone.
/// @param source  for messages and the card
Model modelFromTensors(const Safetensors& file, const std::string& source,
                       const ModelOverrides& overrides = {});

/// What `mae inspect` reports: as the fields of its JSON.
struct ModelReport {
    std::string kind{};   ///< "masked autoencoder", "encoder", "training checkpoint", "unknown"
    std::string scheme{}; ///< "published", "huggingface", "timm", "unknown"
    bool hasArchitecture = false;
    ModelConfig config{}; ///< if hasArchitecture; heads 0 where nobody can tell
    std::string target{}; ///< "pixels", "normalised" or "unknown"
    struct TensorInfo {
        std::string name{};
        std::vector<std::int64_t> shape{};
        std::string dtype{};
    };
    std::vector<TensorInfo> tensors{};
    std::vector<std::string> missing{};
    std::vector<std::string> unexpected{};
    std::map<std::string, std::string> arguments{}; ///< settings and metadata found in the file
    std::string licence{};
};

/// Describes a file or folder without building a model. @throws Error(Io) or Error(Format)
ModelReport inspectModel(const std::string& path);

} // namespace mae
