// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mae {

/// A file inside a zip archive; stored as it is, never compressed.
struct ZipEntry {
    std::string name{};
    std::uint64_t offset = 0; ///< of its bytes, from the start of the archive
    std::uint64_t size = 0;   ///< bytes
    std::uint32_t crc = 0;    ///< CRC-32 of its bytes
};

/// The directory of a zip or zip64 archive as torch.save() writes it, ascending by offset.
/// Strict: what a writer of checkpoints has no use for (compression, encryption, several disks,
/// overlaps, names twice or with "..", headers that contradict each other) is refused. Takes memory
/// for the directory only, and only after its size has been checked.
/// @param name  of the archive, for messages. @throws Error(Format), Error(Io)
std::vector<ZipEntry> readZipDirectory(const InputFile& file, const std::string& name);

/// The checksum that zip archives carry of their entries. @param before  that of the bytes before
std::uint32_t zipChecksum(std::span<const std::byte> bytes, std::uint32_t before = 0);

} // namespace mae
