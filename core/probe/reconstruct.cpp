// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/reconstruct.h"

#include "core/base/error.h"
#include "core/data/transform.h"
#include "core/probe/baselines.h"
#include "core/probe/model_input.h"
#include "core/probe/patch_display.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>

namespace mae {
namespace {

constexpr int kMostPatches = 4096;

/// Patches of a picture at its own size, fewer if there would be too many.
PatchGrid nativeGrid(const Image& picture, int patchSize) {
    const double rows = static_cast<double>(picture.height) / patchSize,
                 columns = static_cast<double>(picture.width) / patchSize;
    const double scale = std::min(1.0, std::sqrt(kMostPatches / (rows * columns)));
    const auto rounded = [](double value, int most) {
        return static_cast<int>(std::clamp<double>(std::round(value), 1, most));
    };
    PatchGrid grid{.rows = rounded(rows * scale, kMostPatches)};
    grid.columns = rounded(columns * scale, kMostPatches / grid.rows);
    grid.rows = std::min(grid.rows, kMostPatches / grid.columns);
    return grid;
}

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

Image fittedPicture(const Image& picture, const ModelConfig& config, Fit fit) {
    if (picture.width < 1 || picture.height < 1) {
        throw Error(ErrorKind::InvalidConfig, "The picture is empty.");
    }
    CropBox box{.height = picture.height, .width = picture.width};
    int width = config.imageSize, height = config.imageSize;
    if (fit == Fit::Crop) {
        box = centreSquare(picture.width, picture.height);
    } else if (fit == Fit::Native) {
        const auto grid = nativeGrid(picture, config.patchSize);
        width = grid.columns * config.patchSize;
        height = grid.rows * config.patchSize;
    }
    if (width == picture.width && height == picture.height) {
        return picture;
    }
    return resizeBicubic(picture, box, width, height);
}

PatchGrid gridOf(const Image& fitted, const ModelConfig& config) {
    const int p = config.patchSize;
    if (fitted.width < p || fitted.height < p || fitted.width % p != 0 || fitted.height % p != 0) {
        throw Error(ErrorKind::InvalidConfig, "A picture of " + std::to_string(fitted.width) + " x "
                                                  + std::to_string(fitted.height)
                                                  + " pixels does not divide into patches of "
                                                  + std::to_string(p) + ".");
    }
    return {.rows = fitted.height / p, .columns = fitted.width / p};
}

Reconstruction reconstruct(const Model& model, const Image& fitted, const Mask& mask,
                           const DisplayOptions& display) {
    const auto& config = model.config;
    const auto grid = gridOf(fitted, config);
    requireFits(mask, grid);
    Reconstruction result{.grid = grid,
                          .patchSize = config.patchSize,
                          .hidden = mask.hidden(),
                          .original = asSeen(fitted, model)};
    const c10::InferenceMode inference;
    const auto patches = patchesOf(result.original, model); // [N, P*P*C]
    const auto begin = std::chrono::steady_clock::now();
    const auto predicted =
        predictedPatches(model, patches, {&mask, 1}, !display.pasteVisible).select(0, 0);
    result.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    result.error = hiddenError(config, predicted, patches, result.hidden);
    const auto shown = shownPixels(model, predicted, patches, grid, result.hidden, display.normPix);
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

} // namespace mae
