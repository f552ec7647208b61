// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/training_session.h"
#include "core/train/run_events.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace mae::cli {

/// Continues a run. @param run  its folder, or its newest checkpoint; @param epochs  a new end
/// @param changes  settings that may change while a run goes on
/// @return exit code; a run that is finished already is left alone and gives 0
int resumeRun(const std::filesystem::path& run, std::optional<double> epochs,
              const std::vector<SettingChange>& changes, const SessionOptions& options,
              const std::stop_token& stop);

} // namespace mae::cli
