// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/transform.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace mae {
namespace {

constexpr int kChannels = 3;
constexpr int kFractionBits = 32 - 8 - 2; // 8 bits of pixel, 2 of head room for overshoot
constexpr double kMinAspect = 3.0 / 4, kMaxAspect = 4.0 / 3;

/// Python's round(): halves to even.
int roundEven(double value) { return static_cast<int>(std::nearbyint(value)); }

/// Keys' cubic convolution with a = -0.5.
double cubic(double x) {
    x = std::abs(x);
    if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/// The weights with which one side of a picture is resampled.
struct Taps {
    struct Span {
        int first = 0; ///< first source pixel
        int count = 0;
    };
    int stride = 0;                   ///< weights reserved per output pixel
    std::vector<Span> spans;          ///< [output pixels]
    std::vector<std::int32_t> weight; ///< [output pixels][stride], fixed point
};

Taps makeTaps(int sourceSize, int targetSize) {
    const double scale = static_cast<double>(sourceSize) / targetSize;
    const double stretch = std::max(scale, 1.0); // the kernel widens when shrinking
    const double support = 2 * stretch, inverse = 1 / stretch;
    Taps taps{.stride = static_cast<int>(std::ceil(support)) * 2 + 1, .spans = {}, .weight = {}};
    taps.spans.resize(static_cast<std::size_t>(targetSize));
    taps.weight.resize(static_cast<std::size_t>(targetSize)
                       * static_cast<std::size_t>(taps.stride));
    std::vector<double> exact(static_cast<std::size_t>(taps.stride));
    for (int i = 0; i < targetSize; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int last = std::min(sourceSize, static_cast<int>(centre + support + 0.5));
        double sum = 0;
        for (int k = 0; k < last - first; ++k) {
            const double value = cubic((k + first - centre + 0.5) * inverse);
            exact[static_cast<std::size_t>(k)] = value;
            sum += value;
        }
        auto* weight = taps.weight.data() + static_cast<std::ptrdiff_t>(i) * taps.stride;
        for (int k = 0; k < last - first; ++k) {
            const double value = exact[static_cast<std::size_t>(k)] / sum * (1 << kFractionBits);
            weight[k] = static_cast<std::int32_t>(value < 0 ? value - 0.5 : value + 0.5);
        }
        taps.spans[static_cast<std::size_t>(i)] = {.first = first, .count = last - first};
    }
    return taps;
}

constexpr std::int32_t kHalf = 1 << (kFractionBits - 1);

std::uint8_t toByte(std::int32_t sum) {
    return static_cast<std::uint8_t>(std::clamp(sum >> kFractionBits, 0, 255));
}

/// One row, from @p source on. @p target has room for taps.spans.size() pixels.
void resampleRow(const Taps& taps, const std::uint8_t* source, std::uint8_t* target) {
    const std::int32_t* weight = taps.weight.data();
    for (const auto span : taps.spans) {
        const std::uint8_t* pixel = source + static_cast<std::ptrdiff_t>(span.first) * kChannels;
        std::int32_t red = kHalf, green = kHalf, blue = kHalf;
        for (int k = 0; k < span.count; ++k, pixel += kChannels) {
            red += weight[k] * pixel[0];
            green += weight[k] * pixel[1];
            blue += weight[k] * pixel[2];
        }
        target[0] = toByte(red);
        target[1] = toByte(green);
        target[2] = toByte(blue);
        target += kChannels;
        weight += taps.stride;
    }
}

/// One row of the result, out of @p count rows that are @p stride bytes apart. @p sums is scratch
/// of one row.
void mixRows(const std::int32_t* weight, int count, const std::uint8_t* source, std::size_t stride,
             std::vector<std::int32_t>& sums, std::uint8_t* target) {
    const std::size_t bytes = sums.size();
    std::ranges::fill(sums, kHalf);
    for (int k = 0; k < count; ++k) {
        const std::uint8_t* row = source + static_cast<std::size_t>(k) * stride;
        for (std::size_t x = 0; x < bytes; ++x) {
            sums[x] += weight[k] * row[x];
        }
    }
    for (std::size_t x = 0; x < bytes; ++x) {
        target[x] = toByte(sums[x]);
    }
}

const std::uint8_t* pixelAt(const Image& image, int row, int column) {
    return image.pixels.data() + (static_cast<std::ptrdiff_t>(row) * image.width + column) * 3;
}

Image emptyImage(int width, int height) {
    return {.width = width,
            .height = height,
            .pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(width)
                                                * static_cast<std::size_t>(height) * kChannels)};
}

/// The box, resampled to @p width: [box.height][width][3].
Image resampleColumns(const Image& image, const CropBox& box, int width) {
    auto result = emptyImage(width, box.height);
    const auto rowBytes = static_cast<std::size_t>(width) * kChannels;
    const auto taps = width == box.width ? Taps{} : makeTaps(box.width, width);
    for (int row = 0; row < box.height; ++row) {
        const auto* source = pixelAt(image, box.top + row, box.left);
        auto* target = result.pixels.data() + static_cast<std::size_t>(row) * rowBytes;
        if (width == box.width) {
            std::memcpy(target, source, rowBytes);
        } else {
            resampleRow(taps, source, target);
        }
    }
    return result;
}

/// The box, resampled to @p height: [height][box.width][3].
Image resampleRows(const Image& image, const CropBox& box, int height) {
    auto result = emptyImage(box.width, height);
    const auto rowBytes = static_cast<std::size_t>(box.width) * kChannels;
    const auto taps = makeTaps(box.height, height);
    std::vector<std::int32_t> sums(rowBytes);
    for (int row = 0; row < height; ++row) {
        const auto span = taps.spans[static_cast<std::size_t>(row)];
        mixRows(taps.weight.data() + static_cast<std::ptrdiff_t>(row) * taps.stride, span.count,
                pixelAt(image, box.top + span.first, box.left),
                static_cast<std::size_t>(image.width) * kChannels, sums,
                result.pixels.data() + static_cast<std::size_t>(row) * rowBytes);
    }
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
            std::copy_n(source, kChannels, target);
        }
    }
    return result;
}

} // namespace mae
