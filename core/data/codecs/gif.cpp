// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"

#include <algorithm>
#include <array>

namespace mae {
namespace {

constexpr std::size_t kHeader = 13, kFrameHeader = 9; // bytes
constexpr unsigned kExtension = 0x21, kFrame = 0x2C, kTrailer = 0x3B, kGraphicControl = 0xF9;

struct Frame {
    std::int64_t left = 0, top = 0, width = 0, height = 0; ///< pixels
    bool interlaced = false;
    int transparentIndex = -1;
    std::size_t paletteAt = 0;
    std::size_t paletteColours = 0;
    std::size_t dataAt = 0; ///< the code size, then blocks
};

std::size_t paletteColours(unsigned flags) {
    return (flags & 0x80u) != 0 ? std::size_t{2} << (flags & 7u) : 0;
}

/// Past a chain of blocks, each led by its length. @returns where it ends.
std::size_t skipBlocks(const ByteView& file, std::size_t at) {
    while (const auto length = file.u8(at)) {
        at += 1 + file.part(at + 1, length).size();
    }
    return at + 1;
}

Frame frameAt(const ByteView& file, std::size_t at, const Frame& defaults) {
    Frame frame = defaults;
    frame.left = file.le16(at);
    frame.top = file.le16(at + 2);
    frame.width = file.le16(at + 4);
    frame.height = file.le16(at + 6);
    const unsigned flags = file.u8(at + 8);
    frame.interlaced = (flags & 0x40u) != 0;
    const auto own = paletteColours(flags);
    if (own > 0) {
        frame.paletteAt = at + kFrameHeader;
        frame.paletteColours = own;
    }
    frame.dataAt = at + kFrameHeader + own * 3;
    return frame;
}

/// Finds the first frame, and walks on to the end of the file: it has to be whole.
Frame findFirstFrame(const ByteView& file) {
    Frame next{.paletteAt = kHeader, .paletteColours = paletteColours(file.u8(10))};
    Frame first;
    std::size_t at = kHeader + next.paletteColours * 3;
    for (;;) {
        const unsigned kind = file.u8(at++);
        if (kind == kTrailer) {
            break;
        }
        if (kind == kExtension) {
            if (file.u8(at) == kGraphicControl && file.u8(at + 1) == 4) {
                next.transparentIndex = (file.u8(at + 2) & 1u) != 0 ? file.u8(at + 5) : -1;
            }
            at = skipBlocks(file, at + 1);
        } else if (kind == kFrame) {
            const auto frame = frameAt(file, at, next);
            if (first.dataAt == 0) {
                first = frame;
            }
            at = skipBlocks(file, frame.dataAt + 1);
        } else {
            file.damaged("unknown block at byte " + std::to_string(at - 1));
        }
    }
    if (first.dataAt == 0) {
        file.refuse("holds no picture.");
    }
    return first;
}

/// Codes of 3 to 12 bits out of a chain of blocks.
class CodeReader {
public:
    CodeReader(const ByteView& file, std::size_t at) : m_file(file), m_at(at) {}

    unsigned next(unsigned bits) {
        while (m_count < bits) {
            if (m_left == 0) {
                m_left = m_file.u8(m_at++);
                if (m_left == 0) {
                    m_file.damaged("its pixels end early");
                }
            }
            m_buffer |= static_cast<std::uint32_t>(m_file.u8(m_at++)) << m_count;
            m_count += 8;
            --m_left;
        }
        const unsigned code = m_buffer & ((1u << bits) - 1);
        m_buffer >>= bits;
        m_count -= bits;
        return code;
    }

private:
    const ByteView& m_file;
    std::size_t m_at;
    unsigned m_left = 0; ///< bytes of the current block
    std::uint32_t m_buffer = 0;
    unsigned m_count = 0; ///< bits in the buffer
};

/// Lempel-Ziv-Welch with GIF's rules. Strings are chains of (last byte, string before it).
class Unpacker {
public:
    Unpacker(const ByteView& file, const Frame& frame)
        : m_file(file), m_codes(file, frame.dataAt + 1), m_codeSize(file.u8(frame.dataAt)) {
        if (m_codeSize < 1 || m_codeSize > 8) {
            file.damaged("bad code size");
        }
    }

