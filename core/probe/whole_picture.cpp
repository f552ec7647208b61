// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/probe/model_input.h"
#include "core/probe/patch_display.h"
#include "core/probe/reconstruct.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace mae {
namespace {

/// How often the patches are dealt out anew: the spread is measured between these.
constexpr int kDraws = 4;

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

/// Sums over draws of a value and of its square, per value of a patch.
struct Sums {
    std::vector<double> value{};
    std::vector<double> square{};
};

void addHidden(Sums& sums, const std::vector<float>& shown, const Mask& mask, std::size_t values) {
    for (const auto id : mask.hiddenIds) {
        const auto begin = static_cast<std::size_t>(id) * values;
        for (std::size_t i = begin; i < begin + values; ++i) {
            sums.value[i] += shown[i];
            sums.square[i] += static_cast<double>(shown[i]) * shown[i];
        }
    }
}

/// Root of the mean variance of a patch's values between draws.
std::vector<float> spreadOf(const Sums& sums, std::size_t patches, std::size_t values) {
    std::vector<float> spread;
    for (std::size_t patch = 0; patch < patches; ++patch) {
        double variance = 0;
        for (std::size_t i = patch * values; i < (patch + 1) * values; ++i) {
            const double mean = sums.value[i] / kDraws;
            variance += std::max(0.0, sums.square[i] / kDraws - mean * mean);
        }
        // Unbiased: by one less than the draws.
        const double scale = static_cast<double>(kDraws) / (kDraws - 1);
        spread.push_back(
            static_cast<float>(std::sqrt(variance * scale / static_cast<double>(values))));
    }
    return spread;
}

} // namespace

WholePicture wholePicture(const Model& model, const Image& fitted, int k, std::uint64_t seed,
                          const DisplayOptions& display) {
    const auto& config = model.config;
    const auto grid = gridOf(fitted, config);
    if (k < 2 || k > grid.count()) {
        throw Error(ErrorKind::InvalidConfig,
                    "The number of complementary masks must be between 2 and "
                        + std::to_string(grid.count()) + ", not " + std::to_string(k) + ".");
    }
    const c10::InferenceMode inference;
    WholePicture result{.original = asSeen(fitted, model)};
    const auto patches = patchesOf(result.original, model);
    const auto values = static_cast<std::size_t>(config.patchValues()),
               count = static_cast<std::size_t>(grid.count());
    std::vector<std::vector<std::int32_t>> orders;
    orders.reserve(kDraws);
    for (int draw = 0; draw < kDraws; ++draw) {
        orders.push_back(dealt(grid, seed, draw));
    }
    Sums sums{.value = std::vector<double>(count * values),
              .square = std::vector<double>(count * values)};
    for (int piece = 0; piece < k; ++piece) {
        const auto bound = [&](std::int64_t i) { return i * grid.count() / k; };
        std::vector<Mask>
            masks; // of all draws: they hide equally many patches, so they are a batch
        masks.reserve(orders.size());
        for (const auto& order : orders) {
            masks.push_back(hiding(grid, order, bound(piece), bound(piece + 1)));
        }
        const auto predicted = predictedPatches(model, patches, masks, false); // [draws, N, P*P*C]
        for (std::size_t i = 0; i < masks.size(); ++i) {
            addHidden(sums,
                      shownPixels(model, predicted.select(0, static_cast<std::int64_t>(i)), patches,
                                  grid, masks[i].hidden(), display.normPix),
                      masks[i], values);
        }
    }
    std::vector<float> mean(sums.value.size());
    std::ranges::transform(sums.value, mean.begin(),
                           [](double sum) { return static_cast<float>(sum / kDraws); });
    result.prediction = result.original;
    for (int id = 0; id < grid.count(); ++id) {
        putPatch(result.prediction, mean, config, id);
    }
    result.spread = spreadOf(sums, count, values);
    return result;
}

} // namespace mae
