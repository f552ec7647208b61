// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/reconstruct.h"

#include "core/probe/baselines.h"
#include "core/probe/model_input.h"
#include "core/probe/patch_display.h"
#include "core/probe/reconstruction_of.h"
#include "core/probe/tiled.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace mae {
namespace {

/// Mean squared error of hidden pixels in [0, 1].
double pixelError(const Image& original, std::span<const float> shown, const ModelConfig& config,
                  std::span<const std::uint8_t> hidden) {
    const int p = config.patchSize, columns = original.width / p;
    const auto channels = static_cast<std::size_t>(config.channels);
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (hidden[i] == 0) {
            continue;
        }
        const auto* in = &shown[i * static_cast<std::size_t>(config.patchValues())];
        const int top = static_cast<int>(i) / columns * p, left = static_cast<int>(i) % columns * p;
        for (int y = top; y < top + p; ++y) {
            const auto* pixel =
                &original.pixels[static_cast<std::size_t>(y * original.width + left) * 3];
            for (int x = 0; x < p; ++x, in += channels, pixel += 3) {
                for (std::size_t c = 0; c < channels; ++c) {
                    const double difference = in[c] - static_cast<float>(pixel[c]) / 255.0F;
                    sum += difference * difference;
                }
            }
        }
        count += static_cast<std::size_t>(config.patchValues());
    }
    return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(count);
}

} // namespace

int Reconstruction::hiddenCount() const {
    return static_cast<int>(std::ranges::count(hidden, std::uint8_t{1}));
}

Reconstruction reconstructionOf(const Model& model, Image seen, const Mask& mask,
                                const Tensor& predicted, const Tensor& patches,
                                const DisplayOptions& display) {
    const auto& config = model.config;
    Reconstruction result{.grid = mask.grid,
                          .patchSize = config.patchSize,
                          .hidden = mask.hidden(),
                          .original = std::move(seen)};
    result.error = hiddenError(config, predicted, patches, result.hidden);
    const auto shown =
        shownPixels(model, predicted, patches, mask.grid, result.hidden, display.normPix);
    result.errorPixels = pixelError(result.original, shown, config, result.hidden);
    result.masked = result.original;
    result.reconstruction = result.original;
    for (const auto id : mask.hiddenIds) {
        fillPatch(result.masked, config.patchSize, id, 128);
        putPatch(result.reconstruction, shown, config, id);
    }
    // Measured with the visible patches in place, so that numbers don't depend on what is shown.
    result.quality = quality(result.original, result.reconstruction, hiddenPixels(result));
    if (!display.pasteVisible) {
        for (const auto id : mask.visibleIds) {
            putPatch(result.reconstruction, shown, config, id);
        }
    }
    return result;
}

Reconstruction reconstruct(const Model& model, const Image& fitted, const Mask& mask,
                           const DisplayOptions& display) {
    const int side = model.config.imageSize;
    if (display.fit == Fit::Tiled && (fitted.width > side || fitted.height > side)) {
        TiledReconstruction tiles(model, fitted, mask, display);
        while (!tiles.isDone()) {
            tiles.step();
        }
        return tiles.result();
    }
    requireFits(mask, gridOf(fitted, model.config));
    auto seen = asSeen(fitted, model);
    const c10::InferenceMode inference;
    const auto patches = patchesOf(seen, model); // [N, P*P*C]
    const auto begin = std::chrono::steady_clock::now();
    const auto predicted =
        predictedPatches(model, patches, {&mask, 1}, !display.pasteVisible).select(0, 0);
    const auto end = std::chrono::steady_clock::now();
    auto result = reconstructionOf(model, std::move(seen), mask, predicted, patches, display);
    result.milliseconds = std::chrono::duration<double, std::milli>(end - begin).count();
    return result;
}

} // namespace mae
