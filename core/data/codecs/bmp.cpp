// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

namespace mae {
namespace {

using Colour = std::array<std::uint8_t, 3>; // red, green, blue

// Kinds of compression.
constexpr std::uint32_t kPlain = 0, kRle8 = 1, kRle4 = 2, kMasks = 3, kAlphaMasks = 6;

constexpr std::size_t kFileHeader = 14, kOs2Header = 12, kHeader = 40; // bytes

struct Layout {
    StoredSize size;
    bool topDown = false;
    unsigned bits = 0; ///< per pixel
    std::uint32_t compression = kPlain;
    std::array<std::uint32_t, 4> masks{}; ///< red, green, blue, alpha
    std::size_t paletteAt = 0;
    std::size_t paletteColours = 0;
    std::size_t paletteStep = 4;
    std::size_t pixelsAt = 0;
};

void readMasks(const ByteView& file, std::size_t headerSize, Layout& layout) {
    const bool wide = layout.bits == 32;
    if (layout.compression == kPlain) {
        layout.masks = wide ? std::array<std::uint32_t, 4>{0xFF0000, 0xFF00, 0xFF, 0}
                            : std::array<std::uint32_t, 4>{0x7C00, 0x3E0, 0x1F, 0};
        return;
    }
    const bool hasAlpha = layout.compression == kAlphaMasks || headerSize >= 56;
    for (std::size_t i = 0; i < (hasAlpha ? 4u : 3u); ++i) {
        layout.masks[i] = file.le32(kFileHeader + kHeader + 4 * i);
    }
    if (headerSize == kHeader) {
        layout.paletteAt += hasAlpha ? 16 : 12;
    }
}

void requireKnown(const ByteView& file, const Layout& layout) {
    const auto bits = layout.bits;
    const bool known = (layout.compression == kPlain
                        && (bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16
                            || bits == 24 || bits == 32))
                       || (layout.compression == kRle8 && bits == 8)
                       || (layout.compression == kRle4 && bits == 4)
                       || ((layout.compression == kMasks || layout.compression == kAlphaMasks)
                           && (bits == 16 || bits == 32));
    if (!known) {
        file.refuse("is a BMP of a kind that isn't read (" + std::to_string(bits)
                    + " bits, compression " + std::to_string(layout.compression)
                    + "), or damaged. Save it as PNG.");
    }
}

Layout readLayout(const ByteView& file) {
    Layout layout;
    layout.pixelsAt = file.le32(10);
    const std::size_t headerSize = file.le32(kFileHeader);
    layout.paletteAt = kFileHeader + headerSize;
    if (headerSize == kOs2Header) {
        layout.size = {.width = file.le16(18), .height = file.le16(20)};
        layout.bits = file.le16(24);
        layout.paletteStep = 3;
    } else if (headerSize >= kHeader && headerSize <= 1024) {
        const auto height = static_cast<std::int32_t>(file.le32(22));
        layout.topDown = height < 0;
        layout.size = {.width = static_cast<std::int32_t>(file.le32(18)),
                       .height = std::abs(std::int64_t{height})};
        layout.bits = file.le16(28);
        layout.compression = file.le32(30);
        layout.paletteColours = file.le32(46);
    } else {
        file.damaged("bad header");
    }
    requireKnown(file, layout);
    if (layout.bits == 16 || layout.bits == 32) {
        readMasks(file, headerSize, layout);
    }
    const std::size_t most = layout.bits <= 8 ? std::size_t{1} << layout.bits : 0;
    layout.paletteColours =
        layout.paletteColours == 0 ? most : std::min(layout.paletteColours, most);
    return layout;
}

std::array<Colour, 256> readPalette(const ByteView& file, const Layout& layout) {
    std::array<Colour, 256> palette{};
    for (std::size_t i = 0; i < layout.paletteColours; ++i) {
        const auto entry = file.part(layout.paletteAt + i * layout.paletteStep, 3);
        palette[i] = {entry.u8(2), entry.u8(1), entry.u8(0)};
    }
    return palette;
}

/// One channel of a pixel, widened to 8 bits.
std::uint8_t channel(std::uint32_t pixel, std::uint32_t mask) {
    if (mask == 0) {
        return 0;
    }
    const int shift = std::countr_zero(mask);
    const std::uint64_t most = mask >> shift;
    const std::uint64_t value = (pixel & mask) >> shift;
    return static_cast<std::uint8_t>((value * 255 + most / 2) / most);
}

void readPlainRow(const Layout& layout, const std::array<Colour, 256>& palette, ByteView row,
                  std::uint8_t* out) {
    const auto* in = row.data();
    for (std::size_t x = 0; x < static_cast<std::size_t>(layout.size.width); ++x, out += 3) {
        if (layout.bits <= 8) {
            const auto bit = x * layout.bits;
            const auto index = static_cast<unsigned>(in[bit / 8]) >> (8 - layout.bits - bit % 8)
                               & ((1u << layout.bits) - 1);
            std::ranges::copy(palette[index], out);
        } else if (layout.bits == 24) {
            std::reverse_copy(in + 3 * x, in + 3 * x + 3, out);
        } else {
            const auto pixel = layout.bits == 32 ? row.le32(4 * x) : row.le16(2 * x);
            const auto alpha =
                layout.masks[3] != 0 ? channel(pixel, layout.masks[3]) : std::uint8_t{0xFF};
            for (std::size_t c = 0; c < 3; ++c) {
                out[c] = overWhite(channel(pixel, layout.masks[c]), alpha);
            }
        }
    }
}

/// Run-length coding: pixels left out keep colour 0; the end must be marked.
class RunLengthReader {
public:
    RunLengthReader(const ByteView& file, const Layout& layout,
                    const std::array<Colour, 256>& palette, Image& image)
        : m_file(file),
          m_layout(layout),
          m_palette(palette),
          m_image(image),
          m_at(layout.pixelsAt) {}

