// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/palette.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

namespace mae {
namespace {

using Bin = ColourHistogram::Bin;
using Point = std::array<double, 3>;

/// Bins that one colour stands for.
struct Box {
    std::span<Bin> bins;
    Point mean{};
    std::size_t widest = 0; ///< the channel in which it spreads most
    double spread = 0;      ///< sum of squared distances along it
};

Box boxOf(std::span<Bin> bins) {
    Box box{.bins = bins};
    Point sum{}, squares{};
    double count = 0;
    for (const auto& bin : bins) {
        const auto mean = bin.mean();
        count += double(bin.count);
        for (std::size_t c = 0; c < 3; ++c) {
            sum[c] += double(bin.sum[c]);
            squares[c] += double(bin.count) * mean[c] * mean[c];
        }
    }
    box.spread = -1;
    for (std::size_t c = 0; c < 3; ++c) {
        box.mean[c] = sum[c] / count;
        const double spread = squares[c] - sum[c] * box.mean[c];
        if (spread > box.spread) {
            box.spread = spread;
            box.widest = c;
        }
    }
    box.spread = bins.size() > 1 ? box.spread : 0;
    return box;
}

double squaredDistance(const Point& a, const Colour& b) {
    double sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
}

std::size_t nearestTo(const Point& colour, const std::vector<Colour>& palette) {
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < palette.size(); ++i) {
        const double green = colour[1] - palette[i][1];
        if (green * green >= least) { // most of them
            continue;
        }
        if (const double d = squaredDistance(colour, palette[i]); d < least) {
            least = d;
            nearest = i;
        }
    }
    return nearest;
}

/// Where a colour lies between two others: 0 at @p from, 1 at @p to, as seen from the line.
double between(const Point& colour, const Colour& from, const Colour& to) {
    double along = 0, length = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        const double d = double(to[c]) - from[c];
        along += (colour[c] - from[c]) * d;
        length += d * d;
    }
    return length > 0 ? std::clamp(along / length, 0.0, 1.0) : 0;
}

/// The colour that mixes best with the nearest one: close to the wish, and not a speckle of its
/// own.
std::size_t otherFor(const Point& colour, std::size_t nearest, const std::vector<Colour>& palette) {
    constexpr double kSpeckle = 0.25; // by eye: more shows bands in skies, less grain in faces
    std::size_t other = nearest;
    double least = squaredDistance(colour, palette[nearest]);
    const auto& from = palette[nearest];
    for (std::size_t i = 0; i < palette.size(); ++i) {
        const auto& to = palette[i];
        const double share = between(colour, from, to);
        double cost = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            const double step = double(to[c]) - from[c];
            const double off = colour[c] - (from[c] + share * step);
            cost += off * off + kSpeckle * share * (1 - share) * step * step;
        }
        if (cost < least) {
            least = cost;
            other = i;
        }
    }
    return other;
}

constexpr int kPattern = 8;

/// Bayer's matrix, 0 to 63: neighbours differ as much as they can.
constexpr auto kThresholds = [] {
    std::array<std::array<int, kPattern>, kPattern> matrix{};
    for (unsigned y = 0; y < kPattern; ++y) {
        for (unsigned x = 0; x < kPattern; ++x) {
            unsigned value = 0;
            for (unsigned bit = 0; bit < 3; ++bit) {
                const unsigned a = (x >> bit) & 1U, b = (y >> bit) & 1U;
                value = (value << 2U) | ((a ^ b) << 1U) | b;
            }
            matrix[y][x] = int(value);
        }
    }
    return matrix;
}();

} // namespace

std::array<double, 3> ColourHistogram::Bin::mean() const {
    const auto n = double(count);
    return {double(sum[0]) / n, double(sum[1]) / n, double(sum[2]) / n};
}

