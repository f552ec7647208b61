// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/whole_picture_maker.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/probe/error_map.h"
#include "core/probe/model_input.h"
#include "core/probe/patch_display.h"
#include "core/probe/reconstruct.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string>

namespace mae {
namespace {

/// How often the patches are dealt out anew: the spread is measured between these.
constexpr int kDraws = 4;

/// All of them are one pass of the model; more take minutes and gigabytes.
constexpr int kMostPatches = 4096;

/// All patches in a random order; cut into k pieces it gives k complementary masks.
std::vector<std::int32_t> dealt(PatchGrid grid, std::uint64_t seed, int draw) {
    Rng rng(seed, Purpose::Mask, 0, static_cast<std::uint64_t>(draw));
    std::vector<std::int32_t> order(static_cast<std::size_t>(grid.count()));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[rng.below(static_cast<std::uint32_t>(i))]);
    }
    return order;
}

Mask hiding(PatchGrid grid, const std::vector<std::int32_t>& order, std::int64_t first,
            std::int64_t last) {
    Mask mask{.grid = grid};
    mask.hiddenIds.assign(order.begin() + first, order.begin() + last);
    mask.visibleIds.assign(order.begin(), order.begin() + first);
    mask.visibleIds.insert(mask.visibleIds.end(), order.begin() + last, order.end());
    return mask;
}

/// Root of the mean of @p variances over a patch's values.
std::vector<float> spreadOf(std::span<const double> variances, std::size_t values) {
    std::vector<float> spread;
    for (std::size_t begin = 0; begin < variances.size(); begin += values) {
        double sum = 0;
        for (const double variance : variances.subspan(begin, values)) {
            sum += variance;
        }
        spread.push_back(static_cast<float>(std::sqrt(sum / static_cast<double>(values))));
    }
    return spread;
}

} // namespace

WholePictureMaker::WholePictureMaker(const Model& model, const Image& fitted, int k,
                                     std::uint64_t seed, const DisplayOptions& display)
    : m_model(model), m_display(display), m_k(k), m_grid(gridOf(fitted, model.config)) {
    if (k < 2 || k > m_grid.count()) {
        throw Error(ErrorKind::InvalidConfig,
                    "The number of complementary masks must be between 2 and "
                        + std::to_string(m_grid.count()) + ", not " + std::to_string(k) + ".");
    }
    if (m_grid.count() > std::max(kMostPatches, model.config.grid() * model.config.grid())) {
        throw Error(ErrorKind::InvalidConfig,
                    "Predicting all of " + std::to_string(m_grid.count())
                        + " patches from each other takes too long; crop or stretch the picture, "
                          "or take it at its native size.");
    }
    m_original = asSeen(fitted, model);
    m_patches = patchesOf(m_original, model);
    for (int draw = 0; draw < kDraws; ++draw) {
        m_orders.push_back(dealt(m_grid, seed, draw));
    }
    const auto values = static_cast<std::size_t>(m_patches.numel());
    m_sums = {.value = std::vector<double>(values), .square = std::vector<double>(values)};
    m_masks = k * kDraws;
    m_atOnce = std::min(kDraws, masksAtOnce(model.config, m_grid));
}

void WholePictureMaker::step() {
    if (isDone()) {
        return;
    }
    const c10::InferenceMode inference;
    // Masks of one piece of the draws hide equally many patches, so they can be a batch.
    const std::int64_t piece = m_done / kDraws, count = m_grid.count();
    const int first = m_done % kDraws, last = std::min(first + m_atOnce, kDraws);
    std::vector<Mask> masks;
    for (int draw = first; draw < last; ++draw) {
        masks.push_back(hiding(m_grid, m_orders[static_cast<std::size_t>(draw)],
                               piece * count / m_k, (piece + 1) * count / m_k));
    }
    const auto predicted = predictedPatches(m_model, m_patches, masks, false);
    for (std::size_t i = 0; i < masks.size(); ++i) {
        addHidden(shownPixels(m_model, predicted.select(0, static_cast<std::int64_t>(i)), m_patches,
                              m_grid, masks[i].hidden(), m_display.normPix),
                  masks[i]);
    }
    m_done += last - first;
}

void WholePictureMaker::addHidden(const std::vector<float>& shown, const Mask& mask) {
    const auto values = static_cast<std::size_t>(m_model.config.patchValues());
    for (const auto id : mask.hiddenIds) {
        const auto begin = static_cast<std::size_t>(id) * values;
        for (std::size_t i = begin; i < begin + values; ++i) {
            m_sums.value[i] += shown[i];
            m_sums.square[i] += static_cast<double>(shown[i]) * shown[i];
        }
    }
}

WholePicture WholePictureMaker::result() const {
    std::vector<float> mean;
    std::vector<double> variances;
    mean.reserve(m_sums.value.size());
    variances.reserve(m_sums.value.size());
    constexpr double kUnbiased = static_cast<double>(kDraws) / (kDraws - 1);
    for (std::size_t i = 0; i < m_sums.value.size(); ++i) {
        const double value = m_sums.value[i] / kDraws;
        mean.push_back(static_cast<float>(value));
        variances.push_back(kUnbiased * std::max(0.0, m_sums.square[i] / kDraws - value * value));
    }
    const auto& config = m_model.config;
    WholePicture result{.grid = m_grid,
                        .patchSize = config.patchSize,
                        .original = m_original,
                        .prediction = m_original};
    for (int id = 0; id < m_grid.count(); ++id) {
        putPatch(result.prediction, mean, config, id);
    }
    result.spread = spreadOf(variances, static_cast<std::size_t>(config.patchValues()));
    result.error = errorMap(result.original, result.prediction, config.patchSize).patches;
    return result;
}

WholePicture wholePicture(const Model& model, const Image& fitted, int k, std::uint64_t seed,
                          const DisplayOptions& display) {
    WholePictureMaker maker(model, fitted, k, seed, display);
    while (!maker.isDone()) {
        maker.step();
    }
    return maker.result();
}

} // namespace mae
