// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/compose_maps.h"

#include "core/base/error.h"
#include "core/probe/colour_map.h"
#include "core/probe/error_map.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mae {
namespace {

using Row = std::vector<const Image*>;

float largestOf(std::span<const float> values) {
    return values.empty() ? 0.0F : std::ranges::max(values);
}

} // namespace

Image errorFigure(const Reconstruction& result, const Spacing& spacing) {
    const auto map = errorMap(result);
    const auto pixels =
        heatMap(map.pixels, result.original.width, result.original.height, map.largestPixel);
    const auto patches = patchHeatMap(map.patches, result.grid, result.patchSize, map.largestPixel);
    const std::array rows{
        Row{&result.masked, &result.reconstruction, &pixels, &patches, &result.original}};
    return tiled(rows, spacing);
}

Image attentionFigure(const AttentionMaps& maps, std::span<const float> weights,
                      const Spacing& spacing) {
    const auto map = patchHeatMap(weights, maps.grid, maps.patchSize, largestOf(weights));
    const auto both = overlaid(maps.original, map);
    const std::array rows{Row{&maps.original, &map, &both}};
    return tiled(rows, spacing);
}

Image leaveOneOutFigure(const LeaveOneOut& result, const Spacing& spacing) {
    const auto change = heatMap(result.change, result.with.original.width,
                                result.with.original.height, largestOf(result.change));
    const std::array rows{
        Row{&result.with.reconstruction, &result.without.reconstruction, &change}};
    return tiled(rows, spacing);
}

Image strategyFigure(std::span<const Reconstruction> results, const Spacing& spacing) {
    std::array<Row, 2> rows;
    for (const auto& result : results) {
        rows[0].push_back(&result.masked);
        rows[1].push_back(&result.reconstruction);
    }
    return tiled(rows, spacing);
}

Image overlaid(const Image& picture, const Image& map) {
    if (picture.pixels.size() != map.pixels.size() || picture.width != map.width) {
        throw Error(ErrorKind::Internal, "A map and its picture must have one size.");
    }
    auto both = map;
    for (std::size_t i = 0; i < both.pixels.size(); i += 3) {
        const auto* p = &picture.pixels[i];
        const int grey = (11 * p[0] + 16 * p[1] + 5 * p[2]) / 32;
        for (std::size_t c = i; c < i + 3; ++c) {
            both.pixels[c] = static_cast<std::uint8_t>((grey + map.pixels[c] + 1) / 2);
        }
    }
    return both;
}

} // namespace mae
