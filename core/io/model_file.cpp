// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/config/config_json.h"
#include "core/io/finite.h"
#include "core/io/model_location.h"
#include "core/io/model_source.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

/// Our own files carry a checksum of all data; parts of a `.pth` are compared as they are read.
void verifyOwn(const ModelSource& source) {
    if (source.hints.own) {
        source.reader.verify();
    }
}

/// The newest checkpoint that verifies; damaged ones are passed over and reported.
Model openRun(const ModelLocation& location, const ModelOverrides& overrides, ModelUse use,
              const Progress& progress) {
    std::string newest;
    for (const auto& path : location.checkpoints) {
        try {
            const auto source = openSource(path);
            verifyOwn(source);
            auto model = assembleModel(source, overrides, use, progress);
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

Model openModel(const std::string& path, const ModelOverrides& overrides, ModelUse use,
                const Progress& progress) {
    const auto location = locateModel(path);
    if (location.kind == ModelLocation::Kind::Run) {
        return openRun(location, overrides, use, progress);
    }
    const auto source = openSource(location);
    verifyOwn(source);
    auto model = assembleModel(source, overrides, use, progress);
    if (location.kind == ModelLocation::Kind::Bundled) {
        model.card.name = "Bundled model";
    }
    return model;
}

Model modelFromTensors(const Safetensors& file, const std::string& source,
                       const ModelOverrides& overrides) {
    return assembleModel(sourceOf(file, source), overrides, ModelUse::Reconstruct);
}

std::map<std::string, std::string> modelMetadata(const Model& model) {
    auto config = nlohmann::ordered_json::object();
    config["model"] = nlohmann::ordered_json::parse(toJson(model.config));
    if (!model.weights.hasDecoder()) {
        for (const char* key : {"decoder_width", "decoder_depth", "decoder_heads", "target"}) {
            config["model"].erase(key);
        }
    }
    config["data"] = {{"mean", model.mean}, {"std", model.std}};
    std::map<std::string, std::string> metadata{
        {"format", "mae-explorer"}, {"version", "1"}, {"config", config.dump()}};
    if (model.weights.hasDecoder()) {
        metadata["target"] = idOf(model.config.target);
    }
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
    const auto add = [&](const std::string& name, const Tensor& weight) {
        if (!weight.defined()) {
            return;
        }
        const auto tensor = weight.detach().to(at::kCPU, type);
        if (!isFinite(tensor)) {
            throw Error(ErrorKind::Numerical,
                        "'" + path.string() + "' was not written: " + name
                            + " holds values that are not finite"
                            + (type == at::kHalf ? ", or too large for float16." : "."));
        }
        tensors.push_back({name, tensor});
    };
    forEachTensor(model.weights, add);
    forEachExtra(model.weights, add);
    const auto& [fcNorm, mean, variance, head] = model.classifier;
    const std::string headName = mean.defined() ? "head.1" : "head";
    add("fc_norm.weight", fcNorm.weight);
    add("fc_norm.bias", fcNorm.bias);
    add("head.0.running_mean", mean);
    add("head.0.running_var", variance);
    add(headName + ".weight", head.weight);
    add(headName + ".bias", head.bias);
    return tensors;
}

bool saveModel(const fs::path& path, const Model& model, at::ScalarType type,
               const Progress& progress) {
    return writeSafetensors(path, publishedTensors(model, type, path), modelMetadata(model),
                            progress);
}

} // namespace mae
