// SPDX-License-Identifier: GPL-3.0-or-later
// Scans remembered on disk.
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/version.h"
#include "core/data/fingerprint.h"
#include "core/data/folder_scan.h"

#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <algorithm>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path pathOf(const std::string& fingerprint) {
    return cacheFolder() / "scans" / (fingerprint + ".cbor");
}

Json jsonOf(const FolderScan& scan) {
    Json sides = Json::array(), bad = Json::array();
    for (const auto& count : scan.sides) {
        sides.push_back({count.side, count.pictures});
    }
    const auto binary = [](const std::string& text) { // names need not be UTF-8
        return Json::binary({text.begin(), text.end()});
    };
    for (const auto& file : scan.bad) {
        bad.push_back(Json::array({binary(file.path.string()), binary(file.reason)}));
    }
    return {{"good", scan.good},
            {"bytes", scan.bytes},
            {"per_class", scan.perClass},
            {"sides", {scan.minWidth, scan.maxWidth, scan.minHeight, scan.maxHeight}},
            {"mean", scan.mean},
            {"std", scan.std},
            {"side_counts", sides},
            {"hashes", scan.hashes},
            {"duplicates", scan.duplicates},
            {"bad", bad}};
}

std::string textOf(const Json& binary) {
    const auto& bytes = binary.get_binary();
    return {bytes.begin(), bytes.end()};
}

/// @throws nlohmann's exceptions
FolderScan scanFrom(const Json& json, const ImageFolder& folder) {
    FolderScan scan{.folder = folder, .remembered = true};
    scan.good = json.at("good").get<std::int64_t>();
    scan.bytes = json.at("bytes").get<std::int64_t>();
    scan.perClass = json.at("per_class").get<std::vector<std::int64_t>>();
    const auto sides = json.at("sides").get<std::array<int, 4>>();
    scan.minWidth = sides[0];
    scan.maxWidth = sides[1];
    scan.minHeight = sides[2];
    scan.maxHeight = sides[3];
    scan.mean = json.at("mean").get<std::array<double, 3>>();
    scan.std = json.at("std").get<std::array<double, 3>>();
    for (const auto& count : json.at("side_counts")) {
        scan.sides.push_back(
            {.side = count.at(0).get<int>(), .pictures = count.at(1).get<std::int64_t>()});
    }
    scan.sizes = sizeBins(scan.sides);
    scan.hashes = json.at("hashes").get<std::vector<std::uint64_t>>();
    scan.duplicates = json.at("duplicates").get<std::vector<std::vector<std::int64_t>>>();
    for (const auto& file : json.at("bad")) {
        scan.bad.push_back({.path = textOf(file.at(0)), .reason = textOf(file.at(1))});
    }
    return scan;
}

bool fits(const FolderScan& scan) {
    const auto count = std::ssize(scan.folder.entries);
    for (const auto& group : scan.duplicates) {
        for (const auto index : group) {
            if (index < 0 || index >= count) {
                return false;
            }
        }
    }
    return scan.perClass.size() == scan.folder.classes.size() && scan.good >= 0
           && scan.good + std::ssize(scan.bad) == count && std::ssize(scan.hashes) == count
           && std::ranges::all_of(scan.sides, [](const SideCount& s) { return s.side > 0; });
}

} // namespace

std::string scanFingerprint(const ImageFolder& folder) {
    Fingerprint print;
    print.add(programVersion()); // another version may decode more
    print.add(fs::absolute(folder.root).lexically_normal().string());
    for (const auto& entry : folder.entries) {
        struct stat file {}; // one look at each of a million files; what vanished is all zeros
        [[maybe_unused]] const int found = ::stat(entry.path.c_str(), &file);
        print.add(entry.path);
        print.add(static_cast<std::uint64_t>(file.st_size));
        print.add(static_cast<std::uint64_t>(file.st_mtim.tv_sec));
        print.add(static_cast<std::uint64_t>(file.st_mtim.tv_nsec));
    }
    return print.text();
}

std::optional<FolderScan> readScan(const ImageFolder& folder, const std::string& fingerprint) {
    constexpr std::uint64_t kMostBytes = 256ull << 20;
    try {
        const auto bytes = readFile(pathOf(fingerprint), kMostBytes);
        auto scan = scanFrom(Json::from_cbor(bytes), folder);
        return fits(scan) ? std::optional(std::move(scan)) : std::nullopt;
    } catch (const std::exception&) { // none yet, or damaged
        return std::nullopt;
    }
}

void storeScan(const FolderScan& scan, const std::string& fingerprint) {
    try {
        const auto path = pathOf(fingerprint);
        fs::create_directories(path.parent_path());
        const auto bytes = Json::to_cbor(jsonOf(scan));
        const std::span<const std::byte> part = std::as_bytes(std::span(bytes));
        writeFileAtomically(path, std::span(&part, 1));
    } catch (const std::exception& error) {
        log(LogLevel::Warning, "The scan was not remembered: " + std::string(error.what()));
    }
}

FolderScan scanRemembered(const fs::path& root, const std::string& split, int threads,
                          const ScanProgress& progress, const std::stop_token& stop) {
    return scanListedRemembered(listImageFolder(root, split, stop), threads, progress, stop);
}

FolderScan scanListedRemembered(ImageFolder folder, int threads, const ScanProgress& progress,
                                const std::stop_token& stop) {
    const auto fingerprint = scanFingerprint(folder);
    if (auto known = readScan(folder, fingerprint)) {
        return std::move(*known);
    }
    auto scan = scanListed(std::move(folder), threads, progress, stop);
    if (!stop.stop_requested()) {
        storeScan(scan, fingerprint);
    }
    return scan;
}

} // namespace mae
