// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace mae {

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4) of bytes that follow those of @p previous; uses the
/// processor's instruction where it has one.
std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t previous = 0);

/// The same by tables alone: what runs where there is no instruction.
std::uint32_t crc32cPortable(std::span<const std::byte> bytes, std::uint32_t previous = 0);

} // namespace mae
