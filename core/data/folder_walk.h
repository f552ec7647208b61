// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
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
    int lost = 0; ///< entries that nothing is known of: links that lead nowhere
};

/// @throws std::filesystem::filesystem_error if the folder can't be read.
FolderListing listFolder(const std::filesystem::path& folder);

/// Times of today are negative numbers to the file clock.
inline constexpr auto kUnknownChange = std::numeric_limits<std::int64_t>::min();

/// A folder whose contents were listed, and when it had changed last before that.
struct ListedFolder {
    std::filesystem::path path{};
    std::int64_t changed = kUnknownChange; ///< see changeOf()
};

/// When a folder's contents changed last, in ticks of the file clock, or kUnknownChange.
std::int64_t changeOf(const std::filesystem::path& folder);

/// What lies anywhere below a folder.
struct FoundFiles {
    std::vector<std::string> pictures{}; ///< paths
    std::int64_t others = 0;
    std::string example{}; ///< name of one of the other files
};

/// Collects the files below folders. One object for everything below one root.
class FolderWalk {
public:
    explicit FolderWalk(const std::stop_token& stop) : m_stop(stop) {}

    /// listFolder(), noticed in listed().
    FolderListing list(const std::filesystem::path& folder);

    /// Folders that can't be read are logged and left out.
    FoundFiles find(const std::filesystem::path& folder);

    const std::vector<ListedFolder>& listed() const { return m_listed; } ///< so far
    /// Everything could be read: the list is a function of the contents of listed().
    bool isComplete() const { return m_complete; }

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
    std::vector<ListedFolder> m_listed;
    bool m_complete = true;
};

} // namespace mae
