// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/model/model.h"
#include "core/train/lars.h"

#include <cstdint>

namespace mae {

/// The published linear probe on fixed features: batch normalisation without learned scale, one
/// linear layer, LARS. Float32; without autograd. One thread.
class LinearProbe {
public:
    /// Weights N(0, 0.01) drawn from (seed, Purpose::Weights), biases 0.
    /// @throws Error(InvalidConfig) unless width and classes are positive
    LinearProbe(std::int64_t width, std::int64_t classes, std::uint64_t seed,
                const LarsConfig& config = {});
    /// Goes on from a probe. @throws Error(InvalidConfig) if it is none
    explicit LinearProbe(const Classifier& start, const LarsConfig& config = {});

    struct Step {
        double loss = 0;
        Tensor logits{}; ///< [B, K], before the step
    };
    /// @param features  [B, D], B > 1; @param labels  int64 [B]
    /// @throws Error(InvalidConfig) if they do not fit each other or the probe
    Step step(const Tensor& features, const Tensor& labels, double lr);

    /// As it is now, to be used with logits(): running statistics and layer.
    Classifier classifier() const;

private:
    LarsConfig m_config;
    Tensor m_mean{}; ///< running, [D]
    Tensor m_var{};
    LarsState m_weight{}; ///< [K, D]
    LarsState m_bias{};   ///< [K]
};

} // namespace mae
