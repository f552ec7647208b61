// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace mae {
namespace {

using Table = std::array<std::uint32_t, 256>;

/// Slicing by 8: table k advances a byte by k more zero bytes.
constexpr std::array<Table, 8> makeTables() {
    constexpr std::uint32_t kPolynomial = 0x82F63B78; // reflected
    std::array<Table, 8> tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1u) != 0 ? kPolynomial : 0u);
        }
        tables[0][i] = crc;
    }
    for (std::size_t k = 1; k < tables.size(); ++k) {
        for (std::size_t i = 0; i < 256; ++i) {
            const std::uint32_t before = tables[k - 1][i];
            tables[k][i] = (before >> 8) ^ tables[0][before & 0xFF];
        }
    }
    return tables;
}

constexpr auto kTables = makeTables();

std::uint64_t load64(const std::byte* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value); // any alignment
    return value;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t byInstruction(std::span<const std::byte> bytes,
                                                              std::uint32_t previous) {
    std::uint64_t crc = ~previous;
    while (bytes.size() >= 8) {
        crc = _mm_crc32_u64(crc, load64(bytes.data()));
        bytes = bytes.subspan(8);
    }
    auto narrow = static_cast<std::uint32_t>(crc);
    for (const std::byte b : bytes) {
        narrow = _mm_crc32_u8(narrow, std::to_integer<std::uint8_t>(b));
    }
    return ~narrow;
}
#endif

} // namespace

std::uint32_t crc32cPortable(std::span<const std::byte> bytes, std::uint32_t previous) {
    std::uint32_t crc = ~previous;
    while (bytes.size() >= 8) {
        const std::uint64_t next = load64(bytes.data()) ^ crc;
        crc = 0;
        for (std::size_t k = 0; k < 8; ++k) {
            crc ^= kTables[7 - k][(next >> (8 * k)) & 0xFF];
        }
        bytes = bytes.subspan(8);
    }
    for (const std::byte b : bytes) {
        crc = (crc >> 8) ^ kTables[0][(crc ^ std::to_integer<std::uint32_t>(b)) & 0xFF];
    }
    return ~crc;
}

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t previous) {
#if defined(__x86_64__)
    static const bool kHasInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (kHasInstruction) {
        return byInstruction(bytes, previous);
    }
#endif
    return crc32cPortable(bytes, previous);
}

} // namespace mae
