// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/baselines.h"

#include "core/base/error.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace mae {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A view of the pixels; OpenCV never writes through it.
cv::Mat view(const Image& image) {
    return {image.height, image.width, CV_8UC3,
            const_cast<std::uint8_t*>(image.pixels.data())}; // NOLINT(*-const-cast)
}

/// ITU-R 601 luma, not rounded: [height, width], float.
cv::Mat luma(const Image& image) {
    cv::Mat result;
    cv::Mat channels;
    view(image).convertTo(channels, CV_32F);
    cv::transform(channels, result, cv::Matx13f{0.299F, 0.587F, 0.114F});
    return result;
}

cv::Mat smoothed(const cv::Mat& plane) {
    cv::Mat result;
    cv::GaussianBlur(plane, result, {11, 11}, 1.5, 1.5, cv::BORDER_REFLECT);
    return result;
}

/// Map of structural similarity; Wang et al. 2004, K1 = 0.01, K2 = 0.03, L = 255.
cv::Mat similarity(const cv::Mat& x, const cv::Mat& y) {
    constexpr double kC1 = 0.01 * 255 * 0.01 * 255, kC2 = 0.03 * 255 * 0.03 * 255;
    const cv::Mat meanX = smoothed(x), meanY = smoothed(y);
    const cv::Mat both = meanX.mul(meanY), squares = meanX.mul(meanX) + meanY.mul(meanY);
    const cv::Mat covariance = smoothed(x.mul(y)) - both;
    const cv::Mat variances = smoothed(x.mul(x) + y.mul(y)) - squares;
    const cv::Mat above = (2 * both + kC1).mul(2 * covariance + kC2);
    const cv::Mat below = (squares + kC1).mul(variances + kC2);
    return above / below;
}

Image inPainted(const Image& masked, const cv::Mat& hidden, int method) {
    auto result = masked;
    cv::Mat out = view(result);
    cv::inpaint(view(masked), hidden, out, 3, method);
    return result;
}

Image meanColour(const Image& original, std::span<const std::uint8_t> hidden) {
    std::array<double, 3> sum{};
    double count = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (hidden[i] == 0) {
            for (std::size_t c = 0; c < 3; ++c) {
                sum[c] += original.pixels[3 * i + c];
            }
            ++count;
        }
    }
    auto result = original;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        for (std::size_t c = 0; c < 3 && hidden[i] != 0; ++c) {
            result.pixels[3 * i + c] = static_cast<std::uint8_t>(std::lround(sum[c] / count));
        }
    }
    return result;
}

} // namespace

Quality quality(const Image& original, const Image& other,
                std::span<const std::uint8_t> hiddenPixels) {
    if (original.width != other.width || original.height != other.height
        || original.pixels.size() != other.pixels.size()
        || hiddenPixels.size() * 3 != original.pixels.size()) {
        throw Error(ErrorKind::Internal, "Pictures of different sizes can't be compared.");
    }
    double squares = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < hiddenPixels.size(); ++i) {
        if (hiddenPixels[i] == 0) {
            continue;
        }
        ++count;
        for (std::size_t k = 3 * i; k < 3 * i + 3; ++k) {
            const int difference = original.pixels[k] - other.pixels[k];
            squares += difference * difference;
        }
    }
    if (count == 0) {
        return {kNone, kNone};
    }
    const double error = squares / (3.0 * static_cast<double>(count) * 255 * 255);
    const auto map = similarity(luma(original), luma(other));
    double sum = 0;
    for (std::size_t i = 0; i < hiddenPixels.size(); ++i) {
        if (hiddenPixels[i] != 0) {
            sum += map.ptr<float>()[i];
        }
    }
    return {.psnr = -10 * std::log10(error), .ssim = sum / static_cast<double>(count)};
}

std::vector<std::uint8_t> hiddenPixels(const Reconstruction& result) {
    const auto width = static_cast<std::size_t>(result.original.width),
               height = static_cast<std::size_t>(result.original.height),
               patch = static_cast<std::size_t>(result.patchSize),
               columns = static_cast<std::size_t>(result.grid.columns);
    std::vector<std::uint8_t> marks(width * height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            marks[y * width + x] = result.hidden[y / patch * columns + x / patch];
        }
    }
    return marks;
}

Baselines baselines(const Reconstruction& result, std::size_t mostInPainted) {
    auto marks = hiddenPixels(result);
    const auto reached = [&](const Image& picture) {
        return quality(result.original, picture, marks);
    };
    Baselines baselines{.mean = reached(meanColour(result.original, marks)),
                        .telea = {kNone, kNone},
                        .ns = {kNone, kNone}};
    if (static_cast<std::size_t>(std::ranges::count(marks, std::uint8_t{1})) <= mostInPainted) {
        const cv::Mat hidden(result.original.height, result.original.width, CV_8U, marks.data());
        baselines.telea = reached(inPainted(result.masked, hidden, cv::INPAINT_TELEA));
        baselines.ns = reached(inPainted(result.masked, hidden, cv::INPAINT_NS));
    }
    return baselines;
}

} // namespace mae
