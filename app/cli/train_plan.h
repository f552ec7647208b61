// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/training_session.h"
#include "core/config/train_config.h"

#include <stop_token>
#include <string>

namespace mae::cli {

/// `mae train --dry-run`: what the run would be, to stdout. @param folder  of the run; empty:
/// unknown
/// @return exit code: 0, or 130 if @p stop was requested. @throws Error
int showPlan(const TrainConfig& config, const std::string& folder, const SessionOptions& options,
             const std::stop_token& stop);

} // namespace mae::cli
