// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/tensor.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

struct NamedTensor {
    std::string name{};
    Tensor tensor{}; ///< CPU
};

/// A safetensors file: any reader of the format opens what we write, and we open any valid file.
struct Safetensors {
    std::map<std::string, std::string> metadata{};
    std::vector<NamedTensor> tensors{}; ///< in the order of their data

    /// Null if there is none of that name.
    const Tensor* find(std::string_view name) const;
};

/// What the header of a file says; nothing of the data has been read.
struct SafetensorsHeader {
    struct Entry {
        std::string name{};
        std::string dtype{}; ///< as written: "F32", "BF16", …
        std::vector<std::int64_t> shape{};
        std::uint64_t begin = 0; ///< bytes, from the start of the data
        std::uint64_t end = 0;
    };
    std::map<std::string, std::string> metadata{};
    std::vector<Entry> entries{}; ///< ascending by begin
    std::uint64_t dataBegin = 0;  ///< bytes, from the start of the file
};

/// Checks a header as strictly as the specification: at most 100 MB, no duplicate keys, no holes or
/// overlaps, offsets inside the file, shapes without overflow. Allocates nothing for the data.
/// @param start  of the file: at least the header (or all there is)
/// @throws Error(Format) naming the file
SafetensorsHeader parseSafetensorsHeader(std::span<const std::uint8_t> start,
                                         std::uint64_t fileSize, const std::string& name);
SafetensorsHeader readSafetensorsHeader(const std::filesystem::path& path);

/// Reads a file whole; the tensors share one buffer. Where the metadata carry a checksum of the
/// data it is verified. @throws Error(Io) or Error(Format) naming the file
Safetensors readSafetensors(const std::filesystem::path& path);
Safetensors parseSafetensors(std::span<const std::uint8_t> bytes, const std::string& name);

/// Writes atomically and durably; adds metadata `checksum` of the data section.
/// The tensors must be on the CPU. @throws Error(Io); an old file is then untouched
/// @return false if @p progress was stopped; an old file is then untouched, too
bool writeSafetensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                      std::map<std::string, std::string> metadata, const Progress& progress = {});

} // namespace mae
