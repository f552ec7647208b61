// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace mae {
namespace {

/// For so many rows the layout is chosen; measured to serve any other number as well.
constexpr std::int64_t kTypicalRows = 197;

/// A kernel is made for every number of rows that it first meets, in 1 to 7 ms. There are few after
/// rounding up to this.
constexpr std::int64_t kRowStep = 16;

// LibTorch has no C++ functions for these operators, which torch.compile uses.
Tensor pack(const Tensor& weight) {
    using Op = Tensor(const Tensor&, std::optional<c10::SymInt>);
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("mkldnn::_reorder_linear_weight", "")
                               .typed<Op>();
    return op.call(weight, c10::SymInt(kTypicalRows));
}

Tensor packedLinear(const Linear& layer, const Tensor& x, std::string_view after) {
    using Op = Tensor(const Tensor&, const Tensor&, const std::optional<Tensor>&, std::string_view,
                      c10::List<std::optional<at::Scalar>>, std::optional<std::string_view>);
    static const auto op =
        c10::Dispatcher::singleton().findSchemaOrThrow("mkldnn::_linear_pointwise", "").typed<Op>();
    return op.call(x, layer.weight, layer.bias, after, c10::List<std::optional<at::Scalar>>(),
                   "none");
}

/// x with rows of zeros below, up to a number that kernels are made for. @param x  [rows, in]
Tensor roundedUp(const Tensor& x) {
    const auto rows = x.size(0), wanted = (rows + kRowStep - 1) / kRowStep * kRowStep;
    if (rows == wanted) {
        return x;
    }
    auto padded = at::empty({wanted, x.size(1)}, x.options());
    padded.narrow(0, 0, rows).copy_(x);
    padded.narrow(0, rows, wanted - rows).zero_();
    return padded;
}

Tensor packedAdd(const Linear& layer, const Tensor& x, const Tensor& other) {
    using Op = Tensor(const Tensor&, const Tensor&, const Tensor&, const std::optional<Tensor>&,
                      std::string_view);
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("mkldnn::_linear_pointwise", "binary")
                               .typed<Op>();
    return op.call(x, other, layer.weight, layer.bias, "add");
}

Tensor packedRows(const Linear& layer, const Tensor& x, std::string_view after) {
    const auto rows = x.reshape({-1, x.size(-1)});
    auto shape = x.sizes().vec();
    shape.back() = layer.weight.size(0);
    return packedLinear(layer, roundedUp(rows), after).narrow(0, 0, rows.size(0)).view(shape);
}

/// Whether this machine has these kernels: asked once, by using them.
bool canPack() {
    static const bool can = [] {
        try {
            const auto weight = at::zeros({64, 64}, at::kBFloat16);
            const auto bias = at::zeros({64}, at::kBFloat16);
            const Linear layer{.weight = pack(weight), .bias = bias};
            packedAdd(layer, packedLinear(layer, weight, "gelu"), weight);
            return true;
        } catch (const c10::Error&) {
            return false;
        }
    }();
    return can;
}

void packLayer(Linear& layer) {
    if (layer.weight.defined() && layer.bias.defined()) {
        layer.weight = pack(layer.weight);
    }
}

void packBlocks(std::vector<Block>& blocks) {
    for (auto& block : blocks) {
        packLayer(block.qkv);
        packLayer(block.proj);
        packLayer(block.fc1);
        packLayer(block.fc2);
    }
}

void makeKernels(const Linear& layer, std::int64_t rows) {
    if (layer.weight.defined() && layer.weight.is_mkldnn()) {
        for (std::int64_t n = kRowStep; n < rows + kRowStep; n += kRowStep) {
            linear(layer, at::zeros({n, layer.weight.size(1)}, layer.bias.options()));
        }
    }
}

void makeKernels(const std::vector<Block>& blocks, std::int64_t rows) {
    if (blocks.empty() || !blocks.front().proj.weight.is_mkldnn()) {
        return;
    }
    const auto& block = blocks.front(); // the others have the same shapes
    for (std::int64_t n = kRowStep; n < rows + kRowStep; n += kRowStep) {
        const auto x = at::zeros({n, block.proj.weight.size(1)}, block.proj.bias.options());
        linear(block.qkv, x);
        linearAdd(block.proj, x, x);
        linearAdd(block.fc2, linearGelu(block.fc1, x), x);
        if (block.scale1.defined()) { // which is between a layer and its sum
            linear(block.proj, x);
            linear(block.fc2, linearGelu(block.fc1, x));
        }
    }
}

} // namespace

Tensor linear(const Linear& layer, const Tensor& x) {
    return layer.weight.is_mkldnn() ? packedRows(layer, x, "none")
                                    : at::linear(x, layer.weight, layer.bias);
}

Tensor linearGelu(const Linear& layer, const Tensor& x) {
    return layer.weight.is_mkldnn() ? packedRows(layer, x, "gelu") : at::gelu(linear(layer, x));
}

Tensor linearAdd(const Linear& layer, const Tensor& x, const Tensor& other) {
    if (!layer.weight.is_mkldnn()) {
        return other + linear(layer, x);
    }
    const auto flat = [](const Tensor& t) { return roundedUp(t.reshape({-1, t.size(-1)})); };
    return packedAdd(layer, flat(x), flat(other))
        .narrow(0, 0, other.numel() / other.size(-1))
        .view(other.sizes());
}

Tensor linearPart(const Linear& layer, const Tensor& x, std::int64_t first, std::int64_t count) {
    if (layer.weight.is_mkldnn()) {
        return linear(layer, x).narrow(-1, first, count);
    }
    return at::linear(x, layer.weight.narrow(0, first, count), layer.bias.narrow(0, first, count));
}

Linear asLayer(const Linear& patchEmbed) {
    const auto& weight = patchEmbed.weight;
    return weight.dim() == 2
               ? patchEmbed
               : Linear{.weight = weight.permute({0, 2, 3, 1}).reshape({weight.size(0), -1}),
                        .bias = patchEmbed.bias};
}

Tensor roundedTokens(const std::vector<Block>& blocks, const Tensor& tokens) {
    if (blocks.empty() || !blocks.front().qkv.weight.is_mkldnn()
        || blocks.front().relativePositions.defined()) {
        return tokens;
    }
    const auto missing = (kRowStep - tokens.size(1) % kRowStep) % kRowStep;
    return missing == 0 ? tokens : at::constant_pad_nd(tokens, {0, 0, 0, missing});
}

MaeWeights readyToLook(MaeWeights weights, at::ScalarType type, at::Device device) {
    weights = converted(std::move(weights), type, device);
    if (type == at::kBFloat16 && device.is_cpu() && canPack()) {
        const c10::InferenceMode inference;
        weights.patchEmbed = asLayer(weights.patchEmbed);
        packLayer(weights.patchEmbed);
        packBlocks(weights.blocks);
        packBlocks(weights.decoderBlocks);
        packLayer(weights.decoderEmbed);
        packLayer(weights.decoderPred);
    }
    return weights;
}

void makeKernels(const MaeWeights& weights) {
    constexpr std::int64_t kMost = 256; // a large grid's are made when they are met
    const c10::InferenceMode inference;
    const auto& positions = weights.posEmbed;
    const auto tokens = positions.defined() ? std::min(positions.size(1), kMost) : kMost;
    makeKernels(weights.patchEmbed, tokens);
    makeKernels(weights.decoderEmbed, tokens);
    makeKernels(weights.decoderPred, tokens);
    makeKernels(weights.blocks, tokens);
    makeKernels(weights.decoderBlocks, tokens);
}

} // namespace mae