    /// Fills @p out with palette indices.
    void unpack(std::span<std::uint8_t> out) {
        const unsigned clear = 1u << m_codeSize;
        restart();
        std::size_t done = 0;
        while (done < out.size()) {
            const unsigned code = m_codes.next(m_bits);
            if (code == clear) {
                restart();
                continue;
            }
            const bool isNew = code == m_next && m_previous != kNone;
            if (code == clear + 1 || (code >= m_next && !isNew)) {
                m_file.damaged("bad code in its pixels");
            }
            const auto length = expand(isNew ? m_previous : code);
            if (isNew) {
                m_string[length] = m_string[0];
            }
            const auto count = std::min(length + (isNew ? 1 : 0), out.size() - done);
            std::copy_n(m_string.begin(), count, out.begin() + static_cast<std::ptrdiff_t>(done));
            done += count;
            addEntry(m_string[0]);
            m_previous = code;
        }
    }

private:
    static constexpr unsigned kNone = ~0u, kEntries = 4096;

    void restart() {
        m_bits = m_codeSize + 1;
        m_next = (1u << m_codeSize) + 2;
        m_previous = kNone;
    }

    /// Writes the string of @p code to m_string. @returns its length.
    std::size_t expand(unsigned code) {
        const unsigned roots = 1u << m_codeSize;
        std::size_t length = 1;
        for (auto c = code; c >= roots; c = m_before[c]) {
            ++length;
        }
        auto at = length;
        for (; code >= roots; code = m_before[code]) {
            m_string[--at] = m_last[code];
        }
        m_string[0] = static_cast<std::uint8_t>(code);
        return length;
    }

    void addEntry(std::uint8_t last) {
        if (m_previous == kNone || m_next >= kEntries) {
            return; // a full table stays as it is until it is cleared
        }
        m_before[m_next] = static_cast<std::uint16_t>(m_previous);
        m_last[m_next] = last;
        ++m_next;
        if (m_next == 1u << m_bits && m_bits < 12) {
            ++m_bits;
        }
    }

    const ByteView& m_file;
    CodeReader m_codes;
    unsigned m_codeSize;
    unsigned m_bits = 0, m_next = 0, m_previous = kNone;
    std::array<std::uint16_t, kEntries> m_before{};
    std::array<std::uint8_t, kEntries> m_last{};
    std::array<std::uint8_t, kEntries + 2> m_string{};
};

/// Row of the frame that the @p n-th stored row is.
std::int64_t rowOf(std::int64_t n, const Frame& frame) {
    if (!frame.interlaced) {
        return n;
    }
    struct Pass {
        std::int64_t start, step;
    };
    for (const auto pass : {Pass{0, 8}, Pass{4, 8}, Pass{2, 4}, Pass{1, 2}}) {
        const auto rows = (frame.height - pass.start + pass.step - 1) / pass.step;
        if (n < rows) {
            return pass.start + n * pass.step;
        }
        n -= std::max<std::int64_t>(rows, 0);
    }
    return frame.height - 1;
}

void paint(const ByteView& file, const Frame& frame, const std::vector<std::uint8_t>& indices,
           Image& image) {
    const auto palette = file.part(frame.paletteAt, frame.paletteColours * 3).bytes();
    for (std::int64_t n = 0; n < frame.height; ++n) {
        const auto y = frame.top + rowOf(n, frame);
        for (std::int64_t x = 0; y < image.height && x < frame.width; ++x) {
            const unsigned index = indices[static_cast<std::size_t>(n * frame.width + x)];
            const bool isTransparent = static_cast<int>(index) == frame.transparentIndex;
            if (frame.left + x >= image.width || isTransparent) {
                continue;
            }
            auto* out = image.pixels.data() + (y * image.width + frame.left + x) * 3;
            for (std::size_t c = 0; c < 3; ++c) {
                const auto at = std::size_t{index} * 3 + c;
                out[c] = at < palette.size() ? palette[at] : std::uint8_t{0};
            }
        }
    }
}

} // namespace

StoredSize gifSize(const ByteView& file) { return {.width = file.le16(6), .height = file.le16(8)}; }

Image decodeGif(const ByteView& file) {
    const auto frame = findFirstFrame(file);
    const auto pixels = frame.width * frame.height;
    constexpr std::int64_t kBestPacking = 4096 * 8 / 3; // a code of 3 bits for 4096 pixels
    if (pixels / kBestPacking > static_cast<std::int64_t>(file.size())) {
        file.refuse("claims more pixels than its data can hold: it is cut off or damaged.");
    }
    std::vector<std::uint8_t> indices(static_cast<std::size_t>(pixels));
    Unpacker(file, frame).unpack(indices);
    const auto size = gifSize(file);
    auto image = blankImage(size.width, size.height);
    std::ranges::fill(image.pixels, std::uint8_t{0xFF});
    paint(file, frame, indices, image);
    return image;
}

} // namespace mae
