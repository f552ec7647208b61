// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/model_file.h"
#include "core/io/published_weights.h"
#include "core/io/safetensors.h"
#include "core/io/torch_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <system_error>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::vector<NamedTensor> huggingFaceTensors(const std::vector<NamedTensor>& published) {
    const auto& scheme = *std::ranges::find(namingSchemes(), std::string_view("version 4"),
                                            &NamingScheme::layout); // which all versions read
    std::vector<NamedTensor> tensors;
    for (const auto& [name, tensor] : published) {
        const auto names = fromPublished(scheme, name);
        const auto parts = tensor.chunk(static_cast<std::int64_t>(names.size()), 0);
        for (std::size_t i = 0; i < names.size(); ++i) { // query, key, value
            tensors.push_back({names[i], parts[i].contiguous()});
        }
    }
    return tensors;
}

const char* nameOf(at::ScalarType type) {
    return type == at::kHalf ? "float16" : type == at::kBFloat16 ? "bfloat16" : "float32";
}

Json huggingFaceConfig(const ModelConfig& config, at::ScalarType type) {
    return {{"architectures", {"ViTMAEForPreTraining"}},
            {"model_type", "vit_mae"},
            {"image_size", config.imageSize},
            {"patch_size", config.patchSize},
            {"num_channels", config.channels},
            {"hidden_size", config.width},
            {"num_hidden_layers", config.depth},
            {"num_attention_heads", config.heads},
            {"intermediate_size", 4 * config.width},
            {"decoder_hidden_size", config.decoderWidth},
            {"decoder_num_hidden_layers", config.decoderDepth},
            {"decoder_num_attention_heads", config.decoderHeads},
            {"decoder_intermediate_size", 4 * config.decoderWidth},
            {"hidden_act", "gelu"},
            {"layer_norm_eps", config.layerNormEps},
            {"qkv_bias", true},
            {"mask_ratio", 0.75},
            {"norm_pix_loss", config.target == Target::Normalised},
            {"torch_dtype", nameOf(type)}};
}

Json preprocessorConfig(const Model& model) {
    constexpr int kBicubic = 3;
    return {{"image_processor_type", "ViTImageProcessor"},
            {"do_resize", true},
            {"size", {{"height", model.config.imageSize}, {"width", model.config.imageSize}}},
            {"resample", kBicubic},
            {"do_rescale", true},
            {"rescale_factor", 1 / 255.0},
            {"do_normalize", true},
            {"image_mean", model.mean},
            {"image_std", model.std}};
}

void writeHuggingFace(const fs::path& folder, const Model& model, at::ScalarType type) {
    const auto tensors = huggingFaceTensors(publishedTensors(model, type, folder));
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) {
        throw Error(ErrorKind::Io,
                    "Could not make the folder '" + folder.string() + "': " + code.message() + ".");
    }
    writeSafetensors(folder / "model.safetensors", tensors, {{"format", "pt"}});
    writeFileAtomically(folder / "preprocessor_config.json",
                        preprocessorConfig(model).dump(2) + "\n");
    writeFileAtomically(folder / "config.json",
                        huggingFaceConfig(model.config, type).dump(2) + "\n");
}

} // namespace

void exportModel(const fs::path& path, const Model& model, ExportFormat format,
                 at::ScalarType type) {
    if (format == ExportFormat::HuggingFace) {
        writeHuggingFace(path, model, type);
        return;
    }
    auto tensors = publishedTensors(model, type, path);
    if (format == ExportFormat::Timm) {
        std::erase_if(tensors, [](const NamedTensor& named) {
            return named.name.starts_with("decoder") || named.name == "mask_token";
        });
        writeSafetensors(path, tensors, {{"format", "pt"}});
    } else if (path.extension() == ".safetensors") {
        writeSafetensors(path, tensors, {{"format", "pt"}});
    } else {
        writeTorchFile(path, tensors);
    }
}

} // namespace mae
