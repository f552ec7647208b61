// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mae {

/// An uninitialised tensor on the CPU for data of a file. @param file  its name, for the message
/// @throws Error(OutOfMemory) if this machine has not as much: a sparse file can pretend any size
Tensor readBuffer(const std::vector<std::int64_t>& shape, at::ScalarType type,
                  const std::string& file);

/// Whether all bytes are 0 or 1, as Torch relies on.
bool areBooleans(std::span<const std::byte> bytes);

} // namespace mae
