// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/image_folder.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/folder_index.h"
#include "core/data/folder_walk.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kSplits{"train", "val", "validation", "test"};

[[noreturn]] void refuseEmpty(const fs::path& root, std::int64_t others,
                              const std::string& example) {
    std::string message = "'" + root.string() + "' holds no pictures that can be read";
    if (others > 0) {
        message += ": " + std::to_string(others) + (others == 1 ? " other file" : " other files")
                   + ", e.g. '" + example + "'";
    }
    throw Error(ErrorKind::InvalidConfig,
                message
                    + ". Pictures are JPEG, PNG, WebP, TIFF, BMP, PNM and GIF files; "
                      "choose a folder that contains some.");
}

bool isSplit(const std::string& name) { return std::ranges::find(kSplits, name) != kSplits.end(); }

/// The parts of an ImageFolder, train first; empty if it is none.
std::vector<std::string> splitsOf(const FolderListing& listing) {
    std::vector<std::string> splits;
    for (const auto name : kSplits) {
        if (std::ranges::binary_search(listing.folders, name)) {
            splits.emplace_back(name);
        }
    }
    // A class may be called "train" (of vehicles) or "test": one such name says nothing yet.
    const bool onlySplits =
        listing.pictures.empty() && std::ranges::all_of(listing.folders, isSplit);
    const bool isDivided = onlySplits || (splits.size() >= 2 && splits.front() == "train");
    return isDivided ? splits : std::vector<std::string>{};
}

std::string chooseSplit(const fs::path& root, const std::vector<std::string>& splits,
                        const std::string& wanted) {
    const auto has = [&splits](std::string_view name) {
        return std::ranges::find(splits, name) != splits.end();
    };
    auto name = wanted.empty() ? std::string("train") : wanted;
    if (has(name)) {
        return name;
    }
    if (name == "val" && has("validation")) {
        return "validation";
    }
    if (name == "validation" && has("val")) {
        return "val";
    }
    std::string known;
    for (const auto& split : splits) {
        known += (known.empty() ? "" : ", ") + split;
    }
    throw Error(ErrorKind::InvalidConfig,
                "'" + root.string() + "' has no part '" + name + "'; "
                    + (known.empty() ? "it is not divided into train, val and test."
                                     : "there are: " + known + ". Choose one of these."));
}

class Lister {
public:
    Lister(const fs::path& root, const std::stop_token& stop) : m_walk(stop) {
        m_folder.root = root;
    }

    ImageFolder list(const std::string& split) {
        auto base = m_folder.root;
        auto listing = enterableListing(base);
        while (listing.pictures.empty() && listing.folders.size() == 1
               && !isSplit(listing.folders.front()) && ++m_levels < kMostLevels) {
            base /= listing.folders.front();
            listing = enterableListing(base);
        }
        m_folder.splits = splitsOf(listing);
        if (!m_folder.splits.empty() || !split.empty()) {
            listSplit(base, chooseSplit(m_folder.root, m_folder.splits, split));
        } else if (listing.pictures.empty()) {
            m_folder.layout = FolderLayout::Classes;
            m_folder.classes = listing.folders;
            addFiles(base, listing);
            dropEmptyClasses();
        } else {
            addFiles(base, listing);
        }
        sortEntries();
        return std::move(m_folder);
    }

    const FolderWalk& walk() const { return m_walk; }
    std::int64_t others() const { return m_others; }
    const std::string& example() const { return m_example; }

private:
    static constexpr int kMostLevels = 16;

    FolderListing enterableListing(const fs::path& folder) {
        auto listing = m_walk.list(folder);
        listing.folders = m_walk.enterable(folder, std::move(listing.folders));
        return listing;
    }

    void listSplit(const fs::path& base, const std::string& split) {
        m_folder.layout = FolderLayout::ImageFolder;
        m_folder.split = split;
        std::set<std::string> classes;
        for (const auto& part : m_folder.splits) {
            const auto names = m_walk.list(base / part).folders;
            classes.insert(names.begin(), names.end());
        }
        m_folder.classes.assign(classes.begin(), classes.end());
        addFiles(base / split, enterableListing(base / split));
    }

