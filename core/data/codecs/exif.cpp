// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/exif.h"

#include <algorithm>
#include <utility>

namespace mae {
namespace {

/// Little or big endian numbers; past the end of the bytes everything is 0.
class Numbers {
public:
    Numbers(std::span<const std::uint8_t> bytes, bool bigEndian)
        : m_bytes(bytes), m_bigEndian(bigEndian) {}

    std::uint64_t at(std::uint64_t offset, unsigned count) const {
        if (offset > m_bytes.size() || count > m_bytes.size() - offset) {
            return 0;
        }
        std::uint64_t value = 0;
        for (unsigned i = 0; i < count; ++i) {
            const auto byte = m_bytes[offset + (m_bigEndian ? i : count - 1 - i)];
            value = value << 8 | byte;
        }
        return value;
    }

private:
    std::span<const std::uint8_t> m_bytes;
    bool m_bigEndian;
};

constexpr std::uint64_t kMostEntries = 4096;

/// The value of an entry that holds one number; none for other types.
std::optional<std::uint32_t> entryValue(const Numbers& numbers, std::uint64_t entry, bool big) {
    const auto type = numbers.at(entry + 2, 2);
    const auto count = numbers.at(entry + 4, big ? 8 : 4);
    const auto valueAt = entry + (big ? 12 : 8);
    constexpr unsigned kByte = 1, kShort = 3, kLong = 4, kLong8 = 16;
    if (count != 1) {
        return std::nullopt;
    }
    switch (type) {
    case kByte: return static_cast<std::uint32_t>(numbers.at(valueAt, 1));
    case kShort: return static_cast<std::uint32_t>(numbers.at(valueAt, 2));
    case kLong: return static_cast<std::uint32_t>(numbers.at(valueAt, 4));
    case kLong8:
        return static_cast<std::uint32_t>(std::min<std::uint64_t>(numbers.at(valueAt, 8), ~0u));
    default: return std::nullopt;
    }
}

} // namespace

TiffDirectory readTiffDirectory(std::span<const std::uint8_t> bytes) {
    TiffDirectory directory;
    if (bytes.size() < 8 || bytes[0] != bytes[1] || (bytes[0] != 'I' && bytes[0] != 'M')) {
        return directory;
    }
    const Numbers numbers(bytes, bytes[0] == 'M');
    const bool big = numbers.at(2, 2) == 43;
    if (!big && numbers.at(2, 2) != 42) {
        return directory;
    }
    const auto start = big ? numbers.at(8, 8) : numbers.at(4, 4);
    if (start > bytes.size()) {
        return directory;
    }
    const auto entries = std::min(numbers.at(start, big ? 8 : 2), kMostEntries);
    const auto end = start + (big ? 16 + entries * 20 : 6 + entries * 12);
    directory.isWhole = end <= bytes.size();
    for (std::uint64_t i = 0; i < entries; ++i) {
        const auto entry = start + (big ? 8 + i * 20 : 2 + i * 12);
        constexpr unsigned kWidth = 256, kHeight = 257, kOrientation = 274;
        const auto tag = numbers.at(entry, 2);
        if (tag != kWidth && tag != kHeight && tag != kOrientation) {
            continue;
        }
        const auto value = entryValue(numbers, entry, big);
        if (tag == kWidth) {
            directory.width = value;
        } else if (tag == kHeight) {
            directory.height = value;
        } else if (value && *value >= 1 && *value <= 8) {
            directory.orientation = static_cast<int>(*value);
        }
    }
    return directory;
}

int exifOrientation(std::span<const std::uint8_t> bytes) {
    constexpr std::uint8_t kPrefix[] = {'E', 'x', 'i', 'f', 0, 0};
    if (bytes.size() >= 6 && std::equal(std::begin(kPrefix), std::end(kPrefix), bytes.begin())) {
        bytes = bytes.subspan(6);
    }
    return readTiffDirectory(bytes).orientation;
}

Image upright(Image stored, int orientation) {
    if (orientation <= 1 || orientation > 8) {
        return stored;
    }
    const bool swapped = orientation >= 5;
    Image result{.width = swapped ? stored.height : stored.width,
                 .height = swapped ? stored.width : stored.height,
                 .pixels = std::vector<std::uint8_t>(stored.pixels.size())};
    const bool mirroredX =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool mirroredY =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    auto* out = result.pixels.data();
    for (int y = 0; y < result.height; ++y) {
        for (int x = 0; x < result.width; ++x) {
            int sourceX = swapped ? y : x;
            int sourceY = swapped ? x : y;
            sourceX = mirroredX ? stored.width - 1 - sourceX : sourceX;
            sourceY = mirroredY ? stored.height - 1 - sourceY : sourceY;
            const auto* in =
                stored.pixels.data()
                + (static_cast<std::size_t>(sourceY) * static_cast<std::size_t>(stored.width)
                   + static_cast<std::size_t>(sourceX))
                      * 3;
            out = std::copy_n(in, 3, out);
        }
    }
    return result;
}

} // namespace mae
