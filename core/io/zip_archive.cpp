// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/zip_archive.h"

#include "core/base/error.h"
#include "core/io/safetensors_format.h"

#include <zlib.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace mae {
namespace {

// Sizes and signatures are those of PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16.
constexpr std::uint32_t kLocalSignature = 0x04034b50, kCentralSignature = 0x02014b50,
                        kEndSignature = 0x06054b50, kEnd64Signature = 0x06064b50,
                        kLocator64Signature = 0x07064b50;
constexpr std::size_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22, kEnd64Size = 56,
                      kLocatorSize = 20, kLongestComment = 65535;
constexpr std::uint64_t kMostEntries = 200'000, kLongestDirectory = 32U << 20;
constexpr std::uint32_t kInExtra32 = 0xFFFFFFFF;
constexpr std::uint16_t kInExtra16 = 0xFFFF;

/// Little-endian numbers of some bytes, read from the front; never beyond their end.
class Fields {
public:
    Fields(std::span<const std::byte> bytes, const std::string& file)
        : m_bytes(bytes), m_file(file) {}

    template <class Integer> Integer take() {
        Integer value = 0;
        const auto bytes = take(sizeof(Integer));
        for (std::size_t i = 0; i < sizeof(Integer); ++i) {
            value |= static_cast<Integer>(std::to_integer<Integer>(bytes[i]) << (8 * i));
        }
        return value;
    }
    std::span<const std::byte> take(std::size_t count) {
        if (count > m_bytes.size()) {
            refuse("its directory is cut off");
        }
        const auto taken = m_bytes.first(count);
        m_bytes = m_bytes.subspan(count);
        return taken;
    }
    std::string text(std::size_t count) {
        const auto bytes = take(count);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    std::size_t left() const { return m_bytes.size(); }
    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(ErrorKind::Format,
                    "'" + m_file + "' is not a readable zip archive: " + reason + ".");
    }

private:
    std::span<const std::byte> m_bytes;
    const std::string& m_file;
};

/// A part and where its local header begins.
struct Part {
    ZipEntry entry{};
    std::uint64_t begin = 0;
};

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    std::uint64_t end = 0; ///< where the record that says so begins
};

class Reader {
public:
    Reader(const InputFile& file, const std::string& name) : m_file(file), m_name(name) {}

    std::vector<ZipEntry> entries() {
        const auto directory = findDirectory();
        if (directory.entries > kMostEntries || directory.size > kLongestDirectory
            || directory.entries * kCentralSize > directory.size || directory.offset > directory.end
            || directory.size != directory.end - directory.offset) {
            refuse("its directory is not where or as large as it says");
        }
        const auto bytes = read(directory.offset, directory.size);
        Fields fields(bytes, m_name);
        std::vector<Part> parts;
        parts.reserve(static_cast<std::size_t>(directory.entries));
        for (std::uint64_t i = 0; i < directory.entries; ++i) {
            parts.push_back(part(fields));
        }
        if (fields.left() != 0) {
            refuse("its directory holds more than it says");
        }
        return checked(std::move(parts), directory.offset);
    }

private:
    [[noreturn]] void refuse(const std::string& reason) const { Fields({}, m_name).refuse(reason); }

    std::vector<std::byte> read(std::uint64_t offset, std::uint64_t size) const {
        if (offset > m_file.size() || size > m_file.size() - offset) {
            refuse("it is cut off");
        }
        std::vector<std::byte> bytes(static_cast<std::size_t>(size));
        m_file.read(offset, bytes);
        return bytes;
    }

    Directory findDirectory() const {
        const auto tail = std::min<std::uint64_t>(m_file.size(), kEndSize + kLongestComment);
        const auto bytes = read(m_file.size() - tail, tail);
        for (auto at = bytes.size(); at >= kEndSize; --at) {
            const auto rest = std::span(bytes).subspan(at - kEndSize);
            if (Fields(rest, m_name).take<std::uint32_t>() == kEndSignature) {
                if (const auto found = directoryAt(rest, m_file.size() - rest.size())) {
                    return *found;
                }
            }
        }
        refuse("it has no directory at its end");
    }

    /// Empty if these bytes only look like the end of an archive.
    std::optional<Directory> directoryAt(std::span<const std::byte> bytes,
                                         std::uint64_t place) const {
        Fields fields(bytes, m_name);
        fields.take<std::uint32_t>();
        const auto disk = fields.take<std::uint16_t>(), first = fields.take<std::uint16_t>();
        const auto here = fields.take<std::uint16_t>(), all = fields.take<std::uint16_t>();
        const auto size = fields.take<std::uint32_t>(), offset = fields.take<std::uint32_t>();
        if (fields.take<std::uint16_t>() != fields.left()) {
            return std::nullopt;
        }
        if (all == kInExtra16 || size == kInExtra32 || offset == kInExtra32 || hasLocator(place)) {
            return directory64(place);
        }
        if (disk != 0 || first != 0 || here != all) {
            refuse("it is one of several volumes");
        }
        return Directory{.entries = all, .size = size, .offset = offset, .end = place};
    }

    bool hasLocator(std::uint64_t place) const {
        return place >= kLocatorSize
               && Fields(read(place - kLocatorSize, 4), m_name).take<std::uint32_t>()
                      == kLocator64Signature;
    }

