// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

/// What the fuzzers share.
namespace mae::fuzz {

/// Ends the process, and so the fuzzer, with the promise that an input broke.
void require(bool good, const char* promise);
/// A refusal has the right kind and fits on a screen.
void requireRefusal(const std::exception& error);

/// A file that only exists in memory, for readers that want a path.
class MemoryFile {
public:
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    /// Replaces what is in it.
    void write(std::span<const std::byte> bytes) const;
    void write(const std::string& text) const { write(std::as_bytes(std::span(text))); }
    std::filesystem::path path() const;

private:
    int m_descriptor = -1;
};

/// Every target defines it: writes small inputs to start from, the same ones each time.
void writeCorpus(const std::filesystem::path& folder);
/// Writes one of them.
void seed(const std::filesystem::path& folder, const std::string& name, const std::string& bytes);

/// The numbers that an input is read as.
class Numbers {
public:
    Numbers(const std::uint8_t* data, std::size_t size) : m_rest(data, size) {}

    std::uint8_t byte();
    /// Any 64-bit number, most often one at which readers stumble.
    std::uint64_t wide();

private:
    std::span<const std::uint8_t> m_rest;
};

} // namespace mae::fuzz
