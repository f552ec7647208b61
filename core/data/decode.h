// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace mae {

/// What a file may ask for before a byte of it is decoded.
struct DecodeLimits {
    std::uint64_t maxBytes = 512ull << 20;
    std::uint64_t maxPixels = 268'435'456;
    int maxSide = 65'000;
};

enum class ImageFormat { Jpeg, Png, WebP, Tiff, Bmp, Pnm, Gif };

/// What the first bytes of a picture say.
struct ImageHeader {
    ImageFormat format = ImageFormat::Png;
    int width = 0;       ///< pixels, after the EXIF orientation
    int height = 0;      ///< pixels, after the EXIF orientation
    int orientation = 1; ///< EXIF, 1 to 8
};

/// Reads the header only; nothing is decoded or allocated.
/// @param name  of the file, for messages
/// @throws Error(Format) if it is no picture we read or exceeds the limits; the message names the
///         file and says what to do (e.g. that HEIC has to be converted).
ImageHeader probeImage(std::span<const std::uint8_t> bytes, const std::string& name,
                       const DecodeLimits& limits = {});

/// Decodes to upright RGB: EXIF orientation applied, alpha over white, 16 bits by the high byte,
/// CMYK as Pillow converts it, grey repeated, the first frame of an animation.
///
/// @param minShortSide  0: full size. Otherwise a JPEG may be decoded at 1/2, 1/4 or 1/8 as long as
///                      its shorter side stays at least this many pixels (for training).
/// @throws Error(Format) for everything that is not a whole picture: truncated or corrupt files
///         never give half of one.
Image decodeImage(std::span<const std::uint8_t> bytes, const std::string& name,
                  int minShortSide = 0, const DecodeLimits& limits = {});

/// Reads and decodes a regular file. @throws Error(Io) or Error(Format) naming the file.
Image readImage(const std::filesystem::path& path, int minShortSide = 0,
                const DecodeLimits& limits = {});

/// Encodes as PNG (8-bit RGB). Deterministic: equal pictures give equal bytes.
std::vector<std::uint8_t> encodePng(const Image& image);
/// Writes a PNG atomically. @throws Error(Io).
void writePng(const std::filesystem::path& path, const Image& image);

/// Whether a file name ends like a picture we may be able to read (.jpg .jpeg .png .webp .tif .tiff
/// .bmp .pbm .pgm .ppm .pnm .gif, any case).
bool hasImageSuffix(const std::filesystem::path& path);

} // namespace mae
