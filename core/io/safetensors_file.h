// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/base/progress.h"
#include "core/io/safetensors.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace mae {

/// A safetensors file, or one in memory, whose tensors are read one at a time.
class SafetensorsFile {
public:
    /// Reads the header. @throws Error(Io), Error(Format) naming the file
    explicit SafetensorsFile(const std::filesystem::path& path);
    /// @param bytes  outlive this
    SafetensorsFile(std::span<const std::uint8_t> bytes, std::string name);

    const SafetensorsHeader& header() const { return m_header; }
    std::uint64_t size() const { return m_size; } ///< bytes

    /// In memory of its own. @param entry  index of header().entries. @throws Error(Io),
    /// Error(Format)
    Tensor read(std::size_t entry) const;

    /// Compares the checksum that our own files carry; others carry none. @throws Error(Io),
    /// Error(Format) if the data do not fit it
    Verification verify(const Progress& progress = {}) const;

private:
    void readAt(std::uint64_t offset, std::span<std::byte> into) const;

    std::string m_name;
    std::unique_ptr<InputFile> m_file; ///< or, if null,
    std::span<const std::uint8_t> m_bytes{};
    std::uint64_t m_size = 0;
    SafetensorsHeader m_header{};
};

} // namespace mae
