// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/folder_index.h"

#include "core/base/crc32c.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/version.h"
#include "core/data/fingerprint.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

constexpr auto kExtension = ".index";
constexpr std::string_view kMagic = "mae folder index 1";
constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30;
constexpr std::size_t kMostFiles = 8; ///< of one large folder each

fs::path fileOf(const fs::path& root, const std::string& split) {
    Fingerprint print;
    print.add(fs::absolute(root).lexically_normal().string());
    print.add(root.string()); // entries are spelled as the root was
    print.add(split);
    return cacheFolder() / "folders" / (print.text() + kExtension);
}

/// Numbers and texts one after the other, as they lie in memory: a cache is of one machine.
class Writer {
public:
    template <class Number> void number(Number value) {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void text(std::string_view value) {
        number(static_cast<std::uint32_t>(value.size()));
        m_bytes += value;
    }
    void texts(const std::vector<std::string>& values) {
        number(static_cast<std::uint32_t>(values.size()));
        for (const auto& value : values) {
            text(value);
        }
    }
    std::string& bytes() { return m_bytes; }

private:
    std::string m_bytes;
};

/// The same backwards; after the end all is empty and isGood() is false.
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) {}

    template <class Number> Number number() {
        Number value{};
        const auto part = take(sizeof value);
        if (m_good) {
            std::memcpy(&value, part.data(), sizeof value);
        }
        return value;
    }
    std::string_view text() { return take(number<std::uint32_t>()); }
    /// How many things follow, each of @p atLeast bytes: no more than there is room for.
    std::size_t count(std::size_t atLeast) {
        const std::size_t value = number<std::uint32_t>();
        m_good = m_good && value <= m_rest.size() / atLeast;
        return m_good ? value : 0;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> values;
        for (auto left = count(sizeof(std::uint32_t)); left > 0; --left) {
            values.emplace_back(text());
        }
        return values;
    }
    bool isGood() const { return m_good; }

private:
    std::string_view take(std::size_t size) {
        if (!m_good || size > m_rest.size()) {
            m_good = false;
            return {};
        }
        const auto part = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return part;
    }

    std::string_view m_rest;
    bool m_good = true;
};

constexpr std::size_t kEntryBytes = 2 * sizeof(std::int32_t) + sizeof(std::int64_t);

void write(Writer& writer, const ImageFolder& folder) {
    writer.number(static_cast<std::uint8_t>(folder.layout));
    writer.text(folder.split);
    writer.texts(folder.splits);
    writer.texts(folder.classes);
    writer.number(static_cast<std::uint32_t>(folder.entries.size()));
    for (const auto& entry : folder.entries) {
        writer.number(static_cast<std::int32_t>(entry.label));
        writer.number(entry.bytes);
        writer.text(nameIn(folder, entry));
    }
}

bool unchanged(Reader& reader) {
    for (auto left = reader.count(sizeof(std::uint32_t) + sizeof(std::int64_t)); left > 0; --left) {
        const fs::path folder(reader.text());
        const auto changed = reader.number<std::int64_t>();
        if (!reader.isGood() || changed == kUnknownChange || changeOf(folder) != changed) {
            return false;
        }
    }
    return reader.isGood();
}

std::optional<ImageFolder> read(Reader reader, const fs::path& root) {
    if (reader.text() != kMagic || reader.text() != programVersion() || !unchanged(reader)) {
        return std::nullopt;
    }
    ImageFolder folder{.root = root};
    const auto layout = reader.number<std::uint8_t>();
    folder.layout = static_cast<FolderLayout>(layout);
    folder.split = reader.text();
    folder.splits = reader.texts();
    folder.classes = reader.texts();
    const auto entries = reader.count(kEntryBytes);
    folder.entries.reserve(entries);
    const auto inside = (root / "").string();
    const auto classes = static_cast<std::int32_t>(folder.classes.size());
    for (std::size_t i = 0; i < entries; ++i) {
        const auto label = reader.number<std::int32_t>();
        const auto bytes = reader.number<std::int64_t>();
        const auto name = reader.text();
        if (label < -1 || label >= classes) {
            return std::nullopt;
        }
        auto& entry = folder.entries.emplace_back();
        entry.path.reserve(inside.size() + name.size());
        entry.path.append(inside).append(name);
        entry.label = label;
        entry.bytes = bytes;
    }
    const bool good = reader.isGood() && layout <= static_cast<int>(FolderLayout::Flat);
    return good ? std::optional(std::move(folder)) : std::nullopt;
}

/// Removes those that nobody has needed for the longest time.
void removeOldest(const fs::path& place) {
    std::error_code ignored;
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    for (fs::directory_iterator i(place, ignored), end; !ignored && i != end;
         i.increment(ignored)) {
        if (i->path().extension() == kExtension) {
            std::error_code gone;
            files.emplace_back(i->last_write_time(gone), i->path());
        }
    }
    std::ranges::sort(files, std::ranges::greater{});
    for (auto i = kMostFiles; i < files.size(); ++i) {
        fs::remove(files[i].second, ignored);
    }
}

std::uint32_t sumOf(std::string_view bytes) { return crc32c(std::as_bytes(std::span(bytes))); }

} // namespace

std::optional<ImageFolder> readFolderIndex(const fs::path& root, const std::string& split) {
    try {
        const auto file = fileOf(root, split);
        std::error_code error;
        if (!fs::exists(file, error)) {
            return std::nullopt;
        }
        const auto text = readText(file, kMostBytes);
        std::uint32_t sum = 0;
        if (text.size() < sizeof sum) {
            return std::nullopt;
        }
        const auto content = std::string_view(text).substr(0, text.size() - sizeof sum);
        std::memcpy(&sum, text.data() + content.size(), sizeof sum);
        auto folder = sumOf(content) == sum ? read(Reader(content), root) : std::nullopt;
        if (folder) { // it is still needed
            fs::last_write_time(file, fs::file_time_type::clock::now(), error);
        }
        return folder;
    } catch (const std::exception&) { // as if there were none
        return std::nullopt;
    }
}

void storeFolderIndex(const ImageFolder& folder, const std::string& split,
                      const std::vector<ListedFolder>& folders,
                      std::chrono::system_clock::time_point begun) {
    constexpr auto kSettled = std::chrono::seconds(2); // the coarsest times of file systems
    Writer writer;
    writer.text(kMagic);
    writer.text(programVersion()); // another version may read other files
    writer.number(static_cast<std::uint32_t>(folders.size()));
    for (const auto& [path, changed] : folders) {
        const fs::file_time_type time{fs::file_time_type::duration(changed)};
        if (changed == kUnknownChange || changeOf(path) != changed
            || std::chrono::file_clock::to_sys(time) > begun - kSettled) {
            return;
        }
        writer.text(fs::absolute(path).string());
        writer.number(changed);
    }
    write(writer, folder);
    writer.number(sumOf(writer.bytes()));
    try {
        const auto file = fileOf(folder.root, split);
        fs::create_directories(file.parent_path());
        writeFileAtomically(file, writer.bytes());
        removeOldest(file.parent_path());
    } catch (const std::exception& error) {
        log(LogLevel::Warning,
            "The list of pictures was not remembered: " + std::string(error.what()));
    }
}

} // namespace mae
