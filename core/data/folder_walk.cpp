// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/folder_walk.h"

#include "core/base/log.h"
#include "core/data/decode.h"

#include <algorithm>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

bool isHidden(const std::string& name) { return name.starts_with('.') || name == "__MACOSX"; }

} // namespace

FolderListing listFolder(const fs::path& folder) {
    FolderListing listing;
    for (const auto& entry : fs::directory_iterator(folder)) {
        auto name = entry.path().filename().string();
        std::error_code error; // a link that leads nowhere, or vanished meanwhile
        const auto type = entry.status(error).type();
        if (isHidden(name)) {
            continue;
        }
        if (error || type == fs::file_type::not_found) {
            ++listing.lost;
            continue;
        }
        if (type == fs::file_type::directory) {
            listing.folders.push_back(std::move(name));
        } else if (type == fs::file_type::regular) {
            (hasImageSuffix(name) ? listing.pictures : listing.others).push_back(std::move(name));
        }
    }
    for (auto* names : {&listing.folders, &listing.pictures, &listing.others}) {
        std::ranges::sort(*names);
    }
    return listing;
}

std::int64_t changeOf(const fs::path& folder) {
    std::error_code error;
    const auto time = fs::last_write_time(folder, error);
    return error ? kUnknownChange : static_cast<std::int64_t>(time.time_since_epoch().count());
}

FolderListing FolderWalk::list(const fs::path& folder) {
    m_listed.push_back({.path = folder, .changed = changeOf(folder)}); // before: it may change
    auto listing = listFolder(folder);
    m_complete = m_complete && listing.lost == 0; // a link may lead somewhere the next time
    return listing;
}

FoundFiles FolderWalk::find(const fs::path& folder) {
    FoundFiles found;
    visit(folder, found);
    return found;
}

std::vector<std::string> FolderWalk::enterable(const fs::path& parent,
                                               std::vector<std::string> names) {
    std::erase_if(names, [&](const auto& name) { return !mayEnter(parent / name); });
    return names;
}

void FolderWalk::visit(const fs::path& folder, FoundFiles& found) {
    if (m_stop.stop_requested()) {
        return;
    }
    try {
        const auto listing = list(folder);
        const auto inside = (folder / "").string();
        for (const auto& name : listing.pictures) {
            found.pictures.push_back(inside + name);
        }
        found.others += std::ssize(listing.others);
        if (found.example.empty() && !listing.others.empty()) {
            found.example = listing.others.front();
        }
        for (const auto& name : enterable(folder, listing.folders)) {
            visit(folder / name, found);
        }
    } catch (const fs::filesystem_error& error) {
        m_complete = false;
        log(LogLevel::Warning, "Left out '" + folder.string() + "': " + error.code().message());
    }
}

bool FolderWalk::mayEnter(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_symlink(folder, error)) {
        m_complete = m_complete && !error;
        return !error;
    }
    const auto target = fs::canonical(folder, error);
    const auto here = error ? fs::path() : fs::canonical(folder.parent_path(), error);
    if (error) {
        m_complete = false;
        return false;
    }
    const auto differs = std::ranges::mismatch(target, here).in1;
    return differs != target.end() && m_linked.insert(target.string()).second;
}

} // namespace mae
