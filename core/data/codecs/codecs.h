// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/data/codecs/byte_view.h"

namespace mae {

/// What a format's header says before the EXIF orientation is applied.
struct StoredSize {
    std::int64_t width = 0;  ///< pixels
    std::int64_t height = 0; ///< pixels
    int orientation = 1;     ///< EXIF, 1 to 8
};

// Header and pixels of each format. The headers allocate nothing. The decoders return RGB as
// stored (not turned), alpha over white; they check that the file is whole. All throw
// Error(Format). Sizes have been checked against the limits before a decoder is called.

StoredSize jpegSize(const ByteView& file);
/// @param minShortSide  see decodeImage()
Image decodeJpeg(const ByteView& file, int minShortSide);

StoredSize pngSize(const ByteView& file);
Image decodePng(const ByteView& file);

StoredSize webpSize(const ByteView& file);
Image decodeWebP(const ByteView& file);

StoredSize tiffSize(const ByteView& file);
Image decodeTiff(const ByteView& file);

StoredSize bmpSize(const ByteView& file);
Image decodeBmp(const ByteView& file);

StoredSize pnmSize(const ByteView& file);
Image decodePnm(const ByteView& file);

StoredSize gifSize(const ByteView& file);
Image decodeGif(const ByteView& file);

/// A black picture of that size.
inline Image blankImage(std::int64_t width, std::int64_t height) {
    return {.width = static_cast<int>(width),
            .height = static_cast<int>(height),
            .pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 3), 0)};
}

/// a * b / 255, rounded.
inline std::uint8_t scale255(unsigned a, unsigned b) {
    const unsigned product = a * b + 128;
    return static_cast<std::uint8_t>((product + (product >> 8)) >> 8);
}

/// A colour of the given opacity over white.
inline std::uint8_t overWhite(std::uint8_t value, std::uint8_t alpha) {
    return static_cast<std::uint8_t>(scale255(value, alpha) + 255 - alpha);
}

} // namespace mae
