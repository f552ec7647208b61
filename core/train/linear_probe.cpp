// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/linear_probe.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/train/cross_entropy.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

namespace mae {
namespace {

constexpr double kEps = 1e-6, kKept = 0.9; ///< of the published batch normalisation

} // namespace

LinearProbe::LinearProbe(std::int64_t width, std::int64_t classes, std::uint64_t seed,
                         const LarsConfig& config)
    : m_config(config) {
    if (width < 1 || classes < 1) {
        throw Error(ErrorKind::InvalidConfig, "A linear probe needs features and classes.");
    }
    m_mean = at::zeros({width}, at::kFloat);
    m_var = at::ones({width}, at::kFloat);
    m_weight.parameter = at::empty({classes, width}, at::kFloat);
    m_bias.parameter = at::zeros({classes}, at::kFloat);
    Rng rng(seed, Purpose::Weights);
    auto* values = m_weight.parameter.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < classes * width; ++i) {
        values[i] = static_cast<float>(0.01 * rng.normal());
    }
}

LinearProbe::LinearProbe(const Classifier& start, const LarsConfig& config) : m_config(config) {
    if (!start.exists() || !start.runningMean.defined() || !start.runningVar.defined()) {
        throw Error(ErrorKind::InvalidConfig, "The classifier is no linear probe.");
    }
    m_mean = start.runningMean;
    m_var = start.runningVar;
    m_weight.parameter = start.head.weight;
    m_bias.parameter = start.head.bias;
}

LinearProbe::Step LinearProbe::step(const Tensor& features, const Tensor& labels, double lr) {
    if (features.dim() != 2 || features.size(0) < 2 || features.size(1) != m_mean.size(0)) {
        throw Error(ErrorKind::InvalidConfig, "The probe needs at least two rows of "
                                                  + std::to_string(m_mean.size(0)) + " features.");
    }
    const auto b = static_cast<double>(features.size(0));
    const auto mean = features.mean(0);
    const auto centred = features - mean;
    const auto variance = centred.square().mean(0); // biased, as it normalises
    const auto seen = centred / (variance + kEps).sqrt();
    Step result{.logits = at::linear(seen, m_weight.parameter, m_bias.parameter)};
    const auto [loss, gradient] = crossEntropy(result.logits, labels);
    result.loss = loss;
    m_weight = larsStep(m_weight, at::matmul(gradient.t(), seen), lr, m_config);
    m_bias = larsStep(m_bias, gradient.sum(0), lr, m_config);
    m_mean = m_mean * kKept + mean * (1 - kKept);
    m_var = m_var * kKept + variance * (b / (b - 1)) * (1 - kKept); // unbiased, as it is kept
    return result;
}

Classifier LinearProbe::classifier() const {
    return {
        .runningMean = m_mean, .runningVar = m_var, .head = {m_weight.parameter, m_bias.parameter}};
}

} // namespace mae
