// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/block_step.h"

#include "core/model/block_passes.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/mm.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace mae {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the backward pass needs, in the order it is kept.
enum Kept {
    X,
    Mean1,
    Scale1,
    N1,
    Heads,
    Weights,
    Mixed,
    H,
    Mean2,
    Scale2,
    N2,
    Slope,
    Hidden,
    KeptCount
};

/// The learned tensors in the order they are given.
enum Learned {
    Norm1W,
    Norm1B,
    QkvW,
    QkvB,
    ProjW,
    ProjB,
    Norm2W,
    Norm2B,
    Fc1W,
    Fc1B,
    Fc2W,
    Fc2B,
    LearnedCount
};

variable_list learnedOf(const Block& block) {
    return {block.norm1.weight, block.norm1.bias, block.qkv.weight,   block.qkv.bias,
            block.proj.weight,  block.proj.bias,  block.norm2.weight, block.norm2.bias,
            block.fc1.weight,   block.fc1.bias,   block.fc2.weight,   block.fc2.bias};
}

template <class T>
Tensor forwardPass(const BlockPasses<T>& passes, const variable_list& w, float scale,
                   std::array<Tensor, KeptCount>& k) {
    auto normed = passes.norm({w[Norm1W], w[Norm1B]}, k[X]);
    k[N1] = normed.y, k[Mean1] = normed.mean, k[Scale1] = normed.scale;
    k[Heads] = passes.split(at::mm(k[N1], w[QkvW].t()), 3, w[QkvB], scale);
    k[Weights] = at::bmm(k[Heads][0], k[Heads][1].transpose(1, 2));
    passes.softmax(k[Weights]);
    k[Mixed] = passes.merge(at::bmm(k[Weights], k[Heads][2]).unsqueeze(0), 1, false).rows;
    k[H] = at::mm(k[Mixed], w[ProjW].t());
    normed = passes.norm({w[Norm2W], w[Norm2B]}, k[X], k[H], w[ProjB]);
    k[N2] = normed.y, k[Mean2] = normed.mean, k[Scale2] = normed.scale;
    k[Slope] = at::mm(k[N2], w[Fc1W].t());
    k[Hidden] = passes.gelu(k[Slope], w[Fc1B]);
    auto result = at::mm(k[Hidden], w[Fc2W].t());
    passes.add(k[H], result, w[Fc2B]);
    return result;
}

/// @param g  the gradient of the result. @return of the tokens
template <class T>
Tensor backwardPass(const BlockPasses<T>& passes, const variable_list& w, float scale,
                    const std::array<Tensor, KeptCount>& k, const Tensor& g, variable_list& d) {
    d[Fc2B] = passes.columnSums(g);
    d[Fc2W] = at::mm(g.t(), k[Hidden]);
    const auto dBefore = at::mm(g, w[Fc2W]);
    d[Fc1B] = passes.geluGradient(dBefore, k[Slope]);
    d[Fc1W] = at::mm(dBefore.t(), k[N2]);
    const auto dH = at::mm(dBefore, w[Fc1W]);
    auto norm = passes.normGradient(dH, k[H], k[Mean2], k[Scale2], w[Norm2W], g);
    d[Norm2W] = norm.dWeight, d[Norm2B] = norm.dShift;
    d[ProjB] = passes.columnSums(dH);
    d[ProjW] = at::mm(dH.t(), k[Mixed]);
    const auto dMixed = passes.split(at::mm(dH, w[ProjW]), 1, {}, 1)[0];
    const auto q = k[Heads][0], key = k[Heads][1], value = k[Heads][2];
    const auto dWeights = at::bmm(dMixed, value.transpose(1, 2));
    passes.softmaxGradient(dWeights, k[Weights]);
    const auto dHeads = at::empty_like(k[Heads]);
    auto dq = dHeads[0], dk = dHeads[1], dv = dHeads[2];
    at::bmm_out(dv, k[Weights].transpose(1, 2), dMixed);
    at::bmm_out(dq, dWeights, key);
    at::bmm_out(dk, dWeights.transpose(1, 2), q);
    const auto dQkv = passes.merge(dHeads, scale, true);
    d[QkvB] = dQkv.sums;
    d[QkvW] = at::mm(dQkv.rows.t(), k[N1]);
    auto dX = at::mm(dQkv.rows, w[QkvW]);
    norm = passes.normGradient(dX, k[X], k[Mean1], k[Scale1], w[Norm1W], dH);
    d[Norm1W] = norm.dWeight, d[Norm1B] = norm.dShift;
    return dX;
}

