// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

/// Reads a regular file whole. @throws Error(Io) if it is missing, not a regular file, or larger
/// than @p maxBytes; the message names the file.
std::vector<std::uint8_t> readFile(const std::filesystem::path& path, std::uint64_t maxBytes);

/// Like readFile(), as text.
std::string readText(const std::filesystem::path& path, std::uint64_t maxBytes = 64u << 20);

/// A regular file, open for reading at any place. Never mapped: if another program cuts it off
/// meanwhile, that is an error and no signal.
class InputFile {
public:
    /// @throws Error(Io) if it is missing or not a regular file; never waits for a FIFO's other
    /// end.
    explicit InputFile(const std::filesystem::path& path);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    std::uint64_t size() const { return m_size; } ///< bytes, when it was opened
    /// Fills @p into from @p offset on. @throws Error(Io), also if the file ends before.
    void read(std::uint64_t offset, std::span<std::byte> into) const;

private:
    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
};

/// Replaces @p path by the concatenated @p parts so that a reader, a crash or a power loss sees
/// either the old or the new file: temp file beside it, fdatasync, rename, fsync of the folder.
/// @throws Error(Io), also if @p path is a folder, device or the like; the old file is then
/// untouched and no temp file is left (only the last step, syncing the folder, fails after the
/// replacement). @return false if @p progress was stopped; the old file is then untouched
bool writeFileAtomically(const std::filesystem::path& path,
                         std::span<const std::span<const std::byte>> parts,
                         const Progress& progress = {});
void writeFileAtomically(const std::filesystem::path& path, std::string_view text);

/// Removes what writeFileAtomically() left in a folder when its process was killed. Call it only
/// where nobody else writes: while holding the folder's lock.
void removeUnfinishedFiles(const std::filesystem::path& folder);

/// Exclusive advisory lock (flock) on a file; freed by the kernel even if the process dies.
class FileLock {
public:
    /// @throws Error(Io) if another process holds the lock or the file can't be created.
    explicit FileLock(const std::filesystem::path& path);
    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int m_descriptor = -1;
};

/// Whether somebody, this process included, holds a FileLock on @p path. Does not disturb them,
/// creates nothing, and is false if the file can't be opened.
bool isLocked(const std::filesystem::path& path);

/// Places of the program (XDG base directories; MAE_HOME overrides all). Not created here.
std::filesystem::path configFolder();
std::filesystem::path runsFolder();
std::filesystem::path cacheFolder();

} // namespace mae
