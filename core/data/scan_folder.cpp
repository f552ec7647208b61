// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/image_folder.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <thread>
#include <utility>

namespace mae {
namespace {

using Clock = std::chrono::steady_clock;

/// What one file contributes; kept by file, so that the order of threads changes nothing.
struct FileResult {
    bool done = false;
    std::string reason{}; ///< why it is bad; empty: it is good
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    std::array<double, 3> mean{};   ///< of values in [0, 1]
    std::array<double, 3> square{}; ///< mean of their squares
};

void measure(const Image& image, FileResult& result) {
    std::array<std::uint64_t, 3> sums{}, squares{};
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        for (std::size_t c = 0; c < 3; ++c) {
            const std::uint64_t value = image.pixels[i + c];
            sums[c] += value;
            squares[c] += value * value;
        }
    }
    const double pixels = static_cast<double>(image.pixels.size()) / 3;
    for (std::size_t c = 0; c < 3; ++c) {
        result.mean[c] = static_cast<double>(sums[c]) / pixels / 255;
        result.square[c] = static_cast<double>(squares[c]) / pixels / (255.0 * 255);
    }
}

FileResult scanFile(const std::filesystem::path& path) {
    FileResult result{.done = true};
    try {
        const DecodeLimits limits;
        const auto bytes = readFile(path, limits.maxBytes);
        result.bytes = std::ssize(bytes);
        const auto image = decodeImage(bytes, path.string(), 0, limits);
        result.width = image.width;
        result.height = image.height;
        measure(image, result);
    } catch (...) {
        result.reason = currentError().what();
    }
    return result;
}

/// Tells at most ten times a second, and at the end.
class ScanProgress {
public:
    ScanProgress(std::function<void(std::int64_t, std::int64_t)> tell, std::int64_t total)
        : m_tell(std::move(tell)), m_total(total) {}

    void add() {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        const auto now = Clock::now();
        if (m_tell && (m_done == m_total || now - m_last >= std::chrono::milliseconds(100))) {
            m_last = now;
            m_tell(m_done, m_total);
        }
    }

private:
    std::mutex m_mutex;
    std::function<void(std::int64_t, std::int64_t)> m_tell;
    std::int64_t m_total = 0;
    std::int64_t m_done = 0;
    Clock::time_point m_last = Clock::now();
};

std::vector<FileResult> scanFiles(const std::vector<FolderEntry>& entries, int threads,
                                  ScanProgress& progress, const std::stop_token& stop) {
    std::vector<FileResult> results(entries.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < entries.size() && !stop.stop_requested(); i = next++) {
            results[i] = scanFile(entries[i].path);
            progress.add();
        }
    };
    const auto available = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const auto most = static_cast<int>(std::clamp<std::size_t>(entries.size(), 1, 64));
    std::vector<std::jthread> helpers;
    for (int i = std::clamp(threads > 0 ? threads : available, 1, most); i > 1; --i) {
        helpers.emplace_back(work);
    }
    work();
    helpers.clear(); // joins
    return results;
}

void addGood(FolderScan& scan, const FolderEntry& entry, const FileResult& result) {
    const bool first = scan.good == 0;
    ++scan.good;
    if (entry.label >= 0) {
        ++scan.perClass[static_cast<std::size_t>(entry.label)];
    }
    scan.minWidth = first ? result.width : std::min(scan.minWidth, result.width);
    scan.maxWidth = std::max(scan.maxWidth, result.width);
    scan.minHeight = first ? result.height : std::min(scan.minHeight, result.height);
    scan.maxHeight = std::max(scan.maxHeight, result.height);
    for (std::size_t c = 0; c < 3; ++c) {
        scan.mean[c] += result.mean[c];
        scan.std[c] += result.square[c];
    }
}

} // namespace

FolderScan scanImageFolder(const std::filesystem::path& root, const std::string& split, int threads,
                           const std::function<void(std::int64_t, std::int64_t)>& progress,
                           const std::stop_token& stop) {
    FolderScan scan{.folder = listImageFolder(root, split, stop)};
    const auto& entries = scan.folder.entries;
    scan.perClass.resize(scan.folder.classes.size());
    ScanProgress reporter(progress, std::ssize(entries));
    const auto results = scanFiles(entries, threads, reporter, stop);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        scan.bytes += results[i].bytes;
        if (!results[i].reason.empty()) {
            scan.bad.push_back({.path = entries[i].path, .reason = results[i].reason});
        } else if (results[i].done) {
            addGood(scan, entries[i], results[i]);
        }
    }
    for (std::size_t c = 0; c < 3 && scan.good > 0; ++c) {
        const auto count = static_cast<double>(scan.good);
        scan.mean[c] /= count;
        scan.std[c] = std::sqrt(std::max(0.0, scan.std[c] / count - scan.mean[c] * scan.mean[c]));
    }
    return scan;
}

} // namespace mae
