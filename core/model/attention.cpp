// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include "core/model/linear.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/unbind.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <vector>

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

/// @param q, k  [B, h, T, d]. @return [B, h, T, T]
Tensor softWeights(const Tensor& q, const Tensor& k, const Tensor& bias) {
    const double scale = 1.0 / std::sqrt(static_cast<double>(q.size(-1)));
    auto scores = at::matmul(q * scale, k.transpose(-2, -1));
    return at::softmax(bias.defined() ? scores + bias : scores, -1);
}

} // namespace

Tensor attention(const Block& block, const Tensor& tokens, int heads, const AttentionSpan& span) {
    const auto& [firstQuery, keys, bias] = span;
    const auto b = tokens.size(0), t = tokens.size(1), d = tokens.size(2);
    Tensor q, k, v;
    if (firstQuery == 0) {
        const auto qkv = linear(block.qkv, tokens)
                             .reshape({b, t, 3, heads, d / heads})
                             .permute({2, 0, 3, 1, 4}); // [3, B, h, T, d]
        // One stack in the backward pass; three selects would each fill a tensor of qkv's size.
        const auto parts = at::unbind(qkv, 0);
        q = parts[0];
        k = parts[1];
        v = parts[2];
    } else {
        q = heads4(linearPart(block.qkv, tokens.slice(1, firstQuery), 0, d), heads);
        const auto kv = linearPart(block.qkv, tokens, d, 2 * d)
                            .reshape({b, t, 2, heads, d / heads})
                            .permute({2, 0, 3, 1, 4}); // [2, B, h, T, d]
        const auto parts = at::unbind(kv, 0);
        k = parts[0];
        v = parts[1];
    }
    if (keys > 0 && keys < t) {
        k = k.narrow(2, 0, keys);
        v = v.narrow(2, 0, keys);
    }
    Tensor mixed;
    if (fusedIsFaster(tokens)) {
        mixed = bias.defined() ? at::scaled_dot_product_attention(q, k, v, bias)
                               : at::scaled_dot_product_attention(q, k, v);
    } else {
        mixed = at::matmul(softWeights(q, k, bias), v);
    }
    return mixed.transpose(1, 2).reshape({b, t - firstQuery, d});
}

Tensor attentionWeights(const Block& block, const Tensor& tokens, int heads, const Tensor& bias) {
    const auto d = tokens.size(2);
    const auto rows = linearPart(block.qkv, tokens, 0, 2 * d);
    return softWeights(heads4(rows.slice(2, 0, d), heads), heads4(rows.slice(2, d), heads), bias);
}

Tensor relativeIndex(int rows, int columns) {
    const std::int64_t n = std::int64_t{rows} * columns;
    const std::int64_t pairs = std::int64_t{2 * rows - 1} * (2 * columns - 1);
    std::vector<std::int64_t> index;
    index.reserve(static_cast<std::size_t>((n + 1) * (n + 1)));
    index.push_back(pairs + 2); // class to class
    index.insert(index.end(), static_cast<std::size_t>(n), pairs);
    for (int from = 0; from < rows * columns; ++from) {
        index.push_back(pairs + 1);
        for (int to = 0; to < rows * columns; ++to) {
            const int down = from / columns - to / columns, right = from % columns - to % columns;
            index.push_back(std::int64_t{down + rows - 1} * (2 * columns - 1) + right + columns
                            - 1);
        }
    }
    return at::tensor(index, at::kLong);
}

Tensor relativeBias(const Tensor& table, const Tensor& index) {
    const auto tokens =
        static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(index.numel()))));
    return table.index_select(0, index)
        .reshape({tokens, tokens, -1})
        .permute({2, 0, 1})
        .unsqueeze(0);
}

} // namespace mae