    void read() {
        for (;;) {
            const unsigned count = next(), value = next();
            if (count > 0) {
                for (unsigned i = 0; i < count; ++i) {
                    put(nibble(value, i));
                }
            } else if (value == 0) {
                m_x = 0;
                ++m_y;
            } else if (value == 1) {
                return;
            } else if (value == 2) {
                m_x += next();
                m_y += next();
            } else {
                readLiteral(value);
            }
        }
    }

private:
    unsigned next() { return m_file.u8(m_at++); }

    unsigned nibble(unsigned value, unsigned position) const {
        if (m_layout.compression == kRle8) {
            return value;
        }
        return position % 2 == 0 ? value >> 4 : value & 0xFu;
    }

    void readLiteral(unsigned count) {
        const bool packed = m_layout.compression == kRle4;
        const auto start = m_at;
        for (unsigned i = 0; i < count; ++i) {
            put(nibble(m_file.u8(start + (packed ? i / 2 : i)), i));
        }
        const auto bytes = packed ? (count + 1) / 2 : count;
        m_at = start + bytes + bytes % 2;
    }

    void put(unsigned index) {
        if (m_x >= m_image.width || m_y >= m_image.height) {
            m_file.damaged("a run leaves the picture");
        }
        const auto row = m_layout.topDown ? m_y : m_image.height - 1 - m_y;
        std::ranges::copy(m_palette[index],
                          m_image.pixels.data() + (row * m_image.width + m_x) * 3);
        ++m_x;
    }

    const ByteView& m_file;
    const Layout& m_layout;
    const std::array<Colour, 256>& m_palette;
    Image& m_image;
    std::size_t m_at;
    std::int64_t m_x = 0, m_y = 0;
};

} // namespace

StoredSize bmpSize(const ByteView& file) { return readLayout(file).size; }

Image decodeBmp(const ByteView& file) {
    const auto layout = readLayout(file);
    const auto palette = readPalette(file, layout);
    if (layout.compression == kRle8 || layout.compression == kRle4) {
        auto image = blankImage(layout.size.width, layout.size.height);
        for (std::size_t i = 0; i < image.pixels.size(); ++i) {
            image.pixels[i] = palette[0][i % 3];
        }
        RunLengthReader(file, layout, palette, image).read();
        return image;
    }
    const auto stride = (static_cast<std::size_t>(layout.size.width) * layout.bits + 31) / 32 * 4;
    const auto height = static_cast<std::size_t>(layout.size.height);
    const auto pixels = file.part(layout.pixelsAt, stride * height); // before anything is allocated
    auto image = blankImage(layout.size.width, layout.size.height);
    for (std::size_t y = 0; y < height; ++y) {
        const auto row = layout.topDown ? y : height - 1 - y;
        readPlainRow(layout, palette, pixels.part(y * stride, stride),
                     image.pixels.data() + row * static_cast<std::size_t>(image.width) * 3);
    }
    return image;
}

} // namespace mae
