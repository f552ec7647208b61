// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weight_file.h"

#include "core/io/safetensors_format.h"
#include "core/io/torch_file.h"

namespace mae {

Safetensors readWeightFile(const std::filesystem::path& path) {
    if (!isTorchFile(path)) {
        return readSafetensors(path);
    }
    const TorchFile file(path);
    return {.metadata = file.arguments(), .tensors = file.read()};
}

SafetensorsHeader readWeightHeader(const std::filesystem::path& path) {
    if (!isTorchFile(path)) {
        return readSafetensorsHeader(path);
    }
    const TorchFile file(path);
    SafetensorsHeader header{.metadata = file.arguments()};
    for (const auto& entry : file.entries()) {
        // Every type of a storage has a name there.
        header.entries.push_back({.name = entry.name,
                                  .dtype = safetensorsType(entry.type).value().name,
                                  .shape = entry.shape});
    }
    return header;
}

} // namespace mae
