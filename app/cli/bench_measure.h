// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace mae::cli {

/// Milliseconds of repeated work, ascending.
struct Timing {
    std::vector<double> milliseconds{};

    /// @param share  0: fastest, 0.5: median, 1: slowest. NaN if nothing was measured
    double at(double share) const;
};

/// Repeats @p work for about @p seconds, at least five times, after one call that does not count.
Timing repeated(double seconds, const std::stop_token& stop, const std::function<void()>& work);

/// Optimizer steps of a masked autoencoder with random weights on random pictures that are in
/// memory: normalisation, forward, backward, gradient norm and AdamW. The mask ratio is 0.75.
/// @throws Error(Numerical) if the loss does not fall: then the timing would mean nothing
Timing trainingSteps(const ModelConfig& model, int batch, c10::ScalarType precision,
                     c10::Device device, double seconds, const std::stop_token& stop);

/// Reconstructions of one random picture, visible patches drawn anew each time.
Timing reconstructions(const ModelConfig& model, c10::ScalarType precision, c10::Device device,
                       double seconds, const std::stop_token& stop);

/// Starts this program with arguments, its output thrown away, until it ends.
/// @throws Error(Internal) if it can't be started or fails
Timing ownStarts(const std::vector<std::string>& arguments, int count, const std::stop_token& stop);

/// Share of the CPUs' time that anybody uses now, 0 to 1; measured for half a second.
/// 0 where the system does not say.
double busyShare();

} // namespace mae::cli
