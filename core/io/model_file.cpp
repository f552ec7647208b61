// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/config/config_json.h"
#include "core/io/bundled.h"
#include "core/io/huggingface.h"
#include "core/io/model_layout.h"
#include "core/io/model_location.h"
#include "core/io/safetensors_format.h"
#include "core/io/weight_file.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/sum.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

/// "a, b, c and 4 more"
std::string listed(const std::vector<std::string>& names, bool quote) {
    constexpr std::size_t kShown = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        text += (i > 0 ? ", " : "") + (quote ? printable(names[i]) : names[i]);
    }
    return names.size() > kShown ? text + " and " + std::to_string(names.size() - kShown) + " more"
                                 : text;
}

std::vector<TensorHeader> headersOf(const Safetensors& file) {
    std::vector<TensorHeader> headers;
    headers.reserve(file.tensors.size());
    for (const auto& [name, tensor] : file.tensors) {
        headers.push_back({name, tensor.sizes().vec()});
    }
    return headers;
}

/// @throws Error(Format) unless every tensor of a masked autoencoder is there, and no other.
void requireWhole(const ModelLayout& layout, const std::string& file) {
    const auto refuse = [&file](const std::string& reason) {
        throw Error(ErrorKind::Format, "'" + file + "' " + reason + ".");
    };
    if (!layout.hasEncoder && !layout.hasDecoder) {
        refuse("holds no masked autoencoder: none of its tensors has a known name");
    }
    if (layout.hasEncoder && !layout.hasDecoder) {
        refuse("holds an encoder without a decoder: it can't reconstruct pictures. Use a file with "
               "both (published ones are called mae_visualize_… or …_full)");
    }
    if (!layout.problem.empty()) {
        refuse("can't be opened: " + layout.problem);
    }
    if (!layout.missing.empty()) {
        refuse("is not whole: it lacks " + listed(layout.missing, true));
    }
    if (!layout.wrongShapes.empty()) {
        refuse("does not fit together: " + listed(layout.wrongShapes, false));
    }
    if (!layout.names.unexpected.empty()) {
        refuse("holds tensors that a masked autoencoder does not have: "
               + listed(layout.names.unexpected, true));
    }
}

bool isFinite(const Tensor& tensor) {
    // A sum is finite only if all its terms are; the rare finite tensor with a sum beyond float's
    // range is looked at value by value.
    return std::isfinite(at::sum(tensor).item<float>()) || at::isfinite(tensor).all().item<bool>();
}

/// A published tensor as float32; the thirds of `attn.qkv` put together. @param copy  never share
/// the file's buffer: it would be kept in memory whole, optimizer and all
Tensor assembled(const Safetensors& file, const std::vector<NameMap::Source>& sources, bool copy,
                 const std::string& source) {
    std::vector<Tensor> parts;
    parts.reserve(sources.size());
    for (const auto& [index, part] : sources) {
        const auto& [name, tensor] = file.tensors[index];
        if (!tensor.is_floating_point()) {
            throw Error(ErrorKind::Format, "'" + source + "': tensor " + printable(name)
                                               + " holds whole numbers, not weights.");
        }
        parts.push_back(tensor.to(at::kFloat, /*non_blocking=*/false, copy));
        if (!isFinite(parts.back())) {
            throw Error(ErrorKind::Format, "'" + source + "': tensor " + printable(name)
                                               + " holds values that are not finite. The training "
                                                 "that wrote it had failed.");
        }
    }
    return parts.size() == 1 ? parts.front() : at::cat(parts, 0);
}

void setNormalisation(Model& model, const ModelHints& hints, const std::string& source) {
    const auto channels = static_cast<std::size_t>(model.config.channels);
    if (hints.mean.empty() && hints.std.empty()) {
        if (channels != 3) { // grey, depth, …: what ImageNet's channels have on average
            model.mean.assign(channels, 0.449);
            model.std.assign(channels, 0.226);
        }
        return;
    }
    const bool good =
        hints.mean.size() == channels && hints.std.size() == channels
        && std::ranges::all_of(hints.mean, [](double v) { return std::isfinite(v); })
        && std::ranges::all_of(hints.std, [](double v) { return std::isfinite(v) && v > 0; });
    if (!good) {
        throw Error(ErrorKind::Format, "'" + source
                                           + "': the mean and standard deviation of the pictures "
                                             "are not one finite number for each of its "
                                           + std::to_string(channels) + " channels.");
    }
    model.mean = hints.mean;
    model.std = hints.std;
}

Model build(const Safetensors& file, const ModelHints& hints, const std::string& source,
            const ModelOverrides& overrides) {
    auto layout = layoutOf(headersOf(file), hints, source);
    requireWhole(layout, source);
    applyOverrides(layout, overrides, source);
    Model model{.config = layout.config, .weights = emptyWeights(layout.config)};
    setNormalisation(model, hints, source);
    forEachTensor(model.weights, [&](const std::string& name, Tensor& tensor) {
        tensor = assembled(file, layout.names.tensors.at(name), layout.hasOptimizer, source);
    });
    model.card = {.name = fs::path(source).filename().string(),
                  .source = source,
                  .config = model.config,
                  .parameters = parameterCount(model.config),
                  .trainedOn = hints.trainedOn,
                  .licence = licenceNote(layout, hints, source),
                  .targetKnown = layout.targetKnown};
    return model;
}

