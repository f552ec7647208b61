// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_hints.h"
#include "core/io/model_location.h"
#include "core/io/weight_reader.h"

#include <map>
#include <string>

namespace mae {

/// The opened files of a model, and what they and what lies beside them say about it.
struct ModelSource {
    WeightReader reader;
    ModelHints hints{};
    std::map<std::string, std::string> arguments{}; ///< settings and metadata, for a report
    std::string name{}; ///< the path that was given, or the checkpoint of a run; for messages
};

/// Opens a file, a Hugging Face folder or "bundled". @throws Error(Io), Error(Format)
ModelSource openSource(const ModelLocation& location);

/// A file by its path; the settings of a Hugging Face folder may lie beside it.
ModelSource openSource(const std::filesystem::path& file);

/// Tensors that have been read already.
ModelSource sourceOf(const Safetensors& tensors, const std::string& name);

} // namespace mae
