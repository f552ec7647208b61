// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/features.h"

#include "core/base/error.h"
#include "core/model/mae.h"
#include "core/probe/model_input.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <c10/core/InferenceMode.h>

#include <string>

namespace mae {
namespace {

Tensor layerNorm(const ModelConfig& config, const LayerNorm& norm, const Tensor& x) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, config.layerNormEps);
}

/// Tokens of all patches after so many blocks; normed after the last, if the encoder has a norm.
Tensor tokensAfter(const Model& model, const Tensor& patches, PatchGrid grid, int block) {
    const auto& config = model.config;
    if (block < 1 || block > config.depth) {
        throw Error(ErrorKind::InvalidConfig, "The encoder has blocks 1 to "
                                                  + std::to_string(config.depth) + ", not "
                                                  + std::to_string(block) + ".");
    }
    const auto weights = weightsFor(model, grid);
    const auto& like = weights.patchEmbed.weight;
    const auto rows = patches.to(like.device(), like.scalar_type());
    const auto all = at::arange(rows.size(1), at::TensorOptions(at::kLong).device(like.device()))
                         .expand({rows.size(0), -1});
    return block == config.depth ? encode(config, weights, rows, all)
                                 : encodeBlocks(config, weights, rows, all, block);
}

Tensor onCpu(const Tensor& tensor) { return tensor.to(at::kCPU, at::kFloat).contiguous(); }

} // namespace

Tensor features(const Model& model, const Tensor& patches, PatchGrid grid, Pool pool, int block) {
    const c10::InferenceMode inference;
    const auto tokens = tokensAfter(model, patches, grid, block);
    switch (pool) {
    case Pool::Class: return onCpu(tokens.select(1, 0));
    case Pool::All: return onCpu(tokens);
    case Pool::Mean: break;
    }
    const auto mean = tokens.slice(1, 1).mean(1);
    const auto& norm = model.classifier.fcNorm;
    const bool last = block == model.config.depth;
    return onCpu(last && norm.weight.defined() ? layerNorm(model.config, norm, mean) : mean);
}

Tensor features(const Model& model, const Tensor& patches, PatchGrid grid, Pool pool) {
    return features(model, patches, grid, pool, model.config.depth);
}

Tensor logits(const Model& model, const Tensor& patches, PatchGrid grid) {
    constexpr double kProbeEps = 1e-6; // of the published linear probe's batch normalisation
    const c10::InferenceMode inference;
    const auto& classifier = model.classifier;
    if (!classifier.exists()) {
        throw Error(ErrorKind::InvalidConfig, "The model has no classifier.");
    }
    const auto pool = classifier.fcNorm.weight.defined() ? Pool::Mean : Pool::Class;
    auto seen = features(model, patches, grid, pool); // [B, D]
    if (classifier.runningMean.defined()) {
        const auto deviation = (onCpu(classifier.runningVar) + kProbeEps).sqrt();
        seen = (seen - onCpu(classifier.runningMean)) / deviation;
    }
    return at::linear(seen, onCpu(classifier.head.weight), onCpu(classifier.head.bias));
}

} // namespace mae
