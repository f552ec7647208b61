// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/linear.h"

#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
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
constexpr std::int64_t kRowStep = 32;

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
            packedLinear({.weight = pack(weight), .bias = bias}, weight, "gelu");
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

void makeKernels(const std::vector<Block>& blocks, std::int64_t rows) {
    if (blocks.empty() || !blocks.front().proj.weight.is_mkldnn()) {
        return;
    }
    const auto& block = blocks.front(); // the others have the same shapes
    for (std::int64_t n = kRowStep; n < rows + kRowStep; n += kRowStep) {
        const auto x = at::zeros({n, block.proj.weight.size(1)}, block.proj.bias.options());
        linear(block.qkv, x);
        linear(block.proj, x);
        linear(block.fc2, linearGelu(block.fc1, x));
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

Tensor linearPart(const Linear& layer, const Tensor& x, std::int64_t first, std::int64_t count) {
    if (layer.weight.is_mkldnn()) {
        return linear(layer, x).narrow(-1, first, count);
    }
    return at::linear(x, layer.weight.narrow(0, first, count), layer.bias.narrow(0, first, count));
}

MaeWeights readyToLook(MaeWeights weights, at::ScalarType type, at::Device device) {
    weights = converted(std::move(weights), type, device);
    if (type == at::kBFloat16 && device.is_cpu() && canPack()) {
        const c10::InferenceMode inference;
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
    makeKernels(weights.blocks, tokens);
    makeKernels(weights.decoderBlocks, tokens);
}

} // namespace mae