ColourHistogram::ColourHistogram(const Image& image) : m_bins(std::size_t{1} << 15U) {
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3) {
        const auto* pixel = &image.pixels[i];
        auto& bin = m_bins[std::size_t(pixel[0] >> 3U) << 10U | std::size_t(pixel[1] >> 3U) << 5U
                           | std::size_t(pixel[2] >> 3U)];
        ++bin.count;
        for (std::size_t c = 0; c < 3; ++c) {
            bin.sum[c] += pixel[c];
        }
    }
    std::erase_if(m_bins, [](const Bin& bin) { return bin.count == 0; });
}

std::vector<Colour> medianCut(const ColourHistogram& histogram, int most) {
    auto bins = histogram.bins();
    std::vector<Box> boxes;
    if (!bins.empty()) {
        boxes.push_back(boxOf(bins));
    }
    while (!boxes.empty() && int(boxes.size()) < most) {
        auto& box = *std::ranges::max_element(boxes, {}, &Box::spread);
        if (box.spread <= 0) {
            break;
        }
        const auto channel = box.widest;
        const double cut = box.mean[channel];
        const auto upper = // not std::ranges::partition: clang 14 knows no sub-ranges
            std::partition(box.bins.begin(), box.bins.end(),
                           [&](const Bin& bin) { return bin.mean()[channel] <= cut; });
        const auto lower = std::size_t(upper - box.bins.begin());
        if (lower == 0 || lower == box.bins.size()) { // rounding: all on one side
            box.spread = 0;
            continue;
        }
        const auto whole = box.bins;
        box = boxOf(whole.first(lower));
        boxes.push_back(boxOf(whole.subspan(lower)));
    }
    std::vector<Colour> colours;
    for (const auto& box : boxes) {
        Colour colour{};
        for (std::size_t c = 0; c < 3; ++c) {
            colour[c] = std::uint8_t(std::lround(box.mean[c]));
        }
        colours.push_back(colour);
    }
    return colours;
}

double paletteError(const ColourHistogram& histogram, const std::vector<Colour>& palette) {
    double sum = 0, count = 0;
    for (const auto& bin : histogram.bins()) {
        const auto mean = bin.mean();
        sum += double(bin.count) * squaredDistance(mean, palette[nearestTo(mean, palette)]);
        count += double(bin.count);
    }
    return count > 0 ? sum / count : 0;
}

PaletteDither::PaletteDither(std::vector<Colour> palette)
    : m_palette(std::move(palette)), m_mixes(std::size_t{1} << 18U) {}

const PaletteDither::Mix& PaletteDither::mixFor(const std::uint8_t* pixel) {
    auto& mix = m_mixes[std::size_t(pixel[0] >> 2U) << 12U | std::size_t(pixel[1] >> 2U) << 6U
                        | std::size_t(pixel[2] >> 2U)];
    if (!mix.known) {
        Point centre{};
        for (std::size_t c = 0; c < 3; ++c) {
            centre[c] = (pixel[c] & 0xFCU) + 1.5;
        }
        const auto nearest = nearestTo(centre, m_palette);
        mix = {true, std::uint8_t(nearest), std::uint8_t(otherFor(centre, nearest, m_palette))};
    }
    return mix;
}

std::vector<std::uint8_t> PaletteDither::indices(const Image& image) {
    std::vector<std::uint8_t> result;
    result.reserve(std::size_t(image.width) * std::size_t(image.height));
    const auto* pixel = image.pixels.data();
    for (int y = 0; y < image.height; ++y) {
        const auto& thresholds = kThresholds[std::size_t(y % kPattern)];
        for (int x = 0; x < image.width; ++x, pixel += 3) {
            const auto& mix = mixFor(pixel);
            const double share = between({double(pixel[0]), double(pixel[1]), double(pixel[2])},
                                         m_palette[mix.nearest], m_palette[mix.other]);
            const double threshold = (thresholds[std::size_t(x % kPattern)] + 0.5) / 64;
            result.push_back(share > threshold ? mix.other : mix.nearest);
        }
    }
    return result;
}

} // namespace mae
