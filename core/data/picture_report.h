// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/image_folder.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

struct ClassCount {
    std::string name{};
    std::int64_t pictures = 0;

    bool operator==(const ClassCount&) const = default;
};

/// What the pictures of several folders are like, as one collection.
struct PictureReport {
    std::int64_t good = 0;             ///< pictures that can be read
    std::int64_t bytes = 0;            ///< of all files
    std::vector<ClassCount> classes{}; ///< by name; classes of the same name are one
    int minWidth = 0, maxWidth = 0, minHeight = 0, maxHeight = 0; ///< pixels
    std::vector<SideCount> sides{};                               ///< shorter sides, ascending
    std::array<double, 3> mean{}; ///< over all pixels, every picture weighted equally, in [0, 1]
    std::array<double, 3> std{};
    /// Files of the same bytes: groups of two or more, in the order of the folders. A file that
    /// two of the folders contain is in a group with itself.
    std::vector<std::vector<std::filesystem::path>> duplicates{};
    std::vector<BadFile> bad{};
    bool remembered = false; ///< of earlier scans of the same files
};

/// Scans folders and files as `mae data` does each, and remembers each on disk.
/// @param paths     without the word scenes
/// @param threads   0: one per core
/// @param progress  of all of them together, as scanImageFolder()
/// @return what was decoded so far if @p stop was requested. @throws Error naming the folder
PictureReport reportPictures(const std::vector<std::string>& paths, int threads,
                             const ScanProgress& progress, const std::stop_token& stop);

/// Several scans as one report.
PictureReport joinScans(const std::vector<FolderScan>& scans);

/// Values of data.mean and data.std.
struct MeanStd {
    std::array<double, 3> mean{};
    std::array<double, 3> std{};

    bool operator==(const MeanStd&) const = default;
};

/// What was measured, as settings have it: four decimals, and no deviation smaller than allowed.
MeanStd asSettings(const MeanStd& measured);

} // namespace mae
