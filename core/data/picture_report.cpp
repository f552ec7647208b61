// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture_report.h"

#include "core/data/folder_scan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace mae {
namespace {

/// Means of values and of their squares: these can be averaged.
struct Moments {
    std::array<double, 3> mean{};
    std::array<double, 3> square{};
};

Moments momentsOf(const std::vector<FolderScan>& scans, std::int64_t pictures) {
    Moments all;
    for (const auto& scan : scans) {
        const auto share = static_cast<double>(scan.good) / static_cast<double>(pictures);
        for (std::size_t c = 0; c < 3; ++c) {
            all.mean[c] += share * scan.mean[c];
            all.square[c] += share * (scan.std[c] * scan.std[c] + scan.mean[c] * scan.mean[c]);
        }
    }
    return all;
}

void measure(PictureReport& report, const std::vector<FolderScan>& scans) {
    if (scans.size() == 1) { // to the last bit
        report.mean = scans.front().mean;
        report.std = scans.front().std;
        return;
    }
    if (report.good < 1) {
        return;
    }
    const auto moments = momentsOf(scans, report.good);
    report.mean = moments.mean;
    for (std::size_t c = 0; c < 3; ++c) {
        report.std[c] =
            std::sqrt(std::max(0.0, moments.square[c] - moments.mean[c] * moments.mean[c]));
    }
}

/// A file of one of the scans.
struct FileOf {
    std::uint64_t hash = 0;
    std::uint32_t scan = 0;
    std::uint32_t entry = 0;

    auto operator<=>(const FileOf&) const = default;
};

std::vector<FileOf> goodFiles(const std::vector<FolderScan>& scans) {
    std::vector<FileOf> files;
    for (std::size_t s = 0; s < scans.size(); ++s) {
        for (std::size_t i = 0; i < scans[s].hashes.size(); ++i) {
            if (scans[s].hashes[i] != 0) {
                files.push_back({.hash = scans[s].hashes[i],
                                 .scan = static_cast<std::uint32_t>(s),
                                 .entry = static_cast<std::uint32_t>(i)});
            }
        }
    }
    return files;
}

std::vector<std::vector<std::filesystem::path>> duplicatesIn(const std::vector<FolderScan>& scans) {
    auto files = goodFiles(scans);
    std::ranges::sort(files);
    std::vector<std::pair<std::size_t, std::size_t>> groups; // from, to
    for (std::size_t from = 0, to = 0; from < files.size(); from = to) {
        for (to = from + 1; to < files.size() && files[to].hash == files[from].hash; ++to) {
        }
        if (to - from > 1) {
            groups.emplace_back(from, to);
        }
    }
    std::ranges::sort(groups, {}, [&files](const auto& group) {
        return std::pair(files[group.first].scan, files[group.first].entry);
    });
    std::vector<std::vector<std::filesystem::path>> paths;
    for (const auto& [from, to] : groups) {
        paths.emplace_back();
        for (auto i = from; i < to; ++i) {
            paths.back().push_back(scans[files[i].scan].folder.entries[files[i].entry].path);
        }
    }
    return paths;
}

void addSizes(PictureReport& report, const FolderScan& scan, bool first) {
    report.minWidth = first ? scan.minWidth : std::min(report.minWidth, scan.minWidth);
    report.minHeight = first ? scan.minHeight : std::min(report.minHeight, scan.minHeight);
    report.maxWidth = std::max(report.maxWidth, scan.maxWidth);
    report.maxHeight = std::max(report.maxHeight, scan.maxHeight);
}

} // namespace

PictureReport joinScans(const std::vector<FolderScan>& scans) {
    PictureReport report{.remembered = true};
    std::map<std::string, std::int64_t> classes;
    std::map<int, std::int64_t> sides;
    for (const auto& scan : scans) {
        if (scan.good > 0) {
            addSizes(report, scan, report.good == 0);
        }
        report.good += scan.good;
        report.bytes += scan.bytes;
        report.remembered = report.remembered && scan.remembered;
        report.bad.insert(report.bad.end(), scan.bad.begin(), scan.bad.end());
        for (std::size_t i = 0; i < scan.folder.classes.size(); ++i) {
            classes[scan.folder.classes[i]] += scan.perClass.at(i);
        }
        for (const auto& count : scan.sides) {
            sides[count.side] += count.pictures;
        }
    }
    for (const auto& [name, pictures] : classes) {
        report.classes.push_back({.name = name, .pictures = pictures});
    }
    for (const auto& [side, pictures] : sides) {
        report.sides.push_back({.side = side, .pictures = pictures});
    }
    measure(report, scans);
    report.duplicates = duplicatesIn(scans);
    return report;
}

PictureReport reportPictures(const std::vector<std::string>& paths, int threads,
                             const ScanProgress& progress, const std::stop_token& stop) {
    std::vector<ImageFolder> folders; // all of them first: how many files there are is to be told
    std::int64_t total = 0, before = 0;
    for (const auto& path : paths) {
        folders.push_back(listImageFolder(path, {}, stop));
        total += std::ssize(folders.back().entries);
    }
    std::vector<FolderScan> scans;
    for (auto& folder : folders) {
        const auto count = std::ssize(folder.entries);
        scans.push_back(scanListedRemembered(
            std::move(folder), threads,
            [&](std::int64_t done, std::int64_t) {
                if (progress) {
                    progress(before + done, total);
                }
            },
            stop));
        before += count;
        if (stop.stop_requested()) {
            break;
        }
    }
    return joinScans(scans);
}

MeanStd asSettings(const MeanStd& measured) {
    constexpr double kParts = 1e4, kLeastStd = 1e-3; // decimals; what the setting allows
    MeanStd result;
    for (std::size_t c = 0; c < 3; ++c) {
        result.mean[c] = std::round(measured.mean[c] * kParts) / kParts;
        result.std[c] = std::max(kLeastStd, std::round(measured.std[c] * kParts) / kParts);
    }
    return result;
}

} // namespace mae
