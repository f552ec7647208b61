// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/io/safetensors.h"

#include <c10/core/ScalarType.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mae {

// What reader and writer of safetensors files share; others include safetensors.h.

inline constexpr const char* kMetadataKey = "__metadata__";
inline constexpr const char* kChecksumKey = "checksum";
inline constexpr const char* kHeaderChecksumKey = "header_checksum";

struct SafetensorsType {
    const char* name = "";
    at::ScalarType type = at::ScalarType::Undefined;
    std::uint64_t bytes = 0; ///< of an element
};
/// Empty if the type is unknown.
std::optional<SafetensorsType> safetensorsType(std::string_view name);
std::optional<SafetensorsType> safetensorsType(at::ScalarType type);

/// "crc32c:" and eight hexadecimal digits.
std::string checksumText(std::uint32_t crc);
bool isChecksum(std::string_view text);

/// A name out of a file in quotes for a message: shortened, without control characters.
std::string printable(std::string_view text);

/// @throws Error(Format) naming the file
[[noreturn]] void refuseSafetensors(const std::string& name, const std::string& reason);

SafetensorsHeader readSafetensorsHeader(const InputFile& file, const std::string& name);

} // namespace mae
