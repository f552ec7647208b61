// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_meter.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/isfinite.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace mae {
namespace {

constexpr auto kUnknown = LayerStatistics::kUnknown;

/// "blocks.3.attn.qkv.weight" is of "blocks.3", "norm.bias" of "norm".
std::string firstParts(std::string_view tensor) {
    const bool block = tensor.starts_with("blocks.") || tensor.starts_with("decoder_blocks.");
    auto end = tensor.find('.');
    if (block) {
        end = tensor.find('.', end + 1);
    }
    return std::string(tensor.substr(0, end));
}

double squaredLength(const Tensor& tensor) {
    const double length = tensor.norm().item<double>();
    return length * length;
}

/// Adds to what may be unknown so far.
void add(double& sum, double term) { sum = (std::isnan(sum) ? 0 : sum) + term; }

/// A sum of squares becomes a length.
void takeRoots(std::vector<LayerStatistics>& layers, double LayerStatistics::*sum) {
    for (auto& layer : layers) {
        layer.*sum = std::sqrt(layer.*sum);
    }
}

void forget(std::vector<LayerStatistics>& layers, double LayerStatistics::*number) {
    for (auto& layer : layers) {
        layer.*number = kUnknown;
    }
}

template <class Visitor> void forEachLearned(const MaeWeights& weights, Visitor&& visit) {
    forEachTensor(weights, [&](const std::string& name, const Tensor& tensor) {
        if (isLearned(name)) {
            visit(name, tensor);
        }
    });
}

} // namespace

LayerMeter::LayerMeter(const ModelConfig& model) : m_model(model) {
    const auto addLayer = [this](std::string name) {
        m_layers.push_back({.name = std::move(name)});
    };
    addLayer("patch_embed");
    for (int i = 0; i < model.depth; ++i) {
        addLayer("blocks." + std::to_string(i));
    }
    addLayer("norm");
    addLayer("decoder_embed");
    for (int i = 0; i < model.decoderDepth; ++i) {
        addLayer("decoder_blocks." + std::to_string(i));
    }
    addLayer("decoder_pred");
    for (const auto& tensor : tensorShapes(model)) {
        if (isLearned(tensor.name)) {
            std::int64_t count = 1;
            std::ranges::for_each(tensor.shape, [&count](std::int64_t size) { count *= size; });
            layerOf(tensor.name).parameters += count;
        }
    }
}

LayerStatistics& LayerMeter::layerOf(const std::string& tensor) {
    auto name = firstParts(tensor);
    if (name == "cls_token" || (name == "mask_token" && m_model.maskTokensInEncoder)) {
        name = "patch_embed";
    } else if (name == "mask_token") {
        name = "decoder_embed";
    } else if (name == "decoder_norm") {
        name = "decoder_pred";
    }
    return *std::ranges::find(m_layers, name, &LayerStatistics::name);
}

void LayerMeter::note(const std::string& layer, const Tensor& values) {
    auto& result = layerOf(layer);
    const auto flat = values.detach().to(at::kFloat).reshape({-1});
    const auto count = static_cast<double>(flat.numel());
    const auto finite = at::isfinite(flat);
    const auto good = finite.sum().item<std::int64_t>();
    result.zeroShare = static_cast<double>((flat == 0).sum().item<std::int64_t>()) / count;
    result.notFiniteShare = static_cast<double>(flat.numel() - good) / count;
    if (good == 0) {
        result.mean = result.std = result.maxAbs = kUnknown;
        return;
    }
    const auto kept = good == flat.numel() ? flat : flat.masked_select(finite);
    result.mean = kept.mean().item<double>();
    result.std = kept.std(/*unbiased=*/false).item<double>();
    result.maxAbs = kept.abs().max().item<double>();
}

void LayerMeter::look(const TrainInput& input, const MaeWeights& weights) {
    const at::NoGradGuard noGrad;
    const auto visible = input.visible.to(weights.clsToken.scalar_type());
    const Watcher encoder{.tokens = [this](int block, const Tensor& tokens) {
        note(block == 0               ? "patch_embed"
             : block <= m_model.depth ? "blocks." + std::to_string(block - 1)
                                      : "norm",
             tokens);
    }};
    const Watcher decoder{.tokens = [this](int block, const Tensor& tokens) {
        if (block <= m_model.decoderDepth) { // the norm's are those the prediction begins with
            note(block == 0 ? "decoder_embed" : "decoder_blocks." + std::to_string(block - 1),
                 tokens);
        }
    }};
    const auto latent = encode(m_model, weights, visible, input.ids, encoder);
    note("decoder_pred", decodeAll(m_model, weights, latent, input.ids, decoder));
}

void LayerMeter::beforeUpdate(const Trainer& trainer) {
    const at::NoGradGuard noGrad;
    forget(m_layers, &LayerStatistics::gradientNorm);
    forget(m_layers, &LayerStatistics::weightNorm);
    for (const auto& [name, gradient] : trainer.gradients()) {
        add(layerOf(name).gradientNorm, squaredLength(gradient));
    }
    m_before.clear();
    forEachLearned(trainer.masterWeights(), [this](const std::string& name, const Tensor& tensor) {
        add(layerOf(name).weightNorm, squaredLength(tensor));
        m_before.push_back(tensor.detach().clone());
    });
    takeRoots(m_layers, &LayerStatistics::gradientNorm);
    takeRoots(m_layers, &LayerStatistics::weightNorm);
}

void LayerMeter::afterUpdate(const Trainer& trainer) {
    const at::NoGradGuard noGrad;
    forget(m_layers, &LayerStatistics::updateRatio);
    std::size_t next = 0;
    forEachLearned(trainer.masterWeights(), [&](const std::string& name, const Tensor& tensor) {
        add(layerOf(name).updateRatio, squaredLength(tensor.detach() - m_before[next++]));
    });
    m_before.clear();
    takeRoots(m_layers, &LayerStatistics::updateRatio);
    for (auto& layer : m_layers) {
        const bool frozen = std::isnan(layer.gradientNorm);
        layer.updateRatio =
            frozen || layer.weightNorm == 0 ? kUnknown : layer.updateRatio / layer.weightNorm;
    }
}

} // namespace mae
