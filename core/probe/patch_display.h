// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"
#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/display.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mae {

/// Mean and standard deviation of each patch over all its values, in normalised pixels.
struct PatchStatistics {
    std::vector<float> mean{};      ///< [N]
    std::vector<float> deviation{}; ///< [N], root of the unbiased variance + 1e-6
};

/// The statistics that normalised pixels were made with. @param patches  [N, P*P*C]
PatchStatistics statisticsOf(const Tensor& patches);

/// Statistics of hidden patches guessed from all visible ones, weighted by the inverse cube of
/// their distance; visible patches keep their own. Of more than 4096 visible ones those within 16
/// patches are asked, or evenly chosen ones if there are none.
PatchStatistics fromNeighbours(const PatchStatistics& known, PatchGrid grid,
                               std::span<const std::uint8_t> hidden);

/// Mean squared error between prediction and target over the hidden patches, as the training loss
/// measures it; NaN if nothing is hidden. @param predicted, patches  [N, P*P*C]
double hiddenError(const ModelConfig& config, const Tensor& predicted, const Tensor& patches,
                   std::span<const std::uint8_t> hidden);

/// Predictions as pixels in [0, 1], clamped but not rounded.
/// @param predicted, patches  [N, P*P*C]; @return [N, P*P*C], (row, column, channel) order
std::vector<float> shownPixels(const Model& model, const Tensor& predicted, const Tensor& patches,
                               PatchGrid grid, std::span<const std::uint8_t> hidden,
                               NormPixDisplay normPix);

/// Rounds patch number @p id of shownPixels() to 8 bits and puts it into @p picture.
void putPatch(Image& picture, std::span<const float> shown, const ModelConfig& config, int id);

/// Fills patch number @p id with one grey level.
void fillPatch(Image& picture, int patchSize, int id, std::uint8_t level);

} // namespace mae
