// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weights.h"

#include "core/base/rng.h"
#include "core/model/positions.h"

#include <ATen/ops/empty.h>

#include <cmath>

namespace mae {
namespace {

void fill(Tensor& tensor, auto&& draw) {
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        values[i] = static_cast<float>(draw());
    }
}

bool endsWith(const std::string& text, const char* end) { return text.ends_with(end); }

void initialise(const std::string& name, Tensor& tensor, Rng rng) {
    if (endsWith(name, "_token")) {
        fill(tensor, [&rng] { return 0.02 * rng.normal(); });
    } else if (tensor.dim() >= 2) { // Xavier uniform, a convolution viewed as a matrix
        const auto out = static_cast<double>(tensor.size(0));
        const auto in = static_cast<double>(tensor.numel()) / out;
        const double bound = std::sqrt(6.0 / (in + out));
        fill(tensor, [&rng, bound] { return rng.uniform(-bound, bound); });
    } else {
        const bool scale = endsWith(name, "weight"); // of a LayerNorm
        tensor.fill_(scale ? 1.0 : 0.0);
    }
}

} // namespace

bool isLearned(const std::string& name) { return !endsWith(name, "pos_embed"); }

std::vector<TensorShape> tensorShapes(const ModelConfig& config) {
    const std::int64_t d = config.width, e = config.decoderWidth, n = config.patchCount() + 1;
    std::vector<TensorShape> shapes;
    const auto linear = [&shapes](const std::string& name, std::int64_t out, std::int64_t in) {
        shapes.push_back({name + ".weight", {out, in}});
        shapes.push_back({name + ".bias", {out}});
    };
    const auto norm = [&shapes](const std::string& name, std::int64_t width) {
        shapes.push_back({name + ".weight", {width}});
        shapes.push_back({name + ".bias", {width}});
    };
    const auto block = [&](const std::string& name, std::int64_t width) {
        norm(name + ".norm1", width);
        linear(name + ".attn.qkv", 3 * width, width);
        linear(name + ".attn.proj", width, width);
        norm(name + ".norm2", width);
        linear(name + ".mlp.fc1", 4 * width, width);
        linear(name + ".mlp.fc2", width, 4 * width);
    };
    shapes.push_back({"cls_token", {1, 1, d}});
    shapes.push_back({"pos_embed", {1, n, d}});
    shapes.push_back({"mask_token", {1, 1, config.maskTokensInEncoder ? d : e}});
    shapes.push_back({"decoder_pos_embed", {1, n, e}});
    shapes.push_back(
        {"patch_embed.proj.weight", {d, config.channels, config.patchSize, config.patchSize}});
    shapes.push_back({"patch_embed.proj.bias", {d}});
    for (int i = 0; i < config.depth; ++i) {
        block("blocks." + std::to_string(i), d);
    }
    norm("norm", d);
    linear("decoder_embed", e, d);
    for (int i = 0; i < config.decoderDepth; ++i) {
        block("decoder_blocks." + std::to_string(i), e);
    }
    norm("decoder_norm", e);
    linear("decoder_pred", config.patchValues(), e);
    return shapes;
}

MaeWeights emptyWeights(const ModelConfig& config) {
    MaeWeights weights;
    weights.blocks.resize(static_cast<std::size_t>(config.depth));
    weights.decoderBlocks.resize(static_cast<std::size_t>(config.decoderDepth));
    return weights;
}

MaeWeights initialWeights(const ModelConfig& config, std::uint64_t seed) {
    const auto shapes = tensorShapes(config);
    auto weights = emptyWeights(config);
    std::size_t i = 0;
    forEachTensor(weights, [&](const std::string& name, Tensor& tensor) {
        tensor = at::empty(shapes[i].shape, at::kFloat);
        initialise(name, tensor, Rng(seed, Purpose::Weights, 0, i));
        ++i;
    });
    const int grid = config.grid();
    weights.posEmbed = sinCosPositions(grid, grid, config.width);
    weights.decoderPosEmbed = sinCosPositions(grid, grid, config.decoderWidth);
    return weights;
}

MaeWeights converted(MaeWeights weights, at::ScalarType type, at::Device device) {
    const auto convert = [&](const std::string&, Tensor& tensor) {
        if (tensor.defined()) {
            tensor = tensor.detach().to(device, type);
        }
    };
    forEachTensor(weights, convert);
    forEachExtra(weights, convert);
    return weights;
}

} // namespace mae