    Directory directory64(std::uint64_t place) const {
        if (!hasLocator(place)) {
            refuse("its 64-bit directory is missing");
        }
        const auto locatorBytes = read(place - kLocatorSize, kLocatorSize);
        Fields locator(locatorBytes, m_name);
        locator.take(8);
        const auto end = locator.take<std::uint64_t>();
        if (locator.take<std::uint32_t>() > 1) {
            refuse("it is one of several volumes");
        }
        if (end > place - kLocatorSize || place - kLocatorSize - end < kEnd64Size) {
            refuse("its 64-bit directory is not where it says");
        }
        const auto bytes = read(end, kEnd64Size);
        Fields fields(bytes, m_name);
        if (fields.take<std::uint32_t>() != kEnd64Signature) {
            refuse("its 64-bit directory is not where it says");
        }
        fields.take(20); // its own size, versions, disks
        const auto here = fields.take<std::uint64_t>(), all = fields.take<std::uint64_t>();
        if (here != all) {
            refuse("it is one of several volumes");
        }
        const auto size = fields.take<std::uint64_t>(), offset = fields.take<std::uint64_t>();
        return {.entries = all, .size = size, .offset = offset, .end = end};
    }

    Part part(Fields& fields) const {
        if (fields.take<std::uint32_t>() != kCentralSignature) {
            refuse("its directory is damaged");
        }
        fields.take(4); // versions
        const auto flags = fields.take<std::uint16_t>(), method = fields.take<std::uint16_t>();
        fields.take(4); // time
        ZipEntry entry{.crc = fields.take<std::uint32_t>()};
        std::uint64_t packed = fields.take<std::uint32_t>(), size = fields.take<std::uint32_t>();
        const auto nameLength = fields.take<std::uint16_t>(),
                   extraLength = fields.take<std::uint16_t>(),
                   commentLength = fields.take<std::uint16_t>();
        const auto disk = fields.take<std::uint16_t>();
        fields.take(6); // attributes
        std::uint64_t local = fields.take<std::uint32_t>();
        entry.name = fields.text(nameLength);
        widen(fields.take(extraLength), size, packed, local);
        fields.take(commentLength);
        const auto called = "its entry " + printable(entry.name);
        if ((flags & 1U) != 0 || method != 0 || packed != size) {
            refuse(called
                   + " is compressed or encrypted, which torch.save() never does; if its creator "
                     "packed a checkpoint, unpack it first and open that");
        }
        if (disk != 0 && disk != kInExtra16) {
            refuse("it is one of several volumes");
        }
        if (entry.name.empty() || entry.name.front() == '/'
            || entry.name.find('\0') != std::string::npos
            || entry.name.find('\\') != std::string::npos
            || ("/" + entry.name + "/").find("/../") != std::string::npos) {
            refuse(called + " has a name that no checkpoint needs");
        }
        entry.size = size;
        entry.offset = dataOffset(entry, local);
        return {std::move(entry), local};
    }

    /// Takes the 64-bit values out of the extra field for those that do not fit in 32 bits.
    void widen(std::span<const std::byte> extra, std::uint64_t& size, std::uint64_t& packed,
               std::uint64_t& local) const {
        constexpr std::uint16_t kZip64 = 1;
        Fields fields(extra, m_name);
        while (fields.left() >= 4) {
            const auto id = fields.take<std::uint16_t>(), length = fields.take<std::uint16_t>();
            Fields part(fields.take(length), m_name);
            if (id != kZip64) {
                continue;
            }
            for (auto* value : {&size, &packed, &local}) {
                if (*value == kInExtra32) {
                    *value = part.take<std::uint64_t>();
                }
            }
            return;
        }
    }

    /// Where the bytes begin: behind the local header, which must agree.
    std::uint64_t dataOffset(const ZipEntry& entry, std::uint64_t local) const {
        const auto headerBytes = read(local, kLocalSize);
        Fields header(headerBytes, m_name);
        const auto called = "the header of its entry " + printable(entry.name);
        if (header.take<std::uint32_t>() != kLocalSignature) {
            refuse(called + " is not where the directory says");
        }
        header.take(22); // repeated by the directory; sizes may come behind the data instead
        const auto nameLength = header.take<std::uint16_t>(),
                   extraLength = header.take<std::uint16_t>();
        if (nameLength != entry.name.size()) {
            refuse(called + " contradicts the directory");
        }
        const auto nameBytes = read(local + kLocalSize, nameLength);
        if (!std::ranges::equal(nameBytes, std::as_bytes(std::span(entry.name)))) {
            refuse(called + " contradicts the directory");
        }
        const auto offset = local + kLocalSize + nameLength + extraLength;
        if (offset > m_file.size() || entry.size > m_file.size() - offset) {
            refuse("its entry " + printable(entry.name) + " reaches beyond its end");
        }
        return offset;
    }

    std::vector<ZipEntry> checked(std::vector<Part> parts, std::uint64_t end) const {
        std::ranges::sort(parts, {}, &Part::begin);
        std::set<std::string_view> names;
        std::uint64_t free = 0;
        for (const auto& [entry, begin] : parts) {
            if (begin < free || entry.offset > end || entry.size > end - entry.offset) {
                refuse("its entry " + printable(entry.name) + " overlaps another part");
            }
            free = entry.offset + entry.size;
            if (!names.insert(entry.name).second) {
                refuse("two of its entries are called " + printable(entry.name));
            }
        }
        std::vector<ZipEntry> entries;
        entries.reserve(parts.size());
        for (auto& part : parts) {
            entries.push_back(std::move(part.entry));
        }
        return entries;
    }

    const InputFile& m_file;
    const std::string& m_name;
};

} // namespace

std::vector<ZipEntry> readZipDirectory(const InputFile& file, const std::string& name) {
    return Reader(file, name).entries();
}

std::uint32_t zipChecksum(std::span<const std::byte> bytes, std::uint32_t before) {
    return static_cast<std::uint32_t>(
        crc32_z(before, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

} // namespace mae
