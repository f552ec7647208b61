// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

/// What lies directly in a folder, sorted by the bytes of the names; no hidden, no special files.
struct FolderListing {
    std::vector<std::string> folders{}; ///< behind symbolic links too
    std::vector<std::string> pictures{};
    std::vector<std::string> others{};
};

/// @throws std::filesystem::filesystem_error if the folder can't be read.
FolderListing listFolder(const std::filesystem::path& folder);

/// What lies anywhere below a folder.
struct FoundFiles {
    std::vector<std::filesystem::path> pictures{};
    std::int64_t others = 0;
    std::string example{}; ///< name of one of the other files
};

/// Collects the files below folders. One object for everything below one root.
class FolderWalk {
public:
    explicit FolderWalk(const std::stop_token& stop) : m_stop(stop) {}

    /// Folders that can't be read are logged and left out.
    FoundFiles find(const std::filesystem::path& folder);

    /// Those of the folders in @p parent that are to be listed. A link is followed unless it leads
    /// to a folder that contains it or was reached by a link before: otherwise a few links could
    /// make the list endless or enormous.
    std::vector<std::string> enterable(const std::filesystem::path& parent,
                                       std::vector<std::string> names);

private:
    void visit(const std::filesystem::path& folder, FoundFiles& found);
    bool mayEnter(const std::filesystem::path& folder);

    std::stop_token m_stop;
    std::set<std::string> m_linked; ///< where links led
};

} // namespace mae
