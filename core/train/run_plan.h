// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mae {

/// What is odd about a run, though it can be started.
struct PlanWarning {
    enum class Kind {
        BatchLargerThanData, ///< value: pictures a step; limit: pictures there are
        OnePatchVisible,     ///< value: patches of a picture
        OnePatchHidden,      ///< value: patches of a picture
        WarmupTooLong,       ///< value: epochs of warm-up; limit: epochs of the run
        HighLearningRate,    ///< value: the highest one; limit: what is usual
        DiskTooSmall,        ///< value: bytes wanted; limit: bytes free
        MemoryTooSmall,      ///< value: bytes wanted; limit: bytes free
        ProbeWithoutClasses, ///< value: classes of the pictures; limit: how many are needed
    };
    Kind kind = Kind::BatchLargerThanData;
    double value = 0;
    double limit = 0;

    bool operator==(const PlanWarning&) const = default;
};

/// What a run will be, known before it starts.
struct RunPlan {
    std::int64_t parameters = 0;
    std::int64_t stepsPerEpoch = 0;
    std::int64_t steps = 0;           ///< of the whole run
    std::int64_t picturesPerStep = 0; ///< batch and accumulation
    std::int64_t memoryBytes = 0;     ///< estimate: weights, optimizer, a batch in flight, cache
    std::int64_t checkpointBytes = 0; ///< of one
    std::int64_t diskBytes = 0;       ///< of all checkpoints that are there at once, and previews
    std::vector<PlanWarning> warnings{};
};

/// What a machine has left. 0: unknown, and never too small.
struct FreeRoom {
    std::int64_t memoryBytes = 0;
    std::int64_t diskBytes = 0;
};

/// Room of this machine. @param folder  where the run will be; it need not exist. Any thread.
FreeRoom freeRoom(const std::string& folder);

/// @param config  a valid one. @param pictures  at least 1. Any thread; computes nothing dear.
/// @param classes  of the pictures; empty: unknown
RunPlan planRun(const TrainConfig& config, std::int64_t pictures, const FreeRoom& room = {},
                std::optional<std::int64_t> classes = {});

/// One English sentence for the command line.
std::string describe(const PlanWarning& warning);

/// Learning rate at @p points moments evenly spread from the first step to the last. At least 2.
std::vector<double> plannedRates(const TrainConfig& config, std::int64_t pictures, int points);
/// The mask ratio, as plannedRates().
std::vector<double> plannedRatios(const TrainConfig& config, std::int64_t pictures, int points);

} // namespace mae
