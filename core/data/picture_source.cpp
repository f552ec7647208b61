// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture_source.h"

#include "core/base/error.h"
#include "core/data/picture_cache.h"
#include "core/data/scenes.h"
#include "core/data/transform.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>
#include <string_view>

namespace mae {
namespace {

/// FNV-1a, 64 bits: changes are to be noticed, not attacks to be withstood.
class Fingerprint {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            m_hash = (m_hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3ull;
        }
        m_hash = (m_hash ^ 0xFF) * 0x100000001B3ull; // no byte of UTF-8: ends the text
    }
    void add(std::uint64_t number) { add(std::to_string(number)); }
    std::string text() const {
        std::array<char, 17> hex{};
        std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(m_hash));
        return hex.data();
    }

private:
    std::uint64_t m_hash = 0xCBF29CE484222325ull;
};

/// Pictures drawn by the program.
class SceneSource : public PictureSource {
public:
    /// Scenes leave room for crops: a picture is half as large again as what training sees.
    SceneSource(int count, int imageSize) : m_count(count), m_side(imageSize + imageSize / 2) {}

    std::int64_t count() const override { return m_count; }
    std::shared_ptr<const Image> load(std::int64_t index, int) override {
        return std::make_shared<const Image>(
            drawScene(0, static_cast<std::uint64_t>(index), m_side, m_side));
    }
    int label(std::int64_t index) const override {
        return sceneLabel(static_cast<std::uint64_t>(index));
    }
    std::vector<std::string> classes() const override {
        return {sceneClasses().begin(), sceneClasses().end()};
    }
    std::string name(std::int64_t index) const override {
        return "scene " + std::to_string(index) + " ("
               + sceneClasses()[static_cast<std::size_t>(label(index))] + ")";
    }
    std::string fingerprint() const override {
        Fingerprint print;
        print.add("scenes");
        print.add(static_cast<std::uint64_t>(m_count));
        print.add(static_cast<std::uint64_t>(m_side));
        return print.text();
    }
    std::vector<BadFile> badFiles() const override { return {}; }

private:
    std::int64_t m_count = 0;
    int m_side = 0;
};

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

/// The files of one folder. A file that was bad once is not opened again.
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
                m_bad.try_emplace(index, error);
                m_anyBad = true;
            }
            throw;
        }
    }

    int label(std::int64_t index) const override { return entry(index).label; }
    std::vector<std::string> classes() const override { return m_folder.classes; }
    std::string name(std::int64_t index) const override { return entry(index).path.string(); }

    std::string fingerprint() const override {
        Fingerprint print;
        for (const auto& file : m_folder.entries) {
            std::error_code ignored; // a file that has vanished has the size -1
            print.add(file.path.lexically_relative(m_folder.root).generic_string());
            print.add(std::filesystem::file_size(file.path, ignored));
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

private:
    const FolderEntry& entry(std::int64_t index) const {
        return m_folder.entries.at(static_cast<std::size_t>(index));
    }
    void throwIfBad(std::int64_t index) const {
        if (m_anyBad) {
            const std::lock_guard lock(m_mutex);
            if (const auto found = m_bad.find(index); found != m_bad.end()) {
                throw Error(found->second);
            }
        }
    }

    ImageFolder m_folder;
    mutable std::mutex m_mutex;
    std::atomic<bool> m_anyBad = false;
    std::map<std::int64_t, Error> m_bad; ///< guarded by m_mutex
};

/// Several sources one after the other, with one cache. Classes of the same name become one.
class JoinedSource : public PictureSource {
public:
    JoinedSource(std::vector<std::unique_ptr<PictureSource>> parts, std::uint64_t cacheBytes)
        : m_parts(std::move(parts)), m_cache(cacheBytes) {
        for (const auto& part : m_parts) {
            const auto names = part->classes();
            m_classes.insert(m_classes.end(), names.begin(), names.end());
            m_ends.push_back(count() + part->count());
        }
        // One source keeps its own order of classes; several are sorted by name.
        if (m_parts.size() > 1) {
            std::ranges::sort(m_classes);
            m_classes.erase(std::ranges::unique(m_classes).begin(), m_classes.end());
        }
        for (const auto& part : m_parts) {
            auto& labels = m_labels.emplace_back();
            for (const auto& name : part->classes()) {
                labels.push_back(
                    static_cast<int>(std::ranges::find(m_classes, name) - m_classes.begin()));
            }
        }
    }

    std::int64_t count() const override { return m_ends.empty() ? 0 : m_ends.back(); }

    std::shared_ptr<const Image> load(std::int64_t index, int minShortSide) override {
        if (auto cached = m_cache.find(index, minShortSide)) {
            return cached;
        }
        const auto place = find(index);
        auto image = m_parts[place.part]->load(place.index, minShortSide);
        m_cache.insert(index, minShortSide, image);
        return image;
    }

    int label(std::int64_t index) const override {
        const auto place = find(index);
        const int own = m_parts[place.part]->label(place.index);
        return own < 0 ? -1 : m_labels[place.part][static_cast<std::size_t>(own)];
    }
    std::vector<std::string> classes() const override { return m_classes; }
    std::string name(std::int64_t index) const override {
        const auto place = find(index);
        return m_parts[place.part]->name(place.index);
    }
    std::string fingerprint() const override {
        if (m_parts.size() == 1) {
            return m_parts.front()->fingerprint();
        }
        Fingerprint print;
        for (const auto& part : m_parts) {
            print.add(part->fingerprint());
        }
        return print.text();
    }
    std::vector<BadFile> badFiles() const override {
        std::vector<BadFile> result;
        for (const auto& part : m_parts) {
            const auto bad = part->badFiles();
            result.insert(result.end(), bad.begin(), bad.end());
        }
        return result;
    }

private:
    struct Place {
        std::size_t part = 0;
        std::int64_t index = 0;
    };
    Place find(std::int64_t index) const {
        if (index < 0 || index >= count()) {
            throw Error(ErrorKind::Internal, "There is no picture " + std::to_string(index)
                                                 + " among " + std::to_string(count()) + ".");
        }
        const auto end = std::ranges::upper_bound(m_ends, index);
        const auto part = static_cast<std::size_t>(end - m_ends.begin());
        return {.part = part, .index = index - (part == 0 ? 0 : m_ends[part - 1])};
    }

    std::vector<std::unique_ptr<PictureSource>> m_parts;
    std::vector<std::int64_t> m_ends; ///< number of pictures up to and with each part
    std::vector<std::string> m_classes;
    std::vector<std::vector<int>> m_labels; ///< of each part: its labels in m_classes
    PictureCache m_cache;
};

} // namespace

std::shared_ptr<PictureSource> openPictures(const DataConfig& config, int imageSize,
                                            const std::stop_token& stop) {
    if (config.paths.empty()) {
        throw Error(ErrorKind::InvalidConfig,
                    "data.paths is empty: name a folder of pictures, or the word scenes.");
    }
    std::vector<std::unique_ptr<PictureSource>> parts;
    for (const auto& path : config.paths) {
        if (path == "scenes") {
            parts.push_back(std::make_unique<SceneSource>(config.scenes, imageSize));
        } else {
            parts.push_back(std::make_unique<FolderSource>(listImageFolder(path, {}, stop)));
        }
    }
    return std::make_shared<JoinedSource>(std::move(parts),
                                          static_cast<std::uint64_t>(config.cacheMb) << 20);
}

} // namespace mae
