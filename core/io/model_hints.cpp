// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_hints.h"

#include "core/base/json_limits.h"
#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/io/safetensors_format.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace mae {
namespace {

std::vector<double> numbers(const nlohmann::json& section, const char* key) {
    const auto found = section.find(key);
    if (found == section.end() || !found->is_array()) {
        return {};
    }
    std::vector<double> values;
    for (const auto& value : *found) {
        values.push_back(value.is_number() ? value.get<double>() : std::nan(""));
    }
    return values;
}

void readConfig(ModelHints& hints, const std::string& text, const std::string& file) {
    const auto json = isWithin(text)
                          ? nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false)
                          : nlohmann::json();
    if (!json.is_object() || !json.contains("model") || !json["model"].is_object()) {
        throw Error(ErrorKind::Format, "The settings in '" + file + "' can't be read.");
    }
    try {
        hints.sizes = modelConfigFromJson(json["model"].dump());
    } catch (const Error& error) {
        throw Error(error.kind(), "The settings in '" + file + "': " + error.what());
    }
    hints.heads = hints.sizes->heads;
    hints.decoderHeads = hints.sizes->decoderHeads;
    hints.layerNormEps = hints.sizes->layerNormEps;
    hints.target = hints.sizes->target;
    if (const auto data = json.find("data"); data != json.end() && data->is_object()) {
        hints.mean = numbers(*data, "mean");
        hints.std = numbers(*data, "std");
    }
}

} // namespace

Target targetFromText(const std::string& text, ErrorKind kind, const std::string& file) {
    for (const auto target : {Target::Pixels, Target::Normalised}) {
        if (text == idOf(target)) {
            return target;
        }
    }
    throw Error(kind, "'" + file + "': the target must be pixels or normalised, not "
                          + printable(text) + ".");
}

ModelHints hintsFromMetadata(const std::map<std::string, std::string>& metadata,
                             const std::string& file) {
    ModelHints hints;
    const auto text = [&metadata](const char* key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? std::string() : found->second;
    };
    hints.own = text("format") == "mae-explorer";
    if (!hints.own) {
        // Of the published training script, in the args of its checkpoints.
        if (const auto normalised = text("args.norm_pix_loss"); !normalised.empty()) {
            hints.target = normalised == "true" ? Target::Normalised : Target::Pixels;
        }
        return hints;
    }
    if (const auto version = toInteger(text("version")); version && *version > 1) {
        throw Error(ErrorKind::Format, "'" + file
                                           + "' was written by a newer version of this program "
                                             "(format "
                                           + std::to_string(*version) + "). Update the program.");
    }
    if (metadata.contains("config")) {
        readConfig(hints, text("config"), file);
    }
    if (metadata.contains("target")) {
        hints.target = targetFromText(text("target"), ErrorKind::Format, file);
    }
    hints.trainedOn = text("trained_on");
    hints.licence = text("licence");
    return hints;
}

} // namespace mae
