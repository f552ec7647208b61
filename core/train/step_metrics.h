// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace mae {

/// One optimizer step, as the plots, metrics.jsonl and the command line see it.
struct StepMetrics {
    std::int64_t step = 0; ///< steps done, so the first is 1
    double epoch = 0;      ///< passes over the pictures done
    double loss = 0;
    double lr = 0;
    double gradNorm = 0;        ///< before clipping
    double imagesPerSecond = 0; ///< over the last second or so
    double time = 0; ///< seconds of training so far, pauses and earlier sessions' losses excluded

    double memoryMb = 0; ///< resident memory of the process in MiB; 0: unknown
    /// Mean loss of the validation pictures under fixed masks; only of steps after which it was
    /// measured.
    std::optional<double> validationLoss{};
    /// Share of pictures whose class their nearest neighbours tell; only of steps after which it
    /// was measured.
    std::optional<double> knnTop1{};

    bool operator==(const StepMetrics&) const = default;
};

} // namespace mae
