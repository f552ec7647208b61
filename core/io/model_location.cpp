// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_location.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/run_folder.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace mae {
namespace {

namespace fs = std::filesystem;

ModelLocation locateFolder(const fs::path& folder) {
    std::error_code code;
    if (fs::directory_iterator(folder, code); code) {
        throw Error(ErrorKind::Io,
                    "Could not open '" + folder.string() + "': " + code.message() + ".");
    }
    ModelLocation location{.path = folder};
    for (const auto& checkpoint : listCheckpoints(folder)) {
        location.checkpoints.insert(location.checkpoints.begin(), checkpoint.path);
    }
    if (!location.checkpoints.empty()) {
        location.kind = ModelLocation::Kind::Run;
        return location;
    }
    location.weights = huggingFaceWeights(folder);
    if (!location.weights.files.empty()) {
        location.kind = ModelLocation::Kind::HuggingFace;
        return location;
    }
    if (fs::exists(checkpointsFolder(folder), code)) {
        throw Error(ErrorKind::Format, "The run '" + folder.string() + "' has no checkpoint yet.");
    }
    throw Error(ErrorKind::Format, "'" + folder.string()
                                       + "' holds no model: neither the checkpoints of a run nor "
                                         "model.safetensors or pytorch_model.bin.");
}

} // namespace

ModelLocation locateModel(const std::string& path) {
    if (path == "bundled") {
        return {.kind = ModelLocation::Kind::Bundled, .path = path};
    }
    const fs::path file(path);
    std::error_code code;
    const auto status = fs::status(file, code);
    if (!fs::exists(status)) {
        const bool absent = !code || code.value() == ENOENT;
        throw Error(ErrorKind::Io, "There is no model '" + path + "'"
                                       + (absent ? "." : ": " + code.message() + "."));
    }
    if (fs::is_directory(status)) {
        return locateFolder(file);
    }
    if (file.filename() == "model.safetensors.index.json"
        || file.filename() == "pytorch_model.bin.index.json") {
        return locateFolder(file.has_parent_path() ? file.parent_path() : fs::path("."));
    }
    return {.kind = ModelLocation::Kind::File, .path = file};
}

} // namespace mae
