// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/compose.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace mae {
namespace {

constexpr std::int64_t kMostSide = 65'535; // what PNG writers and viewers accept

std::size_t index(std::int64_t value) { return static_cast<std::size_t>(value); }

Image blank(std::int64_t width, std::int64_t height, std::uint8_t level) {
    if (width > kMostSide || height > kMostSide) {
        throw Error(ErrorKind::InvalidConfig,
                    "The composed picture would have " + std::to_string(width) + " x "
                        + std::to_string(height) + " pixels; at most " + std::to_string(kMostSide)
                        + " a side are possible. Choose fewer or smaller pictures.");
    }
    return {.width = static_cast<int>(width),
            .height = static_cast<int>(height),
            .pixels = std::vector<std::uint8_t>(index(width * height * 3), level)};
}

void put(Image& onto, const Image& image, std::int64_t left, std::int64_t top) {
    const auto bytes = index(image.width) * 3;
    for (std::int64_t y = 0; y < image.height; ++y) {
        std::copy_n(&image.pixels[index(y) * bytes], bytes,
                    &onto.pixels[index((top + y) * onto.width + left) * 3]);
    }
}

/// Where each of several neighbours of these sizes begins, and where all end.
std::vector<std::int64_t> places(const std::vector<int>& sizes, int gap) {
    std::vector<std::int64_t> begins{0};
    for (const int size : sizes) {
        begins.push_back(begins.back() + size + gap);
    }
    return begins;
}

} // namespace

Image tiled(std::span<const std::vector<const Image*>> rows, const Spacing& spacing) {
    std::vector<int> widths, heights;
    for (const auto& row : rows) {
        heights.push_back(0);
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t c = 0; c < row.size(); ++c) {
            heights.back() = std::max(heights.back(), row[c]->height);
            widths[c] = std::max(widths[c], row[c]->width);
        }
    }
    if (std::ranges::max(widths.empty() ? std::vector{0} : widths) == 0 || spacing.gap < 0) {
        throw Error(ErrorKind::InvalidConfig, "There are no pictures to put together.");
    }
    const auto lefts = places(widths, spacing.gap), tops = places(heights, spacing.gap);
    auto result = blank(lefts.back() - spacing.gap, tops.back() - spacing.gap, spacing.background);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const auto& image = *rows[r][c];
            put(result, image, lefts[c] + (widths[c] - image.width) / 2,
                tops[r] + (heights[r] - image.height) / 2);
        }
    }
    return result;
}

Image triptych(const Reconstruction& result, const Spacing& spacing) {
    const std::vector<std::vector<const Image*>> rows{
        {&result.masked, &result.reconstruction, &result.original}};
    return tiled(rows, spacing);
}

Image sheet(std::span<const Reconstruction> results, int across, const Spacing& spacing) {
    // The gap between triptychs is twice the one inside, so that they read as groups.
    std::vector<Image> groups;
    for (const auto& result : results) {
        groups.push_back(triptych(result, spacing));
    }
    std::vector<std::vector<const Image*>> rows;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i % index(std::max(1, across)) == 0) {
            rows.emplace_back();
        }
        rows.back().push_back(&groups[i]);
    }
    return tiled(rows, {.gap = 2 * spacing.gap, .background = spacing.background});
}

Image ratioStrip(std::span<const Reconstruction> results, const Spacing& spacing) {
    std::vector<Image> columns;
    for (const auto& result : results) {
        const std::vector<std::vector<const Image*>> pair{{&result.masked},
                                                          {&result.reconstruction}};
        columns.push_back(tiled(pair, spacing));
    }
    std::vector<std::vector<const Image*>> row(1);
    if (!results.empty()) {
        row.front().push_back(&results.front().original);
    }
    for (const auto& column : columns) {
        row.front().push_back(&column);
    }
    return tiled(row, spacing);
}

Image enlarged(const Image& image, int factor) {
    if (factor < 1) {
        throw Error(ErrorKind::InvalidConfig, "A picture can be enlarged 1 time or more.");
    }
    auto result = blank(std::int64_t{image.width} * factor, std::int64_t{image.height} * factor, 0);
    auto* out = result.pixels.data();
    for (int y = 0; y < result.height; ++y) {
        const auto* row = &image.pixels[index(y / factor) * index(image.width) * 3];
        for (int x = 0; x < result.width; ++x) {
            out = std::copy_n(row + index(x / factor) * 3, 3, out);
        }
    }
    return result;
}

} // namespace mae
