// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weight_pictures.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/nan_to_num.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace mae {
namespace {

constexpr int kGap = 1; ///< pixels between the tiles
constexpr std::uint8_t kBackground = 64;

/// Tiles of one size in rows, on a quiet background.
struct Sheet {
    Sheet(int columns, int rows, int side)
        : tile(side),
          image{.width = columns * (side + kGap) + kGap,
                .height = rows * (side + kGap) + kGap,
                .pixels = {}} {
        image.pixels.assign(static_cast<std::size_t>(image.width)
                                * static_cast<std::size_t>(image.height) * 3,
                            kBackground);
    }

    std::uint8_t* pixel(int column, int row, int x, int y) {
        const int left = kGap + column * (tile + kGap) + x, top = kGap + row * (tile + kGap) + y;
        return &image.pixels[(static_cast<std::size_t>(top) * static_cast<std::size_t>(image.width)
                              + static_cast<std::size_t>(left))
                             * 3];
    }

    int tile;
    Image image;
};

std::uint8_t level(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

} // namespace

Image filterPicture(const Tensor& weight) {
    constexpr std::int64_t kLargest = 256, kMostPixels = 4 << 20, kMostFilters = 4096;
    if (weight.dim() != 4 || weight.numel() == 0 || weight.size(2) != weight.size(3)
        || weight.size(2) > kLargest || weight.size(1) > kLargest) {
        return {};
    }
    const auto side = static_cast<int>(weight.size(2));
    const auto count = static_cast<int>(
        std::min({weight.size(0), kMostFilters, kMostPixels / (weight.size(2) * weight.size(2))}));
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(count * 1.6))));
    Sheet sheet(columns, (count + columns - 1) / columns, side);
    for (int i = 0; i < count; ++i) {
        auto filter = at::nan_to_num(weight[i].to(at::kFloat)); // [C, P, P]
        if (filter.size(0) != 3) {
            filter = filter.mean(0, /*keepdim=*/true).expand({3, -1, -1});
        }
        filter = filter.permute({1, 2, 0}).contiguous(); // [P, P, 3]
        const auto* in = filter.const_data_ptr<float>();
        const auto [least, most] = std::minmax_element(in, in + filter.numel());
        const double from = *least, range = static_cast<double>(*most) - from;
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                auto* out = sheet.pixel(i % columns, i / columns, x, y);
                for (int c = 0; c < 3; ++c, ++in) {
                    out[c] = level(range > 0 ? (*in - from) / range : 0.5);
                }
            }
        }
    }
    return sheet.image;
}

Image positionPicture(const Tensor& table) {
    constexpr int kMostTiles = 16, kMostPlaces = 64;
    if (table.dim() != 3 || table.size(0) != 1 || table.numel() == 0 || table.size(1) < 2
        || table.size(1) > kMostPlaces * kMostPlaces + 1) {
        return {};
    }
    const auto side = static_cast<int>(std::lround(std::sqrt(table.size(1) - 1)));
    if (side * side != table.size(1) - 1) {
        return {};
    }
    auto rows = at::nan_to_num(table[0].slice(0, 1).to(at::kFloat));
    rows = rows / at::linalg_vector_norm(rows, 2, {1}, true).clamp_min(1e-12);
    const auto alike = at::matmul(rows, rows.t()).contiguous(); // [N, N]
    const auto* values = alike.const_data_ptr<float>();
    const double least = *std::min_element(values, values + alike.numel());
    cv::Mat levels(1, 256, CV_8U), colours;
    for (int i = 0; i < 256; ++i) {
        levels.at<std::uint8_t>(i) = static_cast<std::uint8_t>(i);
    }
    cv::applyColorMap(levels, colours, cv::COLORMAP_CIVIDIS);
    const int tiles = std::min(side, kMostTiles);
    Sheet sheet(tiles, tiles, side);
    for (int tile = 0; tile < tiles * tiles; ++tile) {
        const int row = tile / tiles * side / tiles, column = tile % tiles * side / tiles;
        const auto* in = values + static_cast<std::ptrdiff_t>(row * side + column) * side * side;
        for (int i = 0; i < side * side; ++i) {
            const auto& colour =
                colours.at<cv::Vec3b>(level(least < 1 ? (in[i] - least) / (1 - least) : 1));
            auto* out = sheet.pixel(tile % tiles, tile / tiles, i % side, i / side);
            std::copy_n(std::array{colour[2], colour[1], colour[0]}.begin(), 3, out);
        }
    }
    return sheet.image;
}

} // namespace mae
