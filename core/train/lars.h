// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"

namespace mae {

/// Settings of LARS. Defaults are those of the published linear probe.
struct LarsConfig {
    double momentum = 0.9;
    double weightDecay = 0;
    double trust = 0.001; ///< length of a step before momentum and rate, over the parameter's
};

/// One parameter and what LARS remembers of it.
struct LarsState {
    Tensor parameter{}; ///< floating point, any shape
    Tensor momentum{};  ///< of the same shape; undefined before the first step, which is zero
};

/// One step of LARS, without autograd: gives the new state and leaves the old one as it is.
///
/// A parameter with two or more dimensions decays, and its gradient is scaled by trust *
/// |parameter| / |gradient with decay|, or by 1 if either length is 0. One with fewer (biases,
/// norms) does neither. Then momentum = momentum * c.momentum + gradient, parameter -= lr *
/// momentum. Source: You, Gitman, Ginsburg 2017, arXiv 1708.03888, in the form of the published
/// linear probe.
///
/// @param gradient  of the parameter's shape, type and device
/// @throws Error(InvalidConfig) if a setting or lr is negative or not finite, or momentum is not
///         below 1; Error(Internal) if the tensors do not fit each other
LarsState larsStep(const LarsState& state, const Tensor& gradient, double lr,
                   const LarsConfig& config = {});

} // namespace mae
