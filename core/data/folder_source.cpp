// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/folder_source.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/fingerprint.h"
#include "core/data/transform.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace mae {
namespace {

/// JPEG files are decoded at a fraction of their size; others are brought to the same range here,
/// so that one large PNG does not fill the cache.
Image shrinkFor(Image image, int minShortSide) {
    const int shortSide = std::min(image.width, image.height);
    int factor = 1;
    while (minShortSide > 0 && shortSide / (factor * 2) >= minShortSide) {
        factor *= 2;
    }
    return factor == 1
               ? std::move(image)
               : resizeBicubic(
                   image, {.top = 0, .left = 0, .height = image.height, .width = image.width},
                   (image.width + factor - 1) / factor, (image.height + factor - 1) / factor);
}

class FolderSource : public PictureSource {
public:
    explicit FolderSource(ImageFolder folder) : m_folder(std::move(folder)) {}

    std::int64_t count() const override { return std::ssize(m_folder.entries); }

    std::shared_ptr<const Image> load(std::int64_t index, int minShortSide) override {
        throwIfBad(index);
        try {
            return std::make_shared<const Image>(
                shrinkFor(readImage(entry(index).path, minShortSide), minShortSide));
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::Io || error.kind() == ErrorKind::Format) {
                const std::lock_guard lock(m_mutex);
                remember(index, error);
            }
            throw;
        }
    }

    int label(std::int64_t index) const override { return entry(index).label; }
    std::vector<std::string> classes() const override { return m_folder.classes; }
    std::string name(std::int64_t index) const override { return entry(index).path; }

    std::string fingerprint() const override {
        Fingerprint print;
        for (const auto& file : m_folder.entries) {
            std::error_code ignored; // a file that has vanished has the size -1
            print.add(nameIn(m_folder, file));
            print.add(file.bytes >= 0 ? static_cast<std::uint64_t>(file.bytes)
                                      : std::filesystem::file_size(file.path, ignored));
        }
        return print.text();
    }

    std::vector<BadFile> badFiles() const override {
        const std::lock_guard lock(m_mutex);
        std::vector<BadFile> result;
        for (const auto& [index, error] : m_bad) {
            result.push_back({.path = entry(index).path, .reason = error.what()});
        }
        return result;
    }

    std::int64_t badCount() const override { return m_badCount; }

private:
    /// Call with m_mutex locked.
    void remember(std::int64_t index, const Error& error) {
        constexpr std::size_t kTold = 10;
        if (m_bad.try_emplace(index, error).second && m_bad.size() <= kTold) {
            log(LogLevel::Warning,
                "Skipped: " + std::string(error.what())
                    + (m_bad.size() == kTold ? " Further ones are not told." : ""));
        }
        m_badCount = std::ssize(m_bad);
    }
    const FolderEntry& entry(std::int64_t index) const {
        return m_folder.entries.at(static_cast<std::size_t>(index));
    }
    void throwIfBad(std::int64_t index) const {
        if (m_badCount > 0) {
            const std::lock_guard lock(m_mutex);
            const auto found = m_bad.find(index);
            if (found != m_bad.end() && found->second.kind() == ErrorKind::Format) { // for ever
                throw Error(found->second);
            }
        }
    }

    ImageFolder m_folder;
    mutable std::mutex m_mutex;
    std::atomic<std::int64_t> m_badCount = 0;
    std::map<std::int64_t, Error> m_bad; ///< guarded by m_mutex
};

} // namespace

std::unique_ptr<PictureSource> openFolder(ImageFolder folder) {
    return std::make_unique<FolderSource>(std::move(folder));
}

} // namespace mae
