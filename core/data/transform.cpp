// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/transform.h"

#include "core/base/error.h"
#include "core/data/resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace mae {
namespace {

constexpr int kChannels = 3;
constexpr double kMinAspect = 3.0 / 4, kMaxAspect = 4.0 / 3;

/// Python's round(): halves to even.
int roundEven(double value) { return static_cast<int>(std::nearbyint(value)); }

const std::uint8_t* pixelAt(const Image& image, int row, int column) {
    return image.pixels.data() + (static_cast<std::ptrdiff_t>(row) * image.width + column) * 3;
}

Image emptyImage(int width, int height) {
    return {.width = width,
            .height = height,
            .pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(width)
                                                * static_cast<std::size_t>(height) * kChannels)};
}

RowBytes rowsOf(const Image& image, const CropBox& box) {
    return {.first = pixelAt(image, box.top, box.left),
            .stride = static_cast<std::size_t>(image.width) * kChannels};
}

/// The box, resampled to @p width: [box.height][width][3].
Image resampleColumns(const Image& image, const CropBox& box, int width) {
    auto result = emptyImage(width, box.height);
    const auto source = rowsOf(image, box);
    if (width != box.width) {
        resampleWidth(makeTaps(box.width, width), source, box.height, result.pixels.data());
        return result;
    }
    const auto rowBytes = static_cast<std::size_t>(width) * kChannels;
    for (std::size_t row = 0; row < static_cast<std::size_t>(box.height); ++row) {
        std::memcpy(result.pixels.data() + row * rowBytes, source.first + row * source.stride,
                    rowBytes);
    }
    return result;
}

/// The box, resampled to @p height: [height][box.width][3].
Image resampleRows(const Image& image, const CropBox& box, int height) {
    auto result = emptyImage(box.width, height);
    resampleHeight(makeTaps(box.height, height), rowsOf(image, box),
                   static_cast<std::size_t>(box.width) * kChannels, result.pixels.data());
    return result;
}

void requireInside(const Image& image, const CropBox& box, int width, int height) {
    if (box.top < 0 || box.left < 0 || box.height < 1 || box.width < 1
        || box.height > image.height - box.top || box.width > image.width - box.left || width < 1
        || height < 1) {
        throw Error(ErrorKind::Internal,
                    "The box (" + std::to_string(box.top) + ", " + std::to_string(box.left) + ", "
                        + std::to_string(box.height) + ", " + std::to_string(box.width)
                        + ") does not lie inside " + std::to_string(image.width) + " x "
                        + std::to_string(image.height) + " pixels.");
    }
}

} // namespace

CropBox randomCropBox(Rng& rng, int width, int height, double minScale) {
    const double area = static_cast<double>(width) * height;
    for (int attempt = 0; attempt < 10; ++attempt) {
        const double wanted = area * rng.uniform(minScale, 1.0);
        const double aspect = std::exp(rng.uniform(std::log(kMinAspect), std::log(kMaxAspect)));
        const int w = roundEven(std::sqrt(wanted * aspect));
        const int h = roundEven(std::sqrt(wanted / aspect));
        if (w > 0 && w <= width && h > 0 && h <= height) {
            const auto top =
                static_cast<int>(rng.below(static_cast<std::uint32_t>(height - h + 1)));
            const auto left =
                static_cast<int>(rng.below(static_cast<std::uint32_t>(width - w + 1)));
            return {.top = top, .left = left, .height = h, .width = w};
        }
    }
    const double aspect = static_cast<double>(width) / height;
    const int w = aspect > kMaxAspect ? std::max(1, roundEven(height * kMaxAspect)) : width;
    const int h = aspect < kMinAspect ? std::max(1, roundEven(width / kMinAspect)) : height;
    return {.top = (height - h) / 2, .left = (width - w) / 2, .height = h, .width = w};
}

CropBox fixedCropBox(Rng& rng, int width, int height) {
    const int side = std::max(1, roundEven(std::min(width, height) * kFixedCropShare));
    const auto top = static_cast<int>(rng.below(static_cast<std::uint32_t>(height - side + 1)));
    const auto left = static_cast<int>(rng.below(static_cast<std::uint32_t>(width - side + 1)));
    return {.top = top, .left = left, .height = side, .width = side};
}

CropBox centreSquare(int width, int height) {
    const int side = std::min(width, height);
    return {.top = (height - side) / 2, .left = (width - side) / 2, .height = side, .width = side};
}

Image resizeBicubic(const Image& image, const CropBox& box, int width, int height) {
    requireInside(image, box, width, height);
    const auto wholeOf = [](const Image& part) {
        return CropBox{.top = 0, .left = 0, .height = part.height, .width = part.width};
    };
    // Between the passes values are rounded, so their order shows. Pillow 13 shrinks rows first
    // where that saves more.
    const int fewerRows = box.height - height, fewerColumns = box.width - width;
    if (fewerRows > std::max(0, 2 * fewerColumns)) {
        const auto flat = resampleRows(image, box, height);
        return resampleColumns(flat, wholeOf(flat), width);
    }
    auto narrow = resampleColumns(image, box, width);
    return fewerRows == 0 ? narrow : resampleRows(narrow, wholeOf(narrow), height);
}

Image evaluationTransform(const Image& image, int size) {
    const int shortSide = size <= 224 ? static_cast<int>(size / (224.0 / 256)) : size;
    const auto other = [&](int longer, int shorter) {
        return static_cast<int>(static_cast<std::int64_t>(shortSide) * longer / shorter);
    };
    const bool wide = image.width > image.height;
    const int width = wide ? other(image.width, image.height) : shortSide;
    const int height = wide ? shortSide : other(image.height, image.width);
    const auto resized = resizeBicubic(
        image, {.top = 0, .left = 0, .height = image.height, .width = image.width}, width, height);
    return resizeBicubic(resized,
                         {.top = roundEven((height - size) / 2.0),
                          .left = roundEven((width - size) / 2.0),
                          .height = size,
                          .width = size},
                         size, size);
}

Image flipHorizontally(const Image& image) {
    auto result = emptyImage(image.width, image.height);
    auto* target = result.pixels.data();
    for (int row = 0; row < image.height; ++row) {
        const auto* source = pixelAt(image, row, image.width);
        for (int column = 0; column < image.width; ++column, target += kChannels) {
            source -= kChannels;
            target[0] = source[0];
            target[1] = source[1];
            target[2] = source[2];
        }
    }
    return result;
}

} // namespace mae
