// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/assemble_model.h"
#include "core/io/safetensors.h"
#include "core/model/model.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mae {

/// Opens a model for looking at: float32 on the CPU (see converted() for other types and devices).
/// Of a checkpoint with averaged weights it has those, unless an override says otherwise.
/// @param path  "bundled", a file, a Hugging Face folder, or a run folder (its newest checkpoint
/// that
///              verifies)
/// @throws Error(Io), Error(Format) with what is missing in plain words, or Error(InvalidConfig) if
///         an override (heads, target) is needed and was not given. Incomplete, and to be thrown
///         away, if @p progress was stopped
Model openModel(const std::string& path, const ModelOverrides& overrides = {},
                ModelUse use = ModelUse::Reconstruct, const Progress& progress = {});

/// The native file of interfaces.md: published names; metadata format, version, config, target,
/// licence, trained_on, checksum. @param type  of the weights in the file
/// @return false if @p progress was stopped; an old file is then untouched
bool saveModel(const std::filesystem::path& path, const Model& model, at::ScalarType type,
               const Progress& progress = {});

/// The weights under their published names, on the CPU, as they go into a file.
/// @param path  of that file, for messages
/// @throws Error(Numerical) if one is not finite in @p type
std::vector<NamedTensor> publishedTensors(const Model& model, at::ScalarType type,
                                          const std::filesystem::path& path);

/// Metadata that describe a model; also those of a training checkpoint.
std::map<std::string, std::string> modelMetadata(const Model& model);

/// The model in already read tensors, as its training goes on: tensors named `optimizer.*` and
/// `ema.*` are left alone. @param source  for messages and the card
Model modelFromTensors(const Safetensors& file, const std::string& source,
                       const ModelOverrides& overrides = {.average = false});

} // namespace mae
