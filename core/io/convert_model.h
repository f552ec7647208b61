// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/config/field.h"
#include "core/io/model_card.h"

#include <filesystem>
#include <string>

namespace mae {

/// Formats that a model can be written in.
enum class ModelFormat {
    Mae,         ///< our own safetensors file
    Official,    ///< the published script: a `.pth` (or a `.safetensors`, by its name)
    HuggingFace, ///< a folder for ViTMAEForPreTraining.from_pretrained()
    Timm,        ///< a safetensors file of the encoder for timm's VisionTransformer
};
template <> struct EnumNames<ModelFormat> {
    static constexpr std::array kNames{
        EnumName{"mae", "MAE Explorer"}, EnumName{"official", "Published script"},
        EnumName{"huggingface", "Hugging Face"}, EnumName{"timm", "timm"}};
};

enum class WeightType { Float32, Float16, BFloat16 };
template <> struct EnumNames<WeightType> {
    static constexpr std::array kNames{EnumName{"float32", "float32"},
                                       EnumName{"float16", "float16"},
                                       EnumName{"bfloat16", "bfloat16"}};
};

struct ConvertRequest {
    std::string input{}; ///< as for openModel()
    std::filesystem::path output{};
    ModelFormat format = ModelFormat::Mae;
    WeightType type = WeightType::Float32;
    ModelOverrides overrides{};
    std::string trainedOn{}; ///< empty: as the input says
    std::string licence{};   ///< empty: as the input says
};

/// Reads a model, writes it in another format. What stands at the output is replaced; each file
/// atomically. @return the number of values in the model; 0 if it was stopped, nothing is then
/// left behind
/// @throws Error(Io), Error(Format); Error(InvalidConfig) if heads or target must be given, or the
///         format can't hold the model; Error(Numerical) if a weight does not fit the type
std::int64_t convertModel(const ConvertRequest& request, const Progress& progress = {});

} // namespace mae
