// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/lars.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/where.h>

#include <cmath>
#include <string>

namespace mae {
namespace {

void requireConfig(const LarsConfig& config, double lr) {
    const auto require = [](bool holds, const char* name, double value) {
        if (!holds) {
            throw Error(ErrorKind::InvalidConfig,
                        std::string("LARS can't use a ") + name + " of " + std::to_string(value)
                            + ": it must be finite and at least 0"
                            + (std::string(name) == "momentum" ? ", and below 1." : "."));
        }
    };
    const auto usable = [](double value) { return std::isfinite(value) && value >= 0; };
    require(usable(lr), "learning rate", lr);
    require(usable(config.weightDecay), "weight decay", config.weightDecay);
    require(usable(config.trust), "trust", config.trust);
    require(usable(config.momentum) && config.momentum < 1, "momentum", config.momentum);
}

void requireLike(const Tensor& parameter, const Tensor& other, const char* name) {
    if (!other.defined() || other.sizes() != parameter.sizes()
        || other.scalar_type() != parameter.scalar_type() || other.device() != parameter.device()) {
        throw Error(ErrorKind::Internal,
                    std::string("LARS: the ") + name + " is not like the parameter.");
    }
}

/// The gradient with decay, of the length that the parameter's allows.
Tensor scaled(const Tensor& parameter, const Tensor& gradient, const LarsConfig& config) {
    const auto decayed = gradient.add(parameter, config.weightDecay);
    const auto own = parameter.norm(), update = decayed.norm(); // scalars
    const auto ratio = config.trust * own / update;
    // Chosen on the device: no waiting for a number.
    return decayed * at::where((own > 0).logical_and(update > 0), ratio, own.new_ones({}));
}

} // namespace

LarsState larsStep(const LarsState& state, const Tensor& gradient, double lr,
                   const LarsConfig& config) {
    requireConfig(config, lr);
    const auto& parameter = state.parameter;
    if (!parameter.defined() || !parameter.is_floating_point()) {
        throw Error(ErrorKind::Internal, "LARS: the parameter is not of floating point.");
    }
    requireLike(parameter, gradient, "gradient");
    const at::NoGradGuard noGrad;
    const auto step = parameter.dim() > 1 ? scaled(parameter, gradient, config) : gradient;
    LarsState next;
    if (state.momentum.defined()) {
        requireLike(parameter, state.momentum, "momentum");
        next.momentum = state.momentum.mul(config.momentum).add_(step);
    } else {
        next.momentum = step.clone();
    }
    next.parameter = parameter.sub(next.momentum, lr);
    return next;
}

} // namespace mae
