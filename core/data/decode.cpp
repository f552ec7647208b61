// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/decode.h"

#include "core/base/files.h"
#include "core/data/codecs/codecs.h"
#include "core/data/codecs/exif.h"
#include "core/data/codecs/file_kind.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mae {
namespace {

StoredSize storedSize(const ByteView& file, ImageFormat format) {
    switch (format) {
    case ImageFormat::Jpeg: return jpegSize(file);
    case ImageFormat::Png: return pngSize(file);
    case ImageFormat::WebP: return webpSize(file);
    case ImageFormat::Tiff: return tiffSize(file);
    case ImageFormat::Bmp: return bmpSize(file);
    case ImageFormat::Pnm: return pnmSize(file);
    case ImageFormat::Gif: return gifSize(file);
    }
    throw Error(ErrorKind::Internal, "unknown picture format");
}

Image decodeStored(const ByteView& file, ImageFormat format, int minShortSide) {
    switch (format) {
    case ImageFormat::Jpeg: return decodeJpeg(file, minShortSide);
    case ImageFormat::Png: return decodePng(file);
    case ImageFormat::WebP: return decodeWebP(file);
    case ImageFormat::Tiff: return decodeTiff(file);
    case ImageFormat::Bmp: return decodeBmp(file);
    case ImageFormat::Pnm: return decodePnm(file);
    case ImageFormat::Gif: return decodeGif(file);
    }
    throw Error(ErrorKind::Internal, "unknown picture format");
}

void requireWithin(const DecodeLimits& limits, const ByteView& file, const StoredSize& size) {
    const auto measured = std::to_string(size.width) + " x " + std::to_string(size.height);
    if (size.width < 1 || size.height < 1) {
        file.damaged("its header claims " + measured + " pixels");
    }
    if (size.width > limits.maxSide || size.height > limits.maxSide
        || static_cast<std::uint64_t>(size.width * size.height) > limits.maxPixels) {
        file.refuse("has " + measured + " pixels; at most "
                    + std::to_string(limits.maxPixels / 1'000'000) + " megapixels and "
                    + std::to_string(limits.maxSide) + " a side are read. Scale it down first.");
    }
}

void requireWithin(const DecodeLimits& limits, const ByteView& file) {
    if (file.size() > limits.maxBytes) {
        file.refuse("has " + std::to_string(file.size()) + " bytes; at most "
                    + std::to_string(limits.maxBytes) + " are read. Scale it down first.");
    }
}

} // namespace

ImageHeader probeImage(std::span<const std::uint8_t> bytes, const std::string& name,
                       const DecodeLimits& limits) {
    const ByteView file(bytes, name);
    requireWithin(limits, file);
    const auto format = imageFormatOf(file);
    const auto size = storedSize(file, format);
    requireWithin(limits, file, size);
    ImageHeader header{.format = format,
                       .width = static_cast<int>(size.width),
                       .height = static_cast<int>(size.height),
                       .orientation = size.orientation};
    if (size.orientation >= 5) {
        std::swap(header.width, header.height);
    }
    return header;
}

Image decodeImage(std::span<const std::uint8_t> bytes, const std::string& name, int minShortSide,
                  const DecodeLimits& limits) {
    const auto header = probeImage(bytes, name, limits);
    const ByteView file(bytes, name);
    return upright(decodeStored(file, header.format, minShortSide), header.orientation);
}

Image readImage(const std::filesystem::path& path, int minShortSide, const DecodeLimits& limits) {
    return decodeImage(readFile(path, limits.maxBytes), path.string(), minShortSide, limits);
}

bool hasImageSuffix(const std::filesystem::path& path) {
    constexpr std::array<std::string_view, 12> kSuffixes{".jpg", ".jpeg", ".png", ".webp",
                                                         ".tif", ".tiff", ".bmp", ".pbm",
                                                         ".pgm", ".ppm",  ".pnm", ".gif"};
    auto suffix = path.extension().string();
    std::ranges::transform(suffix, suffix.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::find(kSuffixes, suffix) != kSuffixes.end();
}

} // namespace mae
