// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/bundled.h"
#include "core/io/huggingface.h"
#include "core/io/model_file.h"
#include "core/io/model_layout.h"
#include "core/io/model_location.h"
#include "core/io/safetensors_format.h"
#include "core/io/weight_file.h"

#include <utility>

namespace mae {
namespace {

/// The headers behind a location, and what lies beside them.
struct Headers {
    std::vector<SafetensorsHeader> files{};
    ModelHints hints{};
    std::map<std::string, std::string> arguments{};
    std::string source{};
};

void addHuggingFace(Headers& headers, const std::filesystem::path& folder) {
    auto settings = readHuggingFaceSettings(folder);
    headers.hints = std::move(settings.hints);
    headers.arguments.merge(settings.arguments);
}

bool isHuggingFace(const SafetensorsHeader& header) {
    std::vector<std::string> names;
    for (const auto& entry : header.entries) {
        names.push_back(entry.name);
    }
    const auto* scheme = recogniseScheme(names);
    return scheme && std::string_view(scheme->id) == "huggingface";
}

/// The newest checkpoint whose header can be read.
std::filesystem::path newestCheckpoint(const ModelLocation& location) {
    for (const auto& path : location.checkpoints) {
        try {
            readSafetensors(path);
            return path;
        } catch (const std::exception&) {
            continue; // an older one may still be whole
        }
    }
    return location.checkpoints.front();
}

Headers readHeaders(const std::string& path) {
    const auto location = locateModel(path);
    Headers headers{.source = path};
    switch (location.kind) {
    case ModelLocation::Kind::Bundled:
        headers.files.push_back(
            parseSafetensorsHeader(bundledModel(), bundledModel().size(), path));
        break;
    case ModelLocation::Kind::HuggingFace:
        for (const auto& file : location.weights.files) {
            headers.files.push_back(readWeightHeader(file));
        }
        addHuggingFace(headers, location.path);
        return headers;
    case ModelLocation::Kind::Run:
        headers.source = newestCheckpoint(location).string(); // which has verified it
        headers.files.push_back(readSafetensorsHeader(headers.source));
        break;
    case ModelLocation::Kind::File:
        headers.files.push_back(readWeightHeader(headers.source));
        if (headers.files.front().metadata.contains(kChecksumKey)) {
            readSafetensors(headers.source); // damages are told: that is what one asks for
        }
        break;
    }
    const auto& file = headers.files.front();
    headers.arguments = file.metadata;
    headers.hints = hintsFromMetadata(file.metadata, headers.source);
    if (!headers.hints.own && isHuggingFace(file)) {
        addHuggingFace(headers, location.path.has_parent_path() ? location.path.parent_path()
                                                                : std::filesystem::path("."));
    }
    return headers;
}

std::string kindOf(const ModelLayout& layout) {
    if (layout.hasOptimizer) {
        return "training checkpoint";
    }
    if (layout.hasEncoder) {
        return layout.hasDecoder ? "masked autoencoder" : "encoder";
    }
    return "unknown";
}

std::string schemeOf(const ModelLayout& layout) {
    if (!layout.names.scheme) {
        return "unknown";
    }
    const std::string id = layout.names.scheme->id;
    return id == "published" && !layout.hasDecoder ? "timm" : id; // the same names
}

} // namespace

ModelReport inspectModel(const std::string& path) {
    auto headers = readHeaders(path);
    ModelReport report;
    std::vector<TensorHeader> tensors;
    for (auto& file : headers.files) {
        for (auto& entry : file.entries) {
            tensors.push_back({entry.name, entry.shape});
            report.tensors.push_back(
                {std::move(entry.name), std::move(entry.shape), std::move(entry.dtype)});
        }
    }
    const auto layout = layoutOf(tensors, headers.hints, headers.source);
    report.kind = kindOf(layout);
    report.scheme = schemeOf(layout);
    report.hasArchitecture = layout.hasArchitecture;
    report.config = layout.config;
    report.target =
        layout.hasDecoder && layout.targetKnown ? idOf(layout.config.target) : "unknown";
    report.missing = layout.missing;
    report.unexpected = layout.names.unexpected;
    report.arguments = std::move(headers.arguments);
    report.licence = licenceNote(layout, headers.hints, headers.source);
    return report;
}

} // namespace mae
