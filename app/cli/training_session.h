// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"

#include <cstdint>
#include <memory>
#include <stop_token>

namespace mae {
class TrainingRun;
}

namespace mae::cli {

/// How `train` and `resume` report and when they end.
struct SessionOptions {
    DeviceOptions device{};
    std::int64_t stopAfter = 0;  ///< steps of this call; 0: never
    std::int64_t layerStats = 0; ///< steps between two measurements of the layers; 0: none
    bool json = false;
};

/// `--stop-after --layer-stats --json` and the device.
void addSessionOptions(CLI::App& command, SessionOptions& options);

/// Trains to the end, to a stop request, or for the wished number of steps; then saves.
/// Logged steps go to stdout as JSON lines or to stderr as progress, the summary to stdout.
/// @return exit code: 0 finished, 130 stopped early and saved
/// @throws Error; after Error(Numerical) the message says what to try
/// @param run  null: it was stopped before it began, which gives 130
int trainUntilEnd(TrainingRun* run, const SessionOptions& options, const std::stop_token& stop);

} // namespace mae::cli
