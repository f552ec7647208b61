// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/training_session.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace mae::cli {

/// Continues a run. @param run  its folder, or one of its checkpoints; @param epochs  a new end
/// @return exit code; a run that is finished already is left alone and gives 0
int resumeRun(const std::filesystem::path& run, std::optional<double> epochs,
              const SessionOptions& options, const std::stop_token& stop);

} // namespace mae::cli
