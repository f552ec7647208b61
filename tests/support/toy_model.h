// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/rng.h"
#include "core/model/model.h"

#include <array>

namespace mae::test {

/// 16-pixel pictures of 4-pixel patches, random weights.
inline ModelConfig toyConfig() {
    return {.imageSize = 16,
            .patchSize = 4,
            .width = 24,
            .depth = 2,
            .heads = 3,
            .decoderWidth = 16,
            .decoderDepth = 2,
            .decoderHeads = 2};
}

inline Model toyModel(const ModelConfig& config = toyConfig(), std::uint64_t seed = 1) {
    return {.config = config, .weights = initialWeights(config, seed)};
}

/// A model that predicts one colour (8 bits a channel) wherever it looks.
inline Model colourModel(std::array<int, 3> colour, const ModelConfig& config = toyConfig()) {
    auto model = toyModel(config);
    model.weights.decoderPred.weight.zero_();
    auto* bias = model.weights.decoderPred.bias.mutable_data_ptr<float>();
    for (int i = 0; i < config.patchValues(); ++i) {
        const auto c = static_cast<std::size_t>(i % config.channels);
        bias[i] = static_cast<float>((colour[c] / 255.0 - model.mean[c]) / model.std[c]);
    }
    return model;
}

/// A picture without two equal rows, columns or patches.
inline Image noisyPicture(int width, int height, std::uint64_t seed = 1) {
    Rng rng(seed, Purpose::Test);
    Image image{.width = width, .height = height, .pixels = {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < 3; ++c) {
                const double base = 90 + 60.0 * x / width - 50.0 * y / height + 20 * c;
                image.pixels.push_back(static_cast<std::uint8_t>(base + rng.below(40)));
            }
        }
    }
    return image;
}

inline Image plainPicture(int width, int height, std::array<int, 3> colour) {
    Image image{.width = width, .height = height, .pixels = {}};
    for (int i = 0; i < width * height; ++i) {
        for (const int level : colour) {
            image.pixels.push_back(static_cast<std::uint8_t>(level));
        }
    }
    return image;
}

/// The three channels of a pixel.
inline std::array<int, 3> pixelAt(const Image& image, int x, int y) {
    const auto* p = &image.pixels[static_cast<std::size_t>(y * image.width + x) * 3];
    return {p[0], p[1], p[2]};
}

} // namespace mae::test
