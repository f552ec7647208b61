// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/colour_map.h"

#include "core/base/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace mae {
namespace {

std::array<std::array<std::uint8_t, 3>, 256> madeTable() {
    cv::Mat levels(1, 256, CV_8U), colours;
    for (int i = 0; i < 256; ++i) {
        levels.at<std::uint8_t>(0, i) = static_cast<std::uint8_t>(i);
    }
    cv::applyColorMap(levels, colours, cv::COLORMAP_INFERNO);
    std::array<std::array<std::uint8_t, 3>, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto colour = colours.at<cv::Vec3b>(0, static_cast<int>(i)); // blue first
        table[i] = {colour[2], colour[1], colour[0]};
    }
    return table;
}

} // namespace

std::array<std::array<std::uint8_t, 3>, 256> infernoTable() {
    static const auto table = madeTable();
    return table;
}

std::uint32_t infernoColour(double value) {
    static const auto table = madeTable();
    const double place = value > 0 ? std::fmin(value, 1) : 0; // NaN is not above 0
    const auto& [red, green, blue] = table[static_cast<std::size_t>(std::lround(place * 255))];
    return (std::uint32_t{red} << 16U) | (std::uint32_t{green} << 8U) | blue;
}

Image heatMap(std::span<const float> values, int width, int height, float largest) {
    if (width < 1 || height < 1
        || values.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
        throw Error(ErrorKind::Internal, "A map needs a value for each of its places.");
    }
    const auto table = infernoTable();
    Image map{.width = width, .height = height, .pixels = {}};
    map.pixels.reserve(values.size() * 3);
    for (const float value : values) {
        const float share = largest > 0 && value > 0 ? std::min(value / largest, 1.0F) : 0.0F;
        const auto& colour = table[static_cast<std::size_t>(std::lround(share * 255))];
        map.pixels.insert(map.pixels.end(), colour.begin(), colour.end());
    }
    return map;
}

Image patchHeatMap(std::span<const float> values, PatchGrid grid, int patchSize, float largest) {
    const auto small = heatMap(values, grid.columns, grid.rows, largest);
    Image map{.width = grid.columns * patchSize, .height = grid.rows * patchSize, .pixels = {}};
    map.pixels.reserve(small.pixels.size() * static_cast<std::size_t>(patchSize)
                       * static_cast<std::size_t>(patchSize));
    for (int y = 0; y < map.height; ++y) {
        const auto row = small.pixels.begin() + std::ptrdiff_t{y / patchSize} * grid.columns * 3;
        for (int x = 0; x < map.width; ++x) {
            const auto pixel = row + std::ptrdiff_t{x / patchSize} * 3;
            map.pixels.insert(map.pixels.end(), pixel, pixel + 3);
        }
    }
    return map;
}

} // namespace mae
