// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"

#include <filesystem>
#include <vector>

namespace mae {

/// Writes {'model': state dict} as torch.save() does: torch.load() reads it with its defaults
/// (weights only). Atomic. @param tensors  on the CPU
/// @throws Error(Io); Error(InvalidConfig) if the file would exceed 4 GB, the limit of plain zip
/// @return false if @p progress was stopped; an old file is then untouched
bool writeTorchFile(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                    const Progress& progress = {});

} // namespace mae
