// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"

#include <algorithm>

namespace mae {
namespace {

bool isSpace(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

/// Numbers in text, with comments, as in the header and in the "plain" kinds.
class Scanner {
public:
    Scanner(const ByteView& file, std::size_t at) : m_file(file), m_at(at) {}

    std::size_t position() const { return m_at; }
    void skip(std::size_t count) { m_at += count; }

    std::uint32_t number() {
        skipSpace();
        std::uint32_t value = 0;
        const auto start = m_at;
        for (; m_at < m_file.size() && isDigit(m_file.data()[m_at]); ++m_at) {
            value = value * 10 + static_cast<std::uint32_t>(m_file.data()[m_at] - '0');
            if (value > 1'000'000'000) {
                m_file.damaged("a number is too large");
            }
        }
        if (m_at == start) {
            m_file.u8(m_at); // the end of the file is a cut, all else is damage
            m_file.damaged("a number was expected at byte " + std::to_string(m_at));
        }
        return value;
    }
    /// One digit of a plain bitmap: they need no space between them.
    std::uint32_t bit() {
        skipSpace();
        const auto byte = m_file.u8(m_at++);
        if (byte != '0' && byte != '1') {
            m_file.damaged("a 0 or 1 was expected at byte " + std::to_string(m_at - 1));
        }
        return byte - static_cast<std::uint32_t>('0');
    }

private:
    static bool isDigit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }

    void skipSpace() {
        while (m_at < m_file.size()
               && (isSpace(m_file.data()[m_at]) || m_file.data()[m_at] == '#')) {
            if (m_file.data()[m_at] == '#') {
                while (m_at < m_file.size() && m_file.data()[m_at] != '\n') {
                    ++m_at;
                }
            } else {
                ++m_at;
            }
        }
    }

    const ByteView& m_file;
    std::size_t m_at;
};

struct Layout {
    StoredSize size;
    bool plain = false;  ///< numbers as text
    bool bitmap = false; ///< 1 is black
    std::size_t channels = 1;
    std::uint32_t most = 1; ///< value of white
    std::size_t pixelsAt = 0;

    std::size_t rowValues() const { return static_cast<std::size_t>(size.width) * channels; }
    std::size_t rowBytes() const {
        return bitmap ? (rowValues() + 7) / 8 : rowValues() * (most > 255 ? 2 : 1);
    }
};

Layout readLayout(const ByteView& file) {
    const auto kind = file.u8(1); // '1' … '6'
    Layout layout;
    layout.plain = kind <= '3';
    layout.bitmap = kind == '1' || kind == '4';
    layout.channels = kind == '3' || kind == '6' ? 3 : 1;
    Scanner scanner(file, 2);
    layout.size.width = scanner.number();
    layout.size.height = scanner.number();
    if (!layout.bitmap) {
        layout.most = scanner.number();
        if (layout.most < 1 || layout.most > 65'535) {
            file.damaged("the largest value must be from 1 to 65535");
        }
    }
    if (!isSpace(file.u8(scanner.position()))) {
        file.damaged("bad header");
    }
    layout.pixelsAt = scanner.position() + 1;
    return layout;
}

std::uint8_t toByte(std::uint32_t value, std::uint32_t most) {
    constexpr std::uint32_t kSixteenBits = 65'535;
    if (most == kSixteenBits) {
        return static_cast<std::uint8_t>(value >> 8);
    }
    return static_cast<std::uint8_t>((std::min(value, most) * 255 + most / 2) / most);
}

std::uint32_t valueAt(const Layout& layout, const std::uint8_t* row, std::size_t i) {
    if (layout.bitmap) {
        return row[i / 8] >> (7 - i % 8) & 1u;
    }
    return layout.most > 255 ? static_cast<std::uint32_t>(row[2 * i] << 8 | row[2 * i + 1])
                             : row[i];
}

} // namespace

StoredSize pnmSize(const ByteView& file) { return readLayout(file).size; }

Image decodePnm(const ByteView& file) {
    const auto layout = readLayout(file);
    const auto height = static_cast<std::size_t>(layout.size.height);
    // A value of the plain kinds takes a digit and, except in bitmaps, a space.
    const auto least = layout.plain ? layout.rowValues() * height * (layout.bitmap ? 1 : 2) - 1
                                    : layout.rowBytes() * height;
    const auto pixels = file.part(layout.pixelsAt, least); // before anything is allocated
    auto image = blankImage(layout.size.width, layout.size.height);
    auto* out = image.pixels.data();
    Scanner scanner(file, layout.pixelsAt);
    for (std::size_t y = 0; y < height; ++y) {
        const auto* row = layout.plain ? nullptr : pixels.data() + y * layout.rowBytes();
        for (std::size_t i = 0; i < layout.rowValues(); ++i) {
            const auto value = layout.plain ? (layout.bitmap ? scanner.bit() : scanner.number())
                                            : valueAt(layout, row, i);
            const auto byte = toByte(layout.bitmap ? 1 - value : value, layout.most);
            out = std::fill_n(out, layout.channels == 3 ? 1 : 3, byte);
        }
    }
    return image;
}

} // namespace mae
