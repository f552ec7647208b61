// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipes/recipes.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <string>

namespace mae {
namespace {

/// A minute on a CPU: 64 px, patch 8, a narrow and shallow model.
TrainConfig tiny() {
    TrainConfig config;
    config.model = {.imageSize = 64,
                    .patchSize = 8,
                    .width = 96,
                    .depth = 4,
                    .heads = 3,
                    .decoderWidth = 64,
                    .decoderDepth = 2,
                    .decoderHeads = 4};
    config.data.minScale = 0.5;
    config.train.epochs = 6;
    config.train.batchSize = 64;
    config.train.lr = 2e-3;
    config.train.warmupEpochs = 0.5;
    return config;
}

/// Pictures of 32 px with patch 2, as small natural pictures ask for (ViT-Ti, decoder 192 x 4).
TrainConfig smallPictures() {
    TrainConfig config;
    config.model = {.imageSize = 32,
                    .patchSize = 2,
                    .width = 192,
                    .depth = 12,
                    .heads = 3,
                    .decoderWidth = 192,
                    .decoderDepth = 4,
                    .decoderHeads = 3};
    config.data.minScale = 0.5;
    config.train.epochs = 400;
    config.train.batchSize = 128;
    config.train.lr = 1e-3;
    config.train.warmupEpochs = 10;
    return config;
}

/// What the bundled model was trained with.
TrainConfig standard() {
    TrainConfig config;
    config.data.minScale = 0.4;
    config.train.epochs = 40;
    config.train.batchSize = 64;
    config.train.lr = 1e-3;
    config.train.warmupEpochs = 1;
    config.preview.everySteps = 100;
    return config;
}

/// ViT-B/16 with the published recipe; meant for a GPU.
TrainConfig published() {
    TrainConfig config;
    config.model = {.imageSize = 224,
                    .patchSize = 16,
                    .width = 768,
                    .depth = 12,
                    .heads = 12,
                    .decoderWidth = 512,
                    .decoderDepth = 8,
                    .decoderHeads = 16,
                    .target = Target::Normalised};
    config.train.epochs = 800;
    config.train.batchSize = 256;
    config.train.accumulate = 16;
    config.train.baseLr = 1.5e-4;
    config.train.warmupEpochs = 40;
    config.preview.everySteps = 500;
    return config;
}

constexpr std::array kRecipes{
    Recipe{"tiny", "Tiny", "A minute on a CPU: 64 px, patch 8, a small model.", tiny},
    Recipe{"small-pictures", "Small pictures", "For pictures of 32 px, such as CIFAR-10: patch 2.",
           smallPictures},
    Recipe{"default", "Default", "What the bundled model uses: 96 px, patch 8, pixel target.",
           standard},
    Recipe{"vit-b-16", "ViT-B/16 as published",
           "The published recipe: 224 px, patch 16, normalised target, 4096 pictures a step.",
           published},
};

} // namespace

std::span<const Recipe> recipes() { return kRecipes; }

const Recipe& recipe(std::string_view id) {
    const auto found = std::ranges::find_if(kRecipes, [id](const Recipe& r) { return id == r.id; });
    if (found == kRecipes.end()) {
        std::string known;
        for (const auto& r : kRecipes) {
            known += (known.empty() ? "" : ", ") + std::string(r.id);
        }
        throw Error(ErrorKind::InvalidConfig,
                    "There is no preset '" + std::string(id) + "'. Presets: " + known + ".");
    }
    return *found;
}

} // namespace mae
