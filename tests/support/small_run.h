// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"
#include "core/train/training_run.h"

#include <ATen/ops/equal.h>

#include <QString>
#include <filesystem>
#include <stdexcept>

namespace mae::test {

/// Twelve steps of a model that takes a millisecond each.
inline TrainConfig smallRun() {
    TrainConfig config;
    config.model = {.imageSize = 16,
                    .patchSize = 4,
                    .width = 24,
                    .depth = 2,
                    .heads = 2,
                    .decoderWidth = 16,
                    .decoderDepth = 1,
                    .decoderHeads = 2};
    config.data.scenes = 20;
    config.train.steps = 12;
    config.train.batchSize = 4;
    config.train.lr = 1e-3;
    config.train.warmupEpochs = 1;
    config.train.precision = Precision::Float32;
    config.preview.count = 2;
    return config;
}

/// A model as small as one can be, which trains until somebody stops it.
inline TrainConfig endlessRun() {
    auto config = smallRun();
    config.model = {.imageSize = 8,
                    .patchSize = 4,
                    .width = 8,
                    .depth = 1,
                    .heads = 2,
                    .decoderWidth = 8,
                    .decoderDepth = 1,
                    .decoderHeads = 2};
    config.data.scenes = 8;
    config.data.workers = 1;
    config.train.batchSize = 2;
    config.train.steps = 1'000'000;
    return config;
}

inline void advanceTo(TrainingRun& run, std::int64_t step) {
    while (run.step() < step) {
        if (!run.advance()) {
            throw std::runtime_error("nobody asked the run to stop");
        }
    }
}

/// Whether two checkpoints hold the same tensors, bit for bit; names the first that differs.
inline QString firstDifference(const std::filesystem::path& a, const std::filesystem::path& b) {
    const auto left = readSafetensors(a), right = readSafetensors(b);
    if (left.tensors.size() != right.tensors.size()) {
        return QStringLiteral("number of tensors");
    }
    for (const auto& [name, tensor] : left.tensors) {
        const auto* other = right.find(name);
        if (other == nullptr || !at::equal(tensor, *other)) {
            return QString::fromStdString(name);
        }
    }
    return {};
}

} // namespace mae::test
