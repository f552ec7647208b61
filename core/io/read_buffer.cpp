// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/read_buffer.h"

#include "core/base/error.h"

#include <ATen/ops/empty.h>
#include <c10/util/Exception.h>
#include <unistd.h>

#include <algorithm>

namespace mae {

Tensor readBuffer(const std::vector<std::int64_t>& shape, at::ScalarType type,
                  const std::string& file) {
    std::uint64_t bytes = at::elementSize(type);
    for (const auto size : shape) { // whose product has been checked against the file's size
        bytes *= static_cast<std::uint64_t>(size);
    }
    const auto pages = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
    const auto pageSize = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PAGESIZE)));
    const std::string message = "There is not enough memory for '" + file + "', which needs "
                                + std::to_string(bytes >> 20) + " MB.";
    if (pages * pageSize != 0 && bytes > pages * pageSize) {
        throw Error(ErrorKind::OutOfMemory, message);
    }
    try {
        return at::empty(shape, type);
    } catch (const c10::Error&) {
        throw Error(ErrorKind::OutOfMemory, message);
    }
}

bool areBooleans(std::span<const std::byte> bytes) {
    return std::ranges::all_of(bytes, [](std::byte b) { return b <= std::byte{1}; });
}

} // namespace mae
