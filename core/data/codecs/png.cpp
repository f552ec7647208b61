// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/codecs/codecs.h"
#include "core/data/codecs/exif.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <string_view>

namespace mae {
namespace {

constexpr std::size_t kSignature = 8; // bytes, as are the two below
constexpr std::size_t kAroundChunk = 12;
constexpr std::size_t kHeaderChunk = 13;

struct Chunk {
    ByteView type;
    ByteView data;
    std::uint32_t checksum = 0;
    std::size_t next = 0; ///< where the next chunk starts

    bool is(std::string_view name) const { return type.startsWith(name); }
    bool isCritical() const { return (type.u8(0) & 0x20u) == 0; }
    bool isIntact() const {
        std::uint32_t crc = ~0u;
        for (const auto part : {type.bytes(), data.bytes()}) {
            crc = update(crc, part);
        }
        return ~crc == checksum;
    }

private:
    static std::uint32_t update(std::uint32_t crc, std::span<const std::uint8_t> bytes) {
        static constexpr auto kTable = [] {
            std::array<std::uint32_t, 256> table{};
            for (std::uint32_t n = 0; n < 256; ++n) {
                auto value = n;
                for (int bit = 0; bit < 8; ++bit) {
                    value = (value & 1u) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
                }
                table[n] = value;
            }
            return table;
        }();
        for (const auto byte : bytes) {
            crc = kTable[(crc ^ byte) & 0xFFu] ^ (crc >> 8);
        }
        return crc;
    }
};

Chunk chunkAt(const ByteView& file, std::size_t at) {
    const std::size_t length = file.be32(at);
    return {.type = file.part(at + 4, 4),
            .data = file.part(at + 8, length),
            .checksum = file.be32(at + 8 + length),
            .next = at + kAroundChunk + length};
}

/// Bytes that the pixel data unpack to, at least.
std::int64_t unpackedBytes(const ByteView& header, const StoredSize& size) {
    constexpr std::array<int, 7> kChannels{1, 0, 3, 1, 2, 0, 4};
    const unsigned type = header.u8(9), depth = header.u8(8);
    const auto channels = type < kChannels.size() ? kChannels[type] : 0;
    if (channels == 0 || depth > 16) {
        header.damaged("unknown kind of pixels in the header");
    }
    return (size.width * channels * static_cast<int>(depth) + 7) / 8 * size.height;
}

/// Walks over all chunks: the file has to be whole, and what it claims has to fit into it.
void requireWhole(const ByteView& file) {
    std::size_t pixelBytes = 0;
    std::size_t at = kSignature;
    for (;;) {
        const auto chunk = chunkAt(file, at);
        at = chunk.next;
        if (chunk.is("IDAT")) { // libpng verifies these checksums while it unpacks
            pixelBytes += chunk.data.size();
            continue;
        }
        if (chunk.isCritical() && !chunk.isIntact()) {
            file.damaged("wrong checksum");
        }
        if (chunk.is("IEND")) {
            break;
        }
    }
    constexpr std::int64_t kBestDeflate = 1032; // deflate packs no better than 1032 to 1
    const auto header = chunkAt(file, kSignature).data;
    if (unpackedBytes(header, pngSize(file)) / kBestDeflate
        > static_cast<std::int64_t>(pixelBytes)) {
        file.refuse("claims more pixels than its data can hold: it is cut off or damaged.");
    }
}

/// libpng's state. It reports failures by jumping, so nothing with a destructor lives in a frame
/// that it jumps over.
struct Decoder {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::span<const std::uint8_t> rest;
    std::array<char, 128> reason{};
};

[[noreturn]] void onError(png_structp png, png_const_charp message) {
    auto& decoder = *static_cast<Decoder*>(png_get_error_ptr(png));
    std::snprintf(decoder.reason.data(), decoder.reason.size(), "%s", message);
    png_longjmp(png, 1);
}

void onRead(png_structp png, png_bytep out, std::size_t count) {
    auto& decoder = *static_cast<Decoder*>(png_get_io_ptr(png));
    if (count > decoder.rest.size()) {
        png_error(png, "the data end early");
    }
    std::copy_n(decoder.rest.begin(), count, out);
    decoder.rest = decoder.rest.subspan(count);
}

/// Reads the header and asks for 8-bit RGBA. @returns false with decoder.reason set on failure.
bool begin(Decoder& decoder) {
    if (setjmp(png_jmpbuf(decoder.png)) != 0) { // NOLINT: see Decoder
        return false;
    }
    png_set_read_fn(decoder.png, &decoder, onRead);
    // The picture's size was checked already; text, gamma and profiles are left out unread.
    png_set_user_limits(decoder.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_keep_unknown_chunks(decoder.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_read_info(decoder.png, decoder.info);
    png_set_strip_16(decoder.png); // the high byte
    png_set_expand(decoder.png);   // palette, small depths, transparent colours
    png_set_gray_to_rgb(decoder.png);
    png_set_add_alpha(decoder.png, 0xFF, PNG_FILLER_AFTER);
    png_read_update_info(decoder.png, decoder.info);
    return true;
}

/// @param rows  one pointer per row of RGBA
bool readRows(Decoder& decoder, png_bytepp rows) {
    if (setjmp(png_jmpbuf(decoder.png)) != 0) { // NOLINT: see Decoder
        return false;
    }
    png_read_image(decoder.png, rows);
    png_read_end(decoder.png, nullptr);
    return true;
}

class Session {
public:
    explicit Session(const ByteView& file) : m_file(file) {
        m_decoder.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &m_decoder, onError, nullptr);
        m_decoder.info = m_decoder.png != nullptr ? png_create_info_struct(m_decoder.png) : nullptr;
        m_decoder.rest = file.bytes();
        if (m_decoder.info == nullptr) {
            png_destroy_read_struct(&m_decoder.png, nullptr, nullptr);
            throw std::bad_alloc();
        }
        // libpng prints warnings otherwise, and many files have a harmless one about their profile.
        png_set_error_fn(m_decoder.png, &m_decoder, onError, [](png_structp, png_const_charp) {});
    }
    ~Session() { png_destroy_read_struct(&m_decoder.png, &m_decoder.info, nullptr); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Image decode() {
        if (!begin(m_decoder)) {
            m_file.damaged(m_decoder.reason.data());
        }
        const auto width = png_get_image_width(m_decoder.png, m_decoder.info);
        const auto height = png_get_image_height(m_decoder.png, m_decoder.info);
        const std::size_t stride = std::size_t{width} * 4;
        std::vector<std::uint8_t> rgba(stride * height);
        std::vector<png_bytep> rows(height);
        for (std::size_t y = 0; y < height; ++y) {
            rows[y] = rgba.data() + y * stride;
        }
        if (!readRows(m_decoder, rows.data())) {
            m_file.damaged(m_decoder.reason.data());
        }
        auto image = blankImage(width, height);
        auto* out = image.pixels.data();
        for (std::size_t i = 0; i < rgba.size(); i += 4) {
            for (std::size_t c = 0; c < 3; ++c) {
                *out++ = overWhite(rgba[i + c], rgba[i + 3]);
            }
        }
        return image;
    }

private:
    const ByteView& m_file;
    Decoder m_decoder;
};

} // namespace

StoredSize pngSize(const ByteView& file) {
    const auto header = chunkAt(file, kSignature);
    if (!header.is("IHDR") || header.data.size() != kHeaderChunk || !header.isIntact()) {
        file.damaged("bad header");
    }
    StoredSize size{.width = header.data.be32(0), .height = header.data.be32(4)};
    // The orientation may stand anywhere; a file that ends early is found when it is decoded.
    for (std::size_t at = header.next; file.has(at, kAroundChunk);) {
        if (!file.has(at + 8, file.be32(at)) || !file.has(at + 8 + file.be32(at), 4)) {
            break;
        }
        const auto chunk = chunkAt(file, at);
        if (chunk.is("eXIf")) {
            size.orientation = exifOrientation(chunk.data.bytes());
            break;
        }
        at = chunk.next;
    }
    return size;
}

Image decodePng(const ByteView& file) {
    requireWhole(file);
    return Session(file).decode();
}

} // namespace mae
