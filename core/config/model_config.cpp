// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/model_config.h"

namespace mae {
namespace {

std::int64_t blockParameters(std::int64_t width) {
    return 12 * width * width + 13 * width; // qkv, proj, fc1, fc2 with biases; two norms
}

} // namespace

std::int64_t parameterCount(const ModelConfig& config) {
    const std::int64_t d = config.width, e = config.decoderWidth, values = config.patchValues();
    const std::int64_t positions = config.patchCount() + 1;
    const auto encoder = d + positions * d // class token and position embeddings
                         + values * d + d  // patch embedding
                         + config.depth * blockParameters(d) + 2 * d;
    if (config.decoderDepth == 0) {
        return encoder;
    }
    const auto maskToken = config.maskTokensInEncoder ? d : e;
    return encoder + maskToken + positions * e // and position embeddings
           + d * e + e                         // decoder embedding
           + config.decoderDepth * blockParameters(e) + 2 * e + e * values + values;
}

} // namespace mae