/// Reads a file that may have the settings of a Hugging Face folder beside it.
Model openFile(const fs::path& path, const ModelOverrides& overrides) {
    const auto file = readWeightFile(path);
    auto hints = hintsFromMetadata(file.metadata, path.string());
    std::vector<std::string> names;
    for (const auto& named : file.tensors) {
        names.push_back(named.name);
    }
    const auto* scheme = recogniseScheme(names);
    if (!hints.own && scheme && std::string_view(scheme->id) == "huggingface") {
        hints = readHuggingFaceSettings(path.has_parent_path() ? path.parent_path() : ".").hints;
    }
    return build(file, hints, path.string(), overrides);
}

Model openHuggingFace(const ModelLocation& location, const ModelOverrides& overrides) {
    Safetensors whole;
    for (const auto& path : location.weights.files) {
        auto shard = readWeightFile(path);
        for (auto& named : shard.tensors) {
            const auto place = location.weights.places.find(named.name);
            if (!location.weights.places.empty()
                && (place == location.weights.places.end() || place->second != path)) {
                throw Error(ErrorKind::Format, "'" + path.string() + "' holds "
                                                   + printable(named.name)
                                                   + ", which the index does not expect there.");
            }
            whole.tensors.push_back(std::move(named));
        }
    }
    if (!location.weights.places.empty()
        && whole.tensors.size() != location.weights.places.size()) {
        throw Error(ErrorKind::Format, "The files in '" + location.path.string()
                                           + "' lack tensors that their index names.");
    }
    const auto settings = readHuggingFaceSettings(location.path);
    return build(whole, settings.hints, location.path.string(), overrides);
}

/// The newest checkpoint that verifies; damaged ones are passed over and reported.
Model openRun(const ModelLocation& location, const ModelOverrides& overrides) {
    std::string newest;
    for (const auto& path : location.checkpoints) {
        try {
            auto model = openFile(path, overrides);
            model.card.name = location.path.filename().string();
            if (model.card.name.empty()) { // a path that ends with a slash
                model.card.name = location.path.parent_path().filename().string();
            }
            model.card.source = path.string();
            return model;
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::InvalidConfig
                || error.kind() == ErrorKind::OutOfMemory) {
                throw;
            }
            log(LogLevel::Warning, error.what());
            newest = newest.empty() ? error.what() : newest;
        }
    }
    throw Error(ErrorKind::Format,
                "No checkpoint of '" + location.path.string() + "' can be read. " + newest);
}

} // namespace

Model openModel(const std::string& path, const ModelOverrides& overrides) {
    const auto location = locateModel(path);
    switch (location.kind) {
    case ModelLocation::Kind::Bundled: {
        auto model =
            modelFromTensors(parseSafetensors(bundledModel(), "bundled"), "bundled", overrides);
        model.card.name = "Bundled model";
        return model;
    }
    case ModelLocation::Kind::HuggingFace: return openHuggingFace(location, overrides);
    case ModelLocation::Kind::Run: return openRun(location, overrides);
    case ModelLocation::Kind::File: break;
    }
    return openFile(location.path, overrides);
}

Model modelFromTensors(const Safetensors& file, const std::string& source,
                       const ModelOverrides& overrides) {
    return build(file, hintsFromMetadata(file.metadata, source), source, overrides);
}

std::map<std::string, std::string> modelMetadata(const Model& model) {
    auto config = nlohmann::ordered_json::object();
    config["model"] = nlohmann::ordered_json::parse(toJson(model.config));
    config["data"] = {{"mean", model.mean}, {"std", model.std}};
    std::map<std::string, std::string> metadata{{"format", "mae-explorer"},
                                                {"version", "1"},
                                                {"config", config.dump()},
                                                {"target", idOf(model.config.target)}};
    if (!model.card.licence.empty()) {
        metadata["licence"] = model.card.licence;
    }
    if (!model.card.trainedOn.empty()) {
        metadata["trained_on"] = model.card.trainedOn;
    }
    return metadata;
}

std::vector<NamedTensor> publishedTensors(const Model& model, at::ScalarType type,
                                          const fs::path& path) {
    std::vector<NamedTensor> tensors;
    const auto weights = converted(model.weights, type, at::kCPU);
    forEachTensor(weights, [&](const std::string& name, const Tensor& tensor) {
        if (!isFinite(tensor)) {
            throw Error(ErrorKind::Numerical,
                        "'" + path.string() + "' was not written: " + name
                            + " holds values that are not finite"
                            + (type == at::kHalf ? ", or too large for float16." : "."));
        }
        tensors.push_back({name, tensor});
    });
    return tensors;
}

void saveModel(const fs::path& path, const Model& model, at::ScalarType type) {
    writeSafetensors(path, publishedTensors(model, type, path), modelMetadata(model));
}

} // namespace mae
