// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/fastest_type.h"

#include "core/base/device.h"
#include "core/masking/sample_mask.h"
#include "core/model/linear.h"
#include "core/probe/look.h"
#include "core/probe/reconstruct.h"

#include <algorithm>
#include <limits>

namespace mae {
namespace {

/// Below, float32 won everywhere it was measured (6 M values: 1.8 ms against 6.4 ms).
constexpr std::int64_t kSmall = 20'000'000;

double milliseconds(Model model, c10::ScalarType type, const Image& picture, const Mask& mask) {
    model.weights = readyToLook(model.weights, type, c10::kCPU);
    auto best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 3; ++i) { // the first one makes room and plans
        best = std::min(best, model.weights.hasDecoder()
                                  ? reconstruct(model, picture, mask, {}).milliseconds
                                  : look(model, picture).milliseconds);
    }
    return best;
}

/// A few blocks do as all of them do, and need neither the time nor the memory.
Model shortened(Model model) {
    constexpr int kBlocks = 2;
    auto& config = model.config;
    auto& weights = model.weights;
    config.depth = std::min(config.depth, kBlocks);
    config.decoderDepth = std::min(config.decoderDepth, kBlocks);
    weights.blocks.resize(static_cast<std::size_t>(config.depth));
    weights.decoderBlocks.resize(static_cast<std::size_t>(config.decoderDepth));
    return model;
}

} // namespace

c10::ScalarType fastestType(const Model& model, c10::Device device) {
    if (!device.is_cpu()) {
        return choosePrecision(Precision::Auto, device);
    }
    if (parameterCount(model.config) < kSmall) {
        return c10::kFloat;
    }
    const auto side = model.config.grid() * model.config.patchSize;
    Image grey{.width = side, .height = side, .pixels = {}};
    grey.pixels.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3, 128);
    const auto mask = sampleMask({}, gridOf(grey, model.config), Rng(0, Purpose::Mask));
    const auto part = shortened(model);
    const auto full = milliseconds(part, c10::kFloat, grey, mask);
    return milliseconds(part, c10::kBFloat16, grey, mask) < full ? c10::kBFloat16 : c10::kFloat;
}

} // namespace mae
