// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"

#include <filesystem>

namespace mae {

/// One file of weights, safetensors or of torch.save(), told apart by its first bytes. The
/// metadata of the latter are the settings and counters beside its tensors; the state of an
/// optimizer is in the header, but not read. @throws Error(Io), Error(Format) naming the file
Safetensors readWeightFile(const std::filesystem::path& path);
SafetensorsHeader readWeightHeader(const std::filesystem::path& path);

} // namespace mae
