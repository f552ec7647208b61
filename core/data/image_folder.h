// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/decode.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

/// How labels follow from folders.
enum class FolderLayout {
    ImageFolder, ///< train/CLASS/*, and val, validation or test beside it
    Classes,     ///< CLASS/*
    Flat,        ///< pictures without labels
};

/// A picture file. Its path is a text: std::filesystem::path takes five times the memory.
struct FolderEntry {
    std::string path{};
    int label = -1;          ///< index into classes; -1: none
    std::int64_t bytes = -1; ///< of the file, if that is known without looking; -1: it is not
};

/// The pictures of a folder by name; nothing has been opened yet.
struct ImageFolder {
    std::filesystem::path root{};
    FolderLayout layout = FolderLayout::Flat;
    std::string split{};                ///< of ImageFolder: what was listed, e.g. "train"
    std::vector<std::string> splits{};  ///< of ImageFolder: what there is
    std::vector<std::string> classes{}; ///< sorted by bytes
    std::vector<FolderEntry> entries{}; ///< sorted by bytes of the path relative to the root
};

/// The path of an entry relative to the root, with '/'.
std::string_view nameIn(const ImageFolder& folder, const FolderEntry& entry);

/// Lists pictures, recursively. Only regular files with a picture's suffix; loops of symbolic
/// links, sockets, FIFOs, devices and hidden files are ignored, folders that may not be entered are
/// logged. A single picture file gives a folder of one.
///
/// A folder with pictures directly inside is flat; one with a single folder inside counts as that
/// folder. The classes of an ImageFolder are those of all its parts, so that a label means the same
/// in each. The list of 20,000 pictures and more is remembered on disk, with their sizes, until one
/// of its folders changes.
/// @param split  of ImageFolder: which part ("val" and "validation" mean the same); empty: train
/// @param stop   if requested: an empty list
/// @throws Error(Io) if the folder can't be read; Error(InvalidConfig) with a remedy if it holds no
///         pictures at all.
ImageFolder listImageFolder(const std::filesystem::path& root, const std::string& split = {},
                            const std::stop_token& stop = {});

struct BadFile {
    std::filesystem::path path{};
    std::string reason{};
};

/// Pictures whose shorter side is in a range.
struct SizeBin {
    int from = 0; ///< pixels
    int to = 0;   ///< pixels, inclusive
    std::int64_t pictures = 0;

    bool operator==(const SizeBin&) const = default;
};

/// How many pictures have this shorter side.
struct SideCount {
    int side = 0; ///< pixels
    std::int64_t pictures = 0;

    bool operator==(const SideCount&) const = default;
};

/// What `mae data` reports: every file decoded.
struct FolderScan {
    ImageFolder folder{};
    std::int64_t good = 0;
    std::vector<BadFile> bad{};
    std::vector<std::int64_t> perClass{}; ///< good files per class
    std::int64_t bytes = 0;
    int minWidth = 0, maxWidth = 0, minHeight = 0, maxHeight = 0; ///< pixels
    std::array<double, 3> mean{}; ///< over all pixels, every picture weighted equally, in [0, 1]
    std::array<double, 3> std{};
    std::vector<SideCount> sides{}; ///< shorter sides, ascending
    std::vector<SizeBin> sizes{};   ///< a bin from each power of two to the next; no empty ones
    /// Files of the same bytes, as indices into the entries: groups of two or more, ascending.
    std::vector<std::vector<std::int64_t>> duplicates{};
    std::vector<std::uint64_t> hashes{}; ///< of the bytes of each entry; 0: it is bad
    bool remembered = false;             ///< of an earlier scan of the same files
};

/// Called now and then with (done, total), from any thread, never at once.
using ScanProgress = std::function<void(std::int64_t, std::int64_t)>;

/// Decodes every picture on several threads. Bad files are listed, never fatal. The numbers do not
/// depend on the number of threads. If @p stop is requested, they are of what was decoded so far.
/// @param threads   0: one per core
/// @param progress  called now and then with (done, total), from any of the threads, never at once
/// @throws Error as listImageFolder() does.
FolderScan scanImageFolder(const std::filesystem::path& root, const std::string& split, int threads,
                           const ScanProgress& progress, const std::stop_token& stop);

} // namespace mae
