// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weights.h"

#include "core/base/error.h"
#include "core/base/rng.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/upsample_bicubic2d.h>

#include <algorithm>
#include <cmath>
#include <numeric>

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
    shapes.push_back({"mask_token", {1, 1, e}});
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

Tensor sinCosPositions(int rows, int columns, int width) {
    if (width % 4 != 0) {
        throw Error(ErrorKind::InvalidConfig,
                    "The width of position embeddings must be a multiple of 4, not "
                        + std::to_string(width) + ".");
    }
    const int quarter = width / 4;
    auto table = at::empty({1, std::int64_t{rows} * columns + 1, width}, at::kFloat);
    auto* out = table.data_ptr<float>();
    std::fill_n(out, width, 0.0F);
    out += width;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c, out += width) {
            for (int k = 0; k < quarter; ++k) {
                const double w = 1.0 / std::pow(10000.0, static_cast<double>(k) / quarter);
                out[k] = static_cast<float>(std::sin(c * w));
                out[quarter + k] = static_cast<float>(std::cos(c * w));
                out[2 * quarter + k] = static_cast<float>(std::sin(r * w));
                out[3 * quarter + k] = static_cast<float>(std::cos(r * w));
            }
        }
    }
    return table;
}

Tensor resizedPositions(const Tensor& table, int fromRows, int fromColumns, int rows, int columns) {
    if (fromRows == rows && fromColumns == columns) {
        return table;
    }
    const auto d = table.size(2);
    const auto cls = table.slice(1, 0, 1);
    const auto grid = table.slice(1, 1).to(at::kFloat).reshape({1, fromRows, fromColumns, d});
    const auto resized =
        at::upsample_bicubic2d(grid.permute({0, 3, 1, 2}).contiguous(), {rows, columns},
                               /*align_corners=*/false); // [1, D, rows, columns]
    const auto flat = resized.permute({0, 2, 3, 1}).reshape({1, std::int64_t{rows} * columns, d});
    return at::cat({cls, flat.to(table.scalar_type())}, 1);
}

} // namespace mae
