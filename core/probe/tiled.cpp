// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/tiled.h"

#include "core/base/error.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"
#include "core/probe/reconstruction_of.h"

#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <span>
#include <string>

namespace mae {
namespace {

void requireSquares(const Image& fitted, int side) {
    if (fitted.width < side || fitted.height < side || fitted.width % side != 0
        || fitted.height % side != 0) {
        throw Error(ErrorKind::InvalidConfig, "A picture of " + std::to_string(fitted.width) + " x "
                                                  + std::to_string(fitted.height)
                                                  + " pixels does not divide into squares of "
                                                  + std::to_string(side) + ".");
    }
}

/// A square of @p side pixels, cut out.
Image cutOut(const Image& picture, int row, int column, int side) {
    const auto width = static_cast<std::ptrdiff_t>(picture.width) * 3,
               line = std::ptrdiff_t{side} * 3;
    Image square{.width = side, .height = side, .pixels = {}};
    square.pixels.reserve(static_cast<std::size_t>(line * side));
    auto from = picture.pixels.begin() + row * side * width + column * line;
    for (int y = 0; y < side; ++y, from += width) {
        square.pixels.insert(square.pixels.end(), from, from + line);
    }
    return square;
}

} // namespace

TiledReconstruction::TiledReconstruction(const Model& model, const Image& fitted, const Mask& mask,
                                         const DisplayOptions& display)
    : m_model(model), m_display(display), m_mask(mask) {
    const auto grid = gridOf(fitted, model.config);
    requireSquares(fitted, model.config.imageSize);
    requireFits(mask, grid);
    m_original = asSeen(fitted, model);
    const int side = model.config.grid(), across = grid.columns / side;
    for (int i = 0; i < grid.count() / (side * side); ++i) {
        m_tiles.push_back(
            {.row = i / across, .column = i % across, .mask = {.grid = {side, side}}});
    }
    // In the whole mask's order: so that one square alone is what reconstruct() makes of it.
    const auto deal = [&](const std::vector<std::int32_t>& ids, auto member) {
        for (const auto id : ids) {
            const int row = id / grid.columns, column = id % grid.columns;
            auto& tile = m_tiles[static_cast<std::size_t>(row / side * across + column / side)];
            (tile.mask.*member).push_back(row % side * side + column % side);
        }
    };
    deal(mask.visibleIds, &Mask::visibleIds);
    deal(mask.hiddenIds, &Mask::hiddenIds);
    if (display.pasteVisible) {
        std::erase_if(m_tiles, [](const Tile& tile) { return tile.mask.hiddenIds.empty(); });
    }
    std::ranges::stable_sort(m_tiles, {}, [](const Tile& t) { return t.mask.visibleIds.size(); });
    m_atOnce = masksAtOnce(model.config, {side, side});
    m_predicted = at::zeros({grid.count(), model.config.patchValues()}, at::kFloat);
}

void TiledReconstruction::step() {
    if (isDone()) {
        return;
    }
    const c10::InferenceMode inference;
    const auto rest = std::span<const Tile>(m_tiles).subspan(static_cast<std::size_t>(m_done));
    std::vector<Tensor> patches;
    std::vector<Mask> masks;
    for (const auto& tile : rest.first(std::min(rest.size(), static_cast<std::size_t>(m_atOnce)))) {
        if (tile.mask.visibleIds.size() != rest.front().mask.visibleIds.size()) {
            break;
        }
        patches.push_back(patchesOfTile(tile));
        masks.push_back(tile.mask);
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto predicted =
        predictedPatches(m_model, at::stack(patches), masks, !m_display.pasteVisible);
    m_milliseconds +=
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    for (std::size_t i = 0; i < masks.size(); ++i) {
        keep(rest[i], predicted.select(0, static_cast<std::int64_t>(i)));
    }
    m_done += static_cast<int>(masks.size());
}

Tensor TiledReconstruction::patchesOfTile(const Tile& tile) const {
    return patchesOf(cutOut(m_original, tile.row, tile.column, m_model.config.imageSize), m_model);
}

void TiledReconstruction::keep(const Tile& tile, const Tensor& predicted) {
    const auto values = predicted.size(1), side = std::int64_t{m_model.config.grid()};
    const auto* from = predicted.const_data_ptr<float>();
    auto* to = m_predicted.mutable_data_ptr<float>()
               + (tile.row * side * m_mask.grid.columns + tile.column * side) * values;
    for (std::int64_t row = 0; row < side; ++row) {
        std::copy_n(from + row * side * values, side * values,
                    to + row * m_mask.grid.columns * values);
    }
}

Reconstruction TiledReconstruction::result() const {
    const c10::InferenceMode inference;
    auto result = reconstructionOf(m_model, m_original, m_mask, m_predicted,
                                   patchesOf(m_original, m_model), m_display);
    result.milliseconds = m_milliseconds;
    return result;
}

} // namespace mae
