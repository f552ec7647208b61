// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/unbind.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace mae {
namespace {

/// On the CPU the fused kernel is slower for a training step, much so in bfloat16: its backward
/// pass.
bool fusedIsFaster(const Tensor& tokens) {
    return !tokens.is_cpu() || !c10::GradMode::is_enabled();
}

Tensor heads4(const Tensor& rows, std::int64_t heads) {
    const auto b = rows.size(0), t = rows.size(1), d = rows.size(2);
    return rows.reshape({b, t, heads, d / heads}).transpose(1, 2); // [B, h, T, d]
}

} // namespace

Tensor attention(const Block& block, const Tensor& tokens, int heads, std::int64_t firstQuery) {
    const auto b = tokens.size(0), t = tokens.size(1), d = tokens.size(2);
    Tensor q, k, v;
    if (firstQuery == 0) {
        const auto qkv = at::linear(tokens, block.qkv.weight, block.qkv.bias)
                             .reshape({b, t, 3, heads, d / heads})
                             .permute({2, 0, 3, 1, 4}); // [3, B, h, T, d]
        // One stack in the backward pass; three selects would each fill a tensor of qkv's size.
        const auto parts = at::unbind(qkv, 0);
        q = parts[0];
        k = parts[1];
        v = parts[2];
    } else {
        const auto& weight = block.qkv.weight;
        const auto& bias = block.qkv.bias;
        q = heads4(
            at::linear(tokens.slice(1, firstQuery), weight.slice(0, 0, d), bias.slice(0, 0, d)),
            heads);
        const auto kv = at::linear(tokens, weight.slice(0, d), bias.slice(0, d))
                            .reshape({b, t, 2, heads, d / heads})
                            .permute({2, 0, 3, 1, 4}); // [2, B, h, T, d]
        const auto parts = at::unbind(kv, 0);
        k = parts[0];
        v = parts[1];
    }
    Tensor mixed;
    if (fusedIsFaster(tokens)) {
        mixed = at::scaled_dot_product_attention(q, k, v);
    } else {
        const double scale = 1.0 / std::sqrt(static_cast<double>(d) / heads);
        mixed = at::matmul(at::softmax(at::matmul(q * scale, k.transpose(-2, -1)), -1), v);
    }
    const auto joined = mixed.transpose(1, 2).reshape({b, t - firstQuery, d});
    return at::linear(joined, block.proj.weight, block.proj.bias);
}

} // namespace mae
