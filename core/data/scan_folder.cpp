// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/folder_scan.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstring>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

namespace mae {
namespace {

using Clock = std::chrono::steady_clock;

/// What one file contributes; kept by file, so that the order of threads changes nothing. As small
/// as it can be: there may be millions.
struct FileRecord {
    std::uint64_t hash = 0; ///< of its bytes
    std::int64_t bytes = 0;
    std::int32_t width = 0, height = 0; ///< 0: bad, or not scanned
    std::array<double, 3> mean{};       ///< of values in [0, 1]
    std::array<double, 3> square{};     ///< mean of their squares

    bool isGood() const { return width > 0; }
};

/// FNV-1a over the size and words of eight bytes: files that are equal are to be found, not
/// forgeries. Never 0.
std::uint64_t hashOf(std::span<const std::uint8_t> bytes) {
    constexpr std::uint64_t kPrime = 0x100000001B3ull;
    std::uint64_t hash = (0xCBF29CE484222325ull ^ bytes.size()) * kPrime;
    for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        hash = (hash ^ word) * kPrime;
        hash ^= hash >> 32u; // the product carries upwards only
    }
    for (const auto byte : bytes) {
        hash = (hash ^ byte) * kPrime;
    }
    return std::max<std::uint64_t>(1, hash);
}

void measure(const Image& image, FileRecord& record) {
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
        record.mean[c] = static_cast<double>(sums[c]) / pixels / 255;
        record.square[c] = static_cast<double>(squares[c]) / pixels / (255.0 * 255);
    }
    record.width = image.width;
    record.height = image.height;
}

static_assert(sizeof(FileRecord) <= 80, "1.28 million files are to fit into 100 MB");

/// All files, and why the bad ones are bad, by index.
struct Records {
    std::vector<FileRecord> files{};
    std::map<std::int64_t, std::string> reasons{};
};

/// @throws what is wrong with the file
void scanFile(const std::filesystem::path& path, FileRecord& record) {
    const DecodeLimits limits;
    const auto bytes = readFile(path, limits.maxBytes);
    record.bytes = std::ssize(bytes);
    record.hash = hashOf(bytes);
    measure(decodeImage(bytes, path.string(), 0, limits), record);
}

/// Tells at most ten times a second, and at the end.
class Reporter {
public:
    Reporter(ScanProgress tell, std::int64_t total) : m_tell(std::move(tell)), m_total(total) {}

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
    ScanProgress m_tell;
    std::int64_t m_total = 0;
    std::int64_t m_done = 0;
    Clock::time_point m_last = Clock::now();
};

Records scanFiles(const std::vector<FolderEntry>& entries, int threads, Reporter& progress,
                  const std::stop_token& stop) {
    Records records{.files = std::vector<FileRecord>(entries.size())};
    std::mutex mutex; // of the reasons
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < entries.size() && !stop.stop_requested(); i = next++) {
            try {
                scanFile(entries[i].path, records.files[i]);
            } catch (...) {
                const std::lock_guard lock(mutex);
                records.reasons[static_cast<std::int64_t>(i)] = currentError().what();
            }
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
    return records;
}

void addGood(FolderScan& scan, const FolderEntry& entry, const FileRecord& result) {
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

std::vector<SideCount> sidesOf(const std::vector<FileRecord>& files) {
    std::map<int, std::int64_t> counts;
    for (const auto& file : files) {
        if (file.isGood()) {
            ++counts[std::min(file.width, file.height)];
        }
    }
    std::vector<SideCount> sides;
    for (const auto& [side, count] : counts) {
        sides.push_back({.side = side, .pictures = count});
    }
    return sides;
}

std::vector<std::vector<std::int64_t>> duplicatesOf(const std::vector<FileRecord>& files) {
    std::vector<std::uint32_t> order;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].isGood()) {
            order.push_back(static_cast<std::uint32_t>(i));
        }
    }
    const auto key = [&files](std::uint32_t i) { return std::pair(files[i].hash, i); };
    std::ranges::sort(order, {}, key);
    std::vector<std::vector<std::int64_t>> groups;
    for (std::size_t i = 0, end = 0; i < order.size(); i = end) {
        const auto& first = files[order[i]];
        for (end = i + 1; end < order.size() && files[order[end]].hash == first.hash; ++end) {
        }
        if (end - i > 1) {
            groups.emplace_back(order.begin() + std::ptrdiff_t(i),
                                order.begin() + std::ptrdiff_t(end));
        }
    }
    std::ranges::sort(groups);
    return groups;
}

} // namespace

std::vector<SizeBin> sizeBins(const std::vector<SideCount>& sides) {
    std::vector<SizeBin> bins;
    for (const auto& count : sides) {
        const auto from = static_cast<int>(std::bit_floor(static_cast<unsigned>(count.side)));
        if (bins.empty() || bins.back().from != from) {
            bins.push_back({.from = from, .to = 2 * from - 1});
        }
        bins.back().pictures += count.pictures;
    }
    return bins;
}

int medianSide(const std::vector<SideCount>& sides) {
    std::int64_t all = 0, below = 0;
    for (const auto& count : sides) {
        all += count.pictures;
    }
    for (const auto& count : sides) {
        below += count.pictures;
        if (2 * below >= all) {
            return count.side;
        }
    }
    return 0;
}

FolderScan scanListed(ImageFolder folder, int threads, const ScanProgress& progress,
                      const std::stop_token& stop) {
    FolderScan scan{.folder = std::move(folder)};
    const auto& entries = scan.folder.entries;
    scan.perClass.resize(scan.folder.classes.size());
    Reporter reporter(progress, std::ssize(entries));
    const auto records = scanFiles(entries, threads, reporter, stop);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        scan.bytes += records.files[i].bytes;
        if (records.files[i].isGood()) {
            addGood(scan, entries[i], records.files[i]);
        }
    }
    for (const auto& [index, reason] : records.reasons) {
        scan.bad.push_back(
            {.path = entries[static_cast<std::size_t>(index)].path, .reason = reason});
    }
    for (std::size_t c = 0; c < 3 && scan.good > 0; ++c) {
        const auto count = static_cast<double>(scan.good);
        scan.mean[c] /= count;
        scan.std[c] = std::sqrt(std::max(0.0, scan.std[c] / count - scan.mean[c] * scan.mean[c]));
    }
    scan.sides = sidesOf(records.files);
    scan.sizes = sizeBins(scan.sides);
    scan.hashes.reserve(entries.size());
    for (const auto& file : records.files) {
        scan.hashes.push_back(file.isGood() ? file.hash : 0);
    }
    scan.duplicates = duplicatesOf(records.files);
    return scan;
}

FolderScan scanImageFolder(const std::filesystem::path& root, const std::string& split, int threads,
                           const ScanProgress& progress, const std::stop_token& stop) {
    return scanListed(listImageFolder(root, split, stop), threads, progress, stop);
}

} // namespace mae
