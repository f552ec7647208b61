// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace mae::cli {

/// The same training steps with pictures of files and with one batch in memory, in turns.
struct FileTiming {
    std::int64_t pictures = 0;       ///< of the folder
    std::vector<double> inMemory{};  ///< ms a step of each turn
    std::vector<double> fromFiles{}; ///< ms a step of the turn after it
    std::vector<double>
    ratios() const; ///< speed from files as a share of that in memory; ascending
};

/// Reads, crops and flips the pictures of a folder on loader threads while the model learns from
/// them, as `mae train` does. Before it begins, all pictures are decoded once: what is measured are
/// the later epochs of a run whose pictures fit into the memory.
/// @param seconds  for all turns; at least nine are taken of each kind
/// @throws Error naming the folder
FileTiming stepsFromFiles(const ModelConfig& model, int batch, const std::string& folder,
                          c10::ScalarType precision, c10::Device device, double seconds,
                          const std::stop_token& stop);

} // namespace mae::cli