    /// Everything in and below a folder; the folders inside are classes if they are known as such.
    void addFiles(const fs::path& base, const FolderListing& listing) {
        FoundFiles loose{.others = std::ssize(listing.others),
                         .example = listing.others.empty() ? "" : listing.others.front()};
        for (const auto& name : listing.pictures) {
            loose.pictures.push_back((base / name).string());
        }
        add(std::move(loose), -1);
        for (const auto& name : listing.folders) {
            const auto at = std::ranges::lower_bound(m_folder.classes, name);
            const bool isClass = at != m_folder.classes.end() && *at == name;
            add(m_walk.find(base / name),
                isClass ? static_cast<int>(at - m_folder.classes.begin()) : -1);
        }
    }

    void dropEmptyClasses() {
        std::map<int, int> numbers; // old to new
        for (const auto& entry : m_folder.entries) {
            numbers[entry.label] = 0;
        }
        std::vector<std::string> classes;
        for (auto& [old, number] : numbers) {
            number = static_cast<int>(classes.size());
            classes.push_back(m_folder.classes[static_cast<std::size_t>(old)]);
        }
        for (auto& entry : m_folder.entries) {
            entry.label = numbers[entry.label];
        }
        m_folder.classes = std::move(classes);
    }

    void add(FoundFiles found, int label) {
        for (auto& path : found.pictures) {
            m_folder.entries.push_back({.path = std::move(path), .label = label});
        }
        m_others += found.others;
        if (m_example.empty()) {
            m_example = found.example;
        }
    }

    /// Not by std::filesystem's order, which compares part by part.
    void sortEntries() { std::ranges::sort(m_folder.entries, {}, &FolderEntry::path); }

    FolderWalk m_walk;
    ImageFolder m_folder;
    std::int64_t m_others = 0;
    std::string m_example;
    int m_levels = 0;
};

ImageFolder onePicture(const fs::path& path) {
    if (!hasImageSuffix(path)) { // the contents decide, and say why not
        const DecodeLimits limits;
        probeImage(readFile(path, limits.maxBytes), path.string(), limits);
    }
    return {.root = path, .layout = FolderLayout::Flat, .entries = {{.path = path.string()}}};
}

void lookUpSizes(ImageFolder& folder, const std::stop_token& stop) {
    for (auto& entry : folder.entries) {
        if (stop.stop_requested()) {
            return;
        }
        std::error_code error;
        const auto size = fs::file_size(entry.path, error);
        entry.bytes = error ? -1 : static_cast<std::int64_t>(size);
    }
}

} // namespace

std::string_view nameIn(const ImageFolder& folder, const FolderEntry& entry) {
    // Paths of entries are the root's with more behind it.
    const auto& root = folder.root.native();
    std::string_view name(entry.path);
    if (name == root) {
        return "."; // a single picture
    }
    if (!name.starts_with(root)) {
        return name;
    }
    name.remove_prefix(root.size());
    return name.substr(std::min(name.find_first_not_of('/'), name.size()));
}

ImageFolder listImageFolder(const fs::path& root, const std::string& split,
                            const std::stop_token& stop) {
    std::error_code error;
    const auto type = fs::status(root, error).type();
    if (type == fs::file_type::not_found) {
        throw Error(ErrorKind::Io, "'" + root.string() + "' does not exist.");
    }
    if (type == fs::file_type::regular) {
        return onePicture(root);
    }
    if (type != fs::file_type::directory) {
        throw Error(ErrorKind::Io, "'" + root.string() + "' "
                                       + (error ? "can't be read: " + error.message()
                                                : "is neither a folder nor a picture file")
                                       + ".");
    }
    try {
        if (auto known = readFolderIndex(root, split)) {
            return stop.stop_requested() ? ImageFolder{.root = root} : std::move(*known);
        }
        const auto begun = std::chrono::system_clock::now();
        Lister lister(root, stop);
        auto folder = lister.list(split);
        if (stop.stop_requested()) {
            return {.root = root};
        }
        if (folder.entries.empty()) {
            refuseEmpty(root, lister.others(), lister.example());
        }
        constexpr std::ptrdiff_t kRemembered = 20'000; // fewer are listed in no time
        if (std::ssize(folder.entries) >= kRemembered && lister.walk().isComplete()) {
            lookUpSizes(folder, stop);
            if (!stop.stop_requested()) {
                storeFolderIndex(folder, split, lister.walk().listed(), begun);
            }
        }
        return folder;
    } catch (const fs::filesystem_error& failure) {
        throw Error(ErrorKind::Io, "'" + failure.path1().string()
                                       + "' can't be read: " + failure.code().message() + ".");
    }
}

} // namespace mae
