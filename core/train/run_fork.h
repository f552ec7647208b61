// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/run_events.h"

#include <filesystem>
#include <vector>

namespace mae {

/// Makes the folder of a run that goes on from a checkpoint of another one, which stays as it is:
/// weights, optimizer, counters and the metrics up to there are copied, the parent is named in
/// config.json. TrainingRun::open() continues it.
/// @param from  a run's folder (its newest checkpoint that verifies), or one of its checkpoints
/// @param folder  must not exist or be empty
/// @throws Error; there is then no new folder
void forkRun(const std::filesystem::path& from, const std::filesystem::path& folder,
             const std::vector<SettingChange>& changes);

} // namespace mae
