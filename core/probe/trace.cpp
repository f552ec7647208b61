// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/trace.h"

#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/model/mae.h"
#include "core/probe/model_input.h"
#include "core/probe/patch_display.h"
#include "core/probe/reconstruct.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace mae {
namespace {

Tensor onCpu(const Tensor& tensor) { return tensor.to(at::kCPU, at::kFloat).contiguous(); }

TokenSample sampleOf(std::span<const float> values, int patch) {
    const auto [smallest, largest] = std::ranges::minmax_element(values);
    double sum = 0;
    for (const float value : values) {
        sum += value;
    }
    const auto first = values.first(std::min<std::size_t>(values.size(), kTraceValues));
    return {.patch = patch,
            .first = {first.begin(), first.end()},
            .smallest = *smallest,
            .largest = *largest,
            .mean = static_cast<float>(sum / static_cast<double>(values.size()))};
}

/// Row @p i of @p rows [R, K], float32 on the CPU.
std::span<const float> rowOf(const Tensor& rows, std::int64_t i) {
    const auto values = rows.size(1);
    return {rows.const_data_ptr<float>() + i * values, static_cast<std::size_t>(values)};
}

std::vector<TokenSample> samplesOfPatches(const Tensor& rows) {
    std::vector<TokenSample> samples;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        samples.push_back(sampleOf(rowOf(rows, i), static_cast<int>(i)));
    }
    return samples;
}

/// Of a class token and the patches @p ids, in this order.
std::vector<TokenSample> samplesOfTokens(const Tensor& tokens,
                                         const std::vector<std::int32_t>& ids) {
    const auto rows = onCpu(tokens[0]);
    std::vector<TokenSample> samples{sampleOf(rowOf(rows, 0), -1)};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        samples.push_back(sampleOf(rowOf(rows, static_cast<std::int64_t>(i) + 1), ids[i]));
    }
    return samples;
}

/// The class token, whose patch is -1, then the patches row by row.
std::vector<TokenSample> unsorted(std::vector<TokenSample> samples) {
    std::ranges::sort(samples, {}, &TokenSample::patch);
    return samples;
}

std::vector<float> lengthsOf(const Tensor& tokens) {
    const auto rows = onCpu(tokens[0]);
    std::vector<float> lengths;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        double squares = 0;
        for (const float value : rowOf(rows, i)) {
            squares += static_cast<double>(value) * value;
        }
        lengths.push_back(static_cast<float>(std::sqrt(squares)));
    }
    return lengths;
}

void addNoise(StepTrace& trace, const MaskChoice& choice, const Mask& mask, const Image& fitted) {
    trace.drawn = !choice.painted;
    if (trace.drawn) {
        const auto content = contentFor(choice.config.strategy, fitted, trace.config.patchSize);
        const auto scores =
            keepScores(choice.config, mask.grid, Rng(choice.seed, Purpose::Mask), content);
        trace.noise.assign(scores.begin(), scores.end());
    } else {
        const auto hidden = mask.hidden();
        trace.noise.assign(hidden.begin(), hidden.end());
    }
    trace.order = mask.visibleIds;
    trace.order.insert(trace.order.end(), mask.hiddenIds.begin(), mask.hiddenIds.end());
    trace.visible = static_cast<int>(mask.visibleIds.size());
}

/// Tokens of the encoder, in its order.
Tensor encoded(StepTrace& trace, const MaeWeights& weights, const Tensor& rows, const MaskIds& ids,
               const Mask& mask) {
    const auto& config = trace.config;
    const auto seen = 1 + ids.visible.size(1); // mask tokens in the encoder come behind these
    const Watcher watcher{.tokens = [&](int block, const Tensor& tokens) {
        if (block == 0) {
            trace.embedded = samplesOfTokens(tokens, mask.visibleIds);
        } else if (block <= config.depth) {
            trace.encoderNorms.push_back(lengthsOf(tokens.slice(1, 0, seen)));
        }
    }};
    auto latent = encode(config, weights, rows, ids, watcher);
    trace.encoded = samplesOfTokens(latent, mask.visibleIds);
    return latent;
}

/// Everything the model predicts: [N, P*P*C], row by row.
Tensor decoded(StepTrace& trace, const MaeWeights& weights, const Tensor& latent,
               const MaskIds& ids) {
    const auto& config = trace.config;
    const Watcher watcher{.tokens = [&](int block, const Tensor& tokens) {
        if (block == 0) {
            trace.decoderInput = unsorted(samplesOfTokens(tokens, trace.order));
        } else if (block > config.decoderDepth) {
            trace.decoderOutput = unsorted(samplesOfTokens(tokens, trace.order));
        }
    }};
    return onCpu(decodeAll(config, weights, latent, ids, watcher)[0]);
}

void requireOnePass(const Model& model, const Image& fitted, const DisplayOptions& display) {
    if (!model.weights.hasDecoder()) {
        throw Error(ErrorKind::InvalidConfig, "The model has no decoder.");
    }
    const int side = model.config.imageSize;
    if (display.fit == Fit::Tiled && (fitted.width > side || fitted.height > side)) {
        throw Error(ErrorKind::InvalidConfig,
                    "The steps are those of one pass of the model, and a picture in tiles takes "
                    "several; crop or stretch it, or take it at its native size.");
    }
}

} // namespace

StepTrace traceOf(const Model& model, const Image& fitted, const MaskChoice& choice,
                  const DisplayOptions& display) {
    requireOnePass(model, fitted, display);
    const auto grid = gridOf(fitted, model.config);
    const auto seen = asSeen(fitted, model);
    const auto mask = maskOf(choice, fitted, model.config.patchSize);
    StepTrace trace{.config = model.config, .result = reconstruct(model, fitted, mask, display)};
    addNoise(trace, choice, mask, fitted);

    const c10::InferenceMode inference;
    const auto patches = patchesOf(seen, model);
    const auto weights = weightsFor(model, grid);
    const auto& like = weights.patchEmbed.weight;
    const auto cpuIds = toIds(mask);
    const MaskIds ids{cpuIds.visible.to(like.device()), cpuIds.hidden.to(like.device())};
    const auto rows = gatherRows(patches.unsqueeze(0), cpuIds.visible)
                          .to(like.device(), like.scalar_type()); // [1, V, P*P*C]
    trace.patches = samplesOfPatches(patches);
    trace.maskToken = sampleOf(rowOf(onCpu(weights.maskToken[0]), 0), -1);
    const auto latent = encoded(trace, weights, rows, ids, mask);
    const auto predicted = decoded(trace, weights, latent, ids);
    trace.predicted = samplesOfPatches(predicted);
    trace.predictedPixels = seen;
    const auto shown = shownPixels(model, predicted, patches, grid, mask.hidden(), display.normPix);
    for (int id = 0; id < grid.count(); ++id) {
        putPatch(trace.predictedPixels, shown, model.config, id);
    }
    return trace;
}

} // namespace mae
