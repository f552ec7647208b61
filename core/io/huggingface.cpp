// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/huggingface.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_limits.h"
#include "core/base/number.h"
#include "core/io/safetensors_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uint64_t kLargestText = 3 << 20; // names of 21,000 classes, both ways

Json readObject(const fs::path& path) {
    const auto text = readText(path, kLargestText);
    if (!isWithin(text)) {
        throw Error(ErrorKind::Format,
                    "'" + path.string() + "' is nested deeper than settings are.");
    }
    auto json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        throw Error(ErrorKind::Format, "'" + path.string() + "' is not a JSON object.");
    }
    return json;
}

bool present(const fs::path& path) {
    std::error_code code; // what can't be looked at is reported when it is read
    return fs::exists(path, code) || code;
}

/// Typed look-ups that name the file and the key in their errors.
struct Settings {
    const Json& json;
    const fs::path& path;

    [[noreturn]] void wrong(const char* key, const char* wanted) const {
        throw Error(ErrorKind::Format,
                    "'" + path.string() + "': " + key + " must be " + wanted + ".");
    }

    bool has(const char* key) const {
        const auto found = json.find(key);
        return found != json.end() && !found->is_null();
    }

    int whole(const char* key, int fallback) const {
        if (!has(key)) {
            return fallback;
        }
        const auto& value = json.at(key);
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 1'000'000) {
            wrong(key, "a whole number");
        }
        return value.get<int>();
    }

    bool boolean(const char* key, bool fallback) const {
        if (!has(key)) {
            return fallback;
        }
        if (!json.at(key).is_boolean()) {
            wrong(key, "true or false");
        }
        return json.at(key).get<bool>();
    }

    double number(const char* key, double fallback) const {
        if (!has(key)) {
            return fallback;
        }
        if (!json.at(key).is_number()) {
            wrong(key, "a number");
        }
        return json.at(key).get<double>();
    }

    std::vector<double> list(const char* key) const {
        if (!has(key)) {
            return {};
        }
        const auto& value = json.at(key);
        if (!value.is_array() || value.size() > 64
            || !std::ranges::all_of(value, [](const Json& v) { return v.is_number(); })) {
            wrong(key, "a list of numbers");
        }
        return value.get<std::vector<double>>();
    }
};

void readModel(ModelHints& hints, const Settings& settings) {
    hints.heads = settings.whole("num_attention_heads", 12);
    hints.decoderHeads = settings.whole("decoder_num_attention_heads", 16);
    hints.layerNormEps = settings.number("layer_norm_eps", 1e-12);
    hints.target = settings.boolean("norm_pix_loss", false) ? Target::Normalised : Target::Pixels;
    hints.sizes = ModelConfig{.imageSize = settings.whole("image_size", 224),
                              .patchSize = settings.whole("patch_size", 16),
                              .width = settings.whole("hidden_size", 768),
                              .depth = settings.whole("num_hidden_layers", 12),
                              .decoderWidth = settings.whole("decoder_hidden_size", 512),
                              .decoderDepth = settings.whole("decoder_num_hidden_layers", 8),
                              .channels = settings.whole("num_channels", 3)};
    if (settings.has("hidden_act") && settings.json.at("hidden_act") != "gelu") {
        settings.wrong("hidden_act", "gelu: other activations can't be computed");
    }
    if (!(*hints.layerNormEps > 0 && *hints.layerNormEps < 1)) {
        settings.wrong("layer_norm_eps", "between 0 and 1");
    }
}

void readPreprocessor(ModelHints& hints, const Settings& settings) {
    if (!settings.boolean("do_normalize", true)) {
        hints.mean = {0, 0, 0};
        hints.std = {1, 1, 1};
        return;
    }
    hints.mean = settings.list("image_mean");
    hints.std = settings.list("image_std");
    if (std::abs(settings.number("rescale_factor", 1 / 255.0) - 1 / 255.0) > 1e-6) {
        settings.wrong("rescale_factor", "1/255");
    }
}

void addArguments(std::map<std::string, std::string>& arguments, const Json& json) {
    for (const auto& [key, value] : json.items()) {
        if (value.is_string()) {
            arguments[key] = value.get<std::string>();
        } else if (value.is_number_float()) {
            arguments[key] = toText(value.get<double>());
        } else if (value.is_primitive()) {
            arguments[key] = value.dump();
        }
    }
}

HuggingFaceWeights indexedWeights(const fs::path& folder, const fs::path& index) {
    HuggingFaceWeights weights;
    const auto json = readObject(index);
    const auto map = json.find("weight_map");
    if (map == json.end() || !map->is_object()) {
        throw Error(ErrorKind::Format, "'" + index.string() + "' has no weight_map.");
    }
    for (const auto& [tensor, value] : map->items()) {
        const fs::path file = value.is_string() ? value.get<std::string>() : std::string();
        if (file.empty() || file.filename() != file || file == "." || file == "..") {
            throw Error(ErrorKind::Format, "'" + index.string() + "' names no file beside it for "
                                               + printable(tensor) + ".");
        }
        weights.places[tensor] = folder / file;
        weights.files.push_back(folder / file);
    }
    std::ranges::sort(weights.files);
    weights.files.erase(std::unique(weights.files.begin(), weights.files.end()),
                        weights.files.end());
    if (weights.files.empty()) {
        throw Error(ErrorKind::Format, "'" + index.string() + "' names no weights.");
    }
    return weights;
}

} // namespace

HuggingFaceSettings readHuggingFaceSettings(const fs::path& folder) {
    HuggingFaceSettings settings;
    settings.hints.layerNormEps = 1e-12; // that program's default
    if (const auto path = folder / "config.json"; present(path)) {
        const auto json = readObject(path);
        readModel(settings.hints, {json, path});
        addArguments(settings.arguments, json);
    }
    if (const auto path = folder / "preprocessor_config.json"; present(path)) {
        const auto json = readObject(path);
        readPreprocessor(settings.hints, {json, path});
    }
    return settings;
}

HuggingFaceSettings readTimmSettings(const fs::path& folder) {
    HuggingFaceSettings settings;
    if (const auto path = folder / "config.json"; present(path)) {
        const auto json = readObject(path);
        addArguments(settings.arguments, json);
        const auto pretrained = json.find("pretrained_cfg");
        if (pretrained != json.end() && pretrained->is_object()) {
            settings.hints.mean = Settings{*pretrained, path}.list("mean");
            settings.hints.std = Settings{*pretrained, path}.list("std");
        }
    }
    return settings;
}

HuggingFaceWeights huggingFaceWeights(const fs::path& folder) {
    for (const char* name : {"model.safetensors", "pytorch_model.bin"}) {
        if (present(folder / name)) { // before any shards, as that program does
            return {.files = {folder / name}};
        }
        if (const auto index = folder / (std::string(name) + ".index.json"); present(index)) {
            return indexedWeights(folder, index);
        }
    }
    return {};
}

} // namespace mae
