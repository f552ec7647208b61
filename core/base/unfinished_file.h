// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mae {

/// A file that is being written under a name of its own beside its target, and takes the target's
/// place when it is whole. Without replaceTarget() it is removed.
class UnfinishedFile {
public:
    /// Start of the name under which a file is written. Not longer with the file's own name.
    static constexpr std::string_view kPrefix = ".mae-unfinished-";

    /// @param suffix  the name ends so, for writers that choose the format by it
    /// @throws Error(Io) if there can be no file, or @p target is a folder, device or the like
    explicit UnfinishedFile(std::filesystem::path target, std::string_view suffix = {});
    ~UnfinishedFile();
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    const std::filesystem::path& target() const { return m_target; }
    const std::string& path() const { return m_path; } ///< where it is meanwhile
    int descriptor() const { return m_descriptor; }    ///< open for reading and writing

    /// Saves it to the disk and replaces the target, so that a reader, a crash or a power loss sees
    /// either the old or the new file. Once. @throws Error(Io)
    void replaceTarget();

private:
    std::filesystem::path m_target;
    std::string m_path;
    int m_descriptor = -1;
    bool m_replaced = false;
};

} // namespace mae