/// Calls work(BlockPasses<T>) for the type of the tokens.
template <class Work>
auto withPasses(const Tensor& tokens, std::int64_t heads, double eps, const Work& work) {
    const auto b = tokens.size(0), t = tokens.size(1), d = tokens.size(2);
    const auto count = static_cast<int>(heads);
    return tokens.scalar_type() == at::kFloat
               ? work(BlockPasses<float>(b, t, d, count, eps))
               : work(BlockPasses<std::uint16_t>(b, t, d, count, eps));
}

float scaleOf(std::int64_t width, std::int64_t heads) {
    return static_cast<float>(std::sqrt(static_cast<double>(heads) / static_cast<double>(width)));
}

class BlockStep : public torch::autograd::Function<BlockStep> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& tokens, at::TensorList learned,
                          std::int64_t heads, double eps) {
        const auto width = tokens.size(2);
        const auto weights = learned.vec();
        std::array<Tensor, KeptCount> kept;
        kept[X] = tokens.contiguous().view({-1, width});
        auto result = withPasses(tokens, heads, eps, [&](const auto& passes) {
            return forwardPass(passes, weights, scaleOf(width, heads), kept);
        });
        variable_list all(kept.begin(), kept.end());
        all.insert(all.end(), weights.begin(), weights.end());
        context->save_for_backward(all);
        context->saved_data["heads"] = heads;
        context->saved_data["eps"] = eps;
        return result.view(tokens.sizes());
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        std::array<Tensor, KeptCount> kept;
        std::copy_n(saved.begin(), std::size_t(KeptCount), kept.begin());
        const variable_list weights(saved.begin() + KeptCount, saved.end());
        const auto heads = context->saved_data["heads"].toInt();
        const auto& given = gradients[0];
        const auto width = given.size(2);
        const auto g = given.contiguous().view({-1, width});
        variable_list learned(LearnedCount);
        const auto dTokens = withPasses(
            given, heads, context->saved_data["eps"].toDouble(), [&](const auto& passes) {
                return backwardPass(passes, weights, scaleOf(width, heads), kept, g, learned);
            });
        variable_list result{dTokens.view(given.sizes())};
        result.insert(result.end(), learned.begin(), learned.end());
        result.insert(result.end(), 2, Tensor()); // of heads and eps
        return result;
    }
};

} // namespace
bool canStep(const Block& block, const Tensor& tokens) {
    const auto type = tokens.scalar_type();
    const bool plain = !block.scale1.defined() && !block.scale2.defined()
                       && !block.relativePositions.defined() && !block.proj.weight.is_mkldnn();
    if (!plain || !at::GradMode::is_enabled() || !tokens.is_cpu()
        || (type != at::kFloat && type != at::kBFloat16) || tokens.numel() == 0) {
        return false;
    }
    return std::ranges::all_of(learnedOf(block), [type](const Tensor& tensor) {
        return tensor.defined() && tensor.scalar_type() == type && tensor.is_contiguous();
    });
}

Tensor blockStep(const Block& block, const Tensor& tokens, int heads, double eps) {
    return BlockStep::apply(tokens, at::TensorList(learnedOf(block)), std::int64_t{heads}, eps);
}

} // namespace mae
