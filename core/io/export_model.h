// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace mae {

/// Formats of other programs that a model can be written in.
enum class ExportFormat : std::uint8_t {
    Official,    ///< the published training script: a `.pth` (or a `.safetensors`, by its name)
    HuggingFace, ///< a folder for ViTMAEForPreTraining.from_pretrained()
    Timm,        ///< a safetensors file of the encoder for timm's VisionTransformer
};

/// Writes @p model. @param type  of the weights in the file. @param path  a file, or the folder to
/// make. @throws Error(Io); Error(Numerical) if a weight is not finite in that type;
/// Error(InvalidConfig) if the format can't hold it
void exportModel(const std::filesystem::path& path, const Model& model, ExportFormat format,
                 at::ScalarType type);

} // namespace mae
