// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_location.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/run_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace mae {
namespace {

namespace fs = std::filesystem;

/// PyTorch's own files: a zip archive around a pickle, or a bare pickle.
bool isPickle(const fs::path& path) {
    const InputFile file(path);
    std::array<std::byte, 4> start{};
    if (file.size() < start.size()) {
        return false;
    }
    file.read(0, start);
    const bool zip = start[0] == std::byte{'P'} && start[1] == std::byte{'K'}
                     && start[2] == std::byte{3} && start[3] == std::byte{4};
    // A safetensors file with these bytes would start with a header of another length.
    const bool pickle = start[0] == std::byte{0x80} && start[1] >= std::byte{2}
                        && start[1] <= std::byte{5}
                        && (start[2] == std::byte{0x8A} || path.extension() != ".safetensors");
    return zip || pickle;
}

[[noreturn]] void refusePickle(const fs::path& path) {
    auto converted = path;
    converted.replace_extension(".safetensors");
    throw Error(ErrorKind::Format,
                "'" + path.string()
                    + "' is a pickle file of PyTorch, which this version can't read. Convert it in "
                      "Python: import torch, safetensors.torch as s; w = torch.load('"
                    + path.filename().string()
                    + "', map_location='cpu', weights_only=True); w = w.get('model', w); "
                      "s.save_file({k: v.clone() for k, v in w.items()}, '"
                    + converted.filename().string() + "')");
}

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
    if (fs::exists(folder / "pytorch_model.bin", code)) {
        refusePickle(folder / "pytorch_model.bin");
    }
    if (fs::exists(checkpointsFolder(folder), code)) {
        throw Error(ErrorKind::Format, "The run '" + folder.string() + "' has no checkpoint yet.");
    }
    throw Error(ErrorKind::Format, "'" + folder.string()
                                       + "' holds no model: neither the checkpoints of a run nor "
                                         "model.safetensors.");
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
    if (file.filename() == "model.safetensors.index.json") {
        return locateFolder(file.has_parent_path() ? file.parent_path() : fs::path("."));
    }
    if (isPickle(file)) {
        refusePickle(file);
    }
    return {.kind = ModelLocation::Kind::File, .path = file};
}

} // namespace mae
