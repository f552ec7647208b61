// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/number.h"
#include "core/io/model_file.h"
#include "core/io/published_weights.h"
#include "core/io/safetensors.h"
#include "core/io/torch_writer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/matmul.h>
#include <nlohmann/json.hpp>
#include <stdlib.h> // NOLINT: mkdtemp() is POSIX

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <string_view>
#include <system_error>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::vector<NamedTensor> huggingFaceTensors(const std::vector<NamedTensor>& published,
                                            bool hasDecoder) {
    const auto& scheme = *std::ranges::find(namingSchemes(), std::string_view("version 4"),
                                            &NamingScheme::layout); // which all versions read
    std::vector<NamedTensor> tensors;
    for (const auto& [name, tensor] : published) {
        const auto names = fromPublished(scheme, name);
        const auto parts = tensor.chunk(static_cast<std::int64_t>(names.size()), 0);
        for (std::size_t i = 0; i < names.size(); ++i) { // query, key, value
            // An encoder alone is the base model, whose names have no prefix.
            const bool base = !hasDecoder && names[i].starts_with("vit.");
            tensors.push_back({base ? names[i].substr(4) : names[i], parts[i].contiguous()});
        }
    }
    return tensors;
}

const char* nameOf(at::ScalarType type) {
    return type == at::kHalf ? "float16" : type == at::kBFloat16 ? "bfloat16" : "float32";
}

Json huggingFaceConfig(const ModelConfig& config, at::ScalarType type) {
    const bool decoder = config.decoderDepth > 0;
    Json json{{"architectures", {decoder ? "ViTMAEForPreTraining" : "ViTMAEModel"}},
              {"model_type", "vit_mae"},
              {"image_size", config.imageSize},
              {"patch_size", config.patchSize},
              {"num_channels", config.channels},
              {"hidden_size", config.width},
              {"num_hidden_layers", config.depth},
              {"num_attention_heads", config.heads},
              {"intermediate_size", 4 * config.width},
              {"hidden_act", "gelu"},
              {"layer_norm_eps", config.layerNormEps},
              {"qkv_bias", true},
              {"mask_ratio", 0.75},
              {"torch_dtype", nameOf(type)}};
    if (decoder) {
        json["decoder_hidden_size"] = config.decoderWidth;
        json["decoder_num_hidden_layers"] = config.decoderDepth;
        json["decoder_num_attention_heads"] = config.decoderHeads;
        json["decoder_intermediate_size"] = 4 * config.decoderWidth;
        json["norm_pix_loss"] = config.target == Target::Normalised;
    }
    return json;
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

/// Writes the files beside the folder first, so that a full disk or a stop leaves it as it was.
bool writeHuggingFace(const fs::path& folder, const Model& model, at::ScalarType type,
                      const Progress& progress) {
    const auto tensors =
        huggingFaceTensors(publishedTensors(model, type, folder), model.weights.hasDecoder());
    const auto absolute = fs::absolute(folder).lexically_normal();
    const auto target = absolute.has_filename() ? absolute : absolute.parent_path();
    auto name = (target.parent_path() / ".mae-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw Error(ErrorKind::Io, "Could not make a folder beside '" + folder.string()
                                       + "': " + std::generic_category().message(errno) + ".");
    }
    const fs::path made(name);
    std::error_code code;
    try {
        if (!writeSafetensors(made / "model.safetensors", tensors, {{"format", "pt"}}, progress)) {
            fs::remove_all(made, code);
            return false;
        }
        writeFileAtomically(made / "preprocessor_config.json",
                            preprocessorConfig(model).dump(2) + "\n");
        writeFileAtomically(made / "config.json",
                            huggingFaceConfig(model.config, type).dump(2) + "\n");
        fs::permissions(made, fs::perms(0755));
        if (!fs::exists(target)) {
            fs::rename(made, target);
            return true;
        }
        for (const char* file : {"model.safetensors", "preprocessor_config.json", "config.json"}) {
            fs::rename(made / file, target / file);
        }
    } catch (...) {
        fs::remove_all(made, code);
        throw;
    }
    fs::remove_all(made, code);
    return true;
}

/// BEiT's own names, which timm has taken over: no bias of the key.
std::vector<NamedTensor> beitTensors(const std::vector<NamedTensor>& published) {
    const auto& scheme =
        *std::ranges::find(namingSchemes(), std::string_view("beit"), &NamingScheme::id);
    std::vector<NamedTensor> tensors;
    for (const auto& [name, tensor] : published) {
        const auto names = fromPublished(scheme, name);
        if (names.size() == 1) {
            tensors.push_back({names[0], tensor});
        } else if (names.size() == 2) {
            const auto parts = tensor.chunk(3, 0);
            tensors.push_back({names[0], parts[0].contiguous()});
            tensors.push_back({names[1], parts[2].contiguous()});
        }
    }
    return tensors;
}

