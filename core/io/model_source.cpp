// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_source.h"

#include "core/base/error.h"
#include "core/io/bundled.h"
#include "core/io/huggingface.h"
#include "core/io/published_weights.h"
#include "core/io/safetensors_format.h"

#include <set>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

void addSettings(ModelSource& source, HuggingFaceSettings settings) {
    source.hints = std::move(settings.hints);
    source.arguments.merge(settings.arguments);
}

bool isHuggingFace(const WeightReader& reader) {
    std::vector<std::string> names;
    for (const auto& entry : reader.entries()) {
        names.push_back(entry.name);
    }
    const auto* scheme = recogniseScheme(names).scheme;
    return scheme != nullptr && std::string_view(scheme->id) == "huggingface";
}

/// The settings that lie beside files of other programs.
void addFolder(ModelSource& source, const fs::path& folder) {
    if (!source.hints.own) {
        source.arguments.clear(); // what writers of such files leave in them says nothing
        addSettings(source, isHuggingFace(source.reader) ? readHuggingFaceSettings(folder)
                                                         : readTimmSettings(folder));
    }
}

/// What a reader says by itself.
ModelSource described(WeightReader reader, const std::string& name) {
    auto metadata = reader.metadata();
    auto hints = hintsFromMetadata(metadata, name);
    return {.reader = std::move(reader),
            .hints = std::move(hints),
            .arguments = std::move(metadata),
            .name = name};
}

/// Every tensor of the index lies in the file that it names, and no other does.
void requireIndexed(const ModelSource& source, const ModelLocation& location) {
    const auto& places = location.weights.places;
    if (places.empty()) {
        return;
    }
    std::set<std::string_view> found;
    for (const auto& entry : source.reader.entries()) {
        const auto& path = source.reader.files()[entry.file].path;
        const auto place = places.find(entry.name);
        if (place == places.end() || place->second.string() != path) {
            throw Error(ErrorKind::Format, "'" + path + "' holds " + printable(entry.name)
                                               + ", which the index does not expect there.");
        }
        found.insert(entry.name);
    }
    if (found.size() != places.size()) {
        throw Error(ErrorKind::Format, "The files in '" + location.path.string()
                                           + "' lack tensors that their index names.");
    }
}

} // namespace

ModelSource openSource(const fs::path& file) {
    auto source = described(WeightReader({file}), file.string());
    // Of a folder with several models the settings may be those of another one.
    if (isHuggingFace(source.reader) || file.filename() == "model.safetensors") {
        addFolder(source, file.has_parent_path() ? file.parent_path() : fs::path("."));
    }
    return source;
}

ModelSource openSource(const ModelLocation& location) {
    switch (location.kind) {
    case ModelLocation::Kind::Bundled:
        return described(WeightReader(bundledModel(), "bundled"), "bundled");
    case ModelLocation::Kind::HuggingFace: {
        auto source = described(WeightReader(location.weights.files), location.path.string());
        requireIndexed(source, location);
        addFolder(source, location.path);
        return source;
    }
    case ModelLocation::Kind::Run:
    case ModelLocation::Kind::File: break;
    }
    return openSource(location.kind == ModelLocation::Kind::Run ? location.checkpoints.front()
                                                                : location.path);
}

ModelSource sourceOf(const Safetensors& tensors, const std::string& name) {
    return described(WeightReader(tensors, name), name);
}

} // namespace mae