/// @throws Error(InvalidConfig) if the program behind the format has no place for a part
void requireFits(const Model& model, ModelFormat format, const fs::path& path) {
    const auto refuse = [&path](const std::string& why) {
        throw Error(ErrorKind::InvalidConfig,
                    "'" + path.string() + "' was not written: " + why + ".");
    };
    const bool safetensors = format == ModelFormat::Mae || format == ModelFormat::Timm;
    const auto suffix = path.extension().string();
    if (safetensors && (suffix == ".pth" || suffix == ".pt" || suffix == ".bin")) {
        refuse(
            "what the format " + std::string(idOf(format))
            + " writes is a safetensors file, which readers of " + suffix
            + " files can't open. End its name with .safetensors, or choose the format official");
    }
    std::error_code ignored;
    if (format == ModelFormat::HuggingFace && fs::is_regular_file(path, ignored)) {
        refuse("it is a file, and this format is a folder. Name a folder");
    }
    const auto& weights = model.weights;
    const bool extra = std::ranges::any_of(weights.blocks, [](const Block& block) {
        return block.relativePositions.defined() || block.scale1.defined();
    });
    if (extra && (format == ModelFormat::Official || format == ModelFormat::HuggingFace)) {
        refuse("the vision transformer of that program has neither relative positions nor scaled "
               "branches, as this encoder has. Choose the format timm or mae");
    }
    if (model.config.maskTokensInEncoder && model.weights.hasDecoder()
        && (format == ModelFormat::Official || format == ModelFormat::HuggingFace)) {
        refuse("that program has no encoder with mask tokens, as this model has. Choose the format "
               "mae, or timm for the encoder alone");
    }
    const bool classifier = model.classifier.exists() || model.classifier.fcNorm.weight.defined()
                            || !weights.norm.weight.defined();
    if (classifier && format == ModelFormat::HuggingFace) {
        refuse("the masked autoencoder of that program has no place for a classifier, as this "
               "model has. Choose the format official, timm or mae");
    }
}

/// What the file can't say is computed otherwise by whoever reads it.
void warnOfLosses(const Model& model, ModelFormat format, const fs::path& path) {
    constexpr double kUsual = 1e-6;
    const bool says = format == ModelFormat::Mae || format == ModelFormat::HuggingFace;
    if (!says && std::abs(model.config.layerNormEps - kUsual) > 1e-9) {
        log(LogLevel::Warning, "'" + path.string()
                                   + "' can't hold the model's LayerNorm epsilon of "
                                   + toText(model.config.layerNormEps)
                                   + ": give it to the program that reads the file, which takes "
                                     "1e-06.");
    }
}

/// timm's classifiers have no batch normalisation: the linear probe's is folded into its layer.
Model withPlainHead(Model model) {
    constexpr double kProbeEps = 1e-6;
    auto& classifier = model.classifier;
    if (classifier.runningMean.defined()) {
        const auto scale = 1 / (classifier.runningVar + kProbeEps).sqrt();
        auto& head = classifier.head;
        head.bias = head.bias - at::matmul(head.weight, classifier.runningMean * scale);
        head.weight = head.weight * scale;
        classifier.runningMean = classifier.runningVar = Tensor();
    }
    return model;
}

} // namespace

bool exportModel(const fs::path& path, const Model& model, ModelFormat format, at::ScalarType type,
                 const Progress& progress) {
    requireFits(model, format, path);
    warnOfLosses(model, format, path);
    if (format == ModelFormat::HuggingFace) {
        return writeHuggingFace(path, model, type, progress);
    }
    if (format == ModelFormat::Mae) {
        return saveModel(path, model, type, progress);
    }
    auto tensors =
        publishedTensors(format == ModelFormat::Timm ? withPlainHead(model) : model, type, path);
    if (format == ModelFormat::Timm) {
        std::erase_if(tensors, [](const NamedTensor& named) {
            return named.name.starts_with("decoder") || named.name == "mask_token";
        });
        const bool beit = model.weights.blocks.front().relativePositions.defined();
        return writeSafetensors(path, beit ? beitTensors(tensors) : tensors, {{"format", "pt"}},
                                progress);
    }
    return path.extension() == ".safetensors"
               ? writeSafetensors(path, tensors, {{"format", "pt"}}, progress)
               : writeTorchFile(path, tensors, progress);
}

} // namespace mae
