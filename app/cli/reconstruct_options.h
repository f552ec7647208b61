// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/reconstruct_job.h"

#include <CLI/App.hpp>

namespace mae::cli {

/// `--fit`, `--frame`, `--paste-visible`, `--raw`, `--norm-pix-display`
void addDisplayOptions(CLI::App& command, DisplayOptions& display);

/// `--view` and what belongs to single views, `--whole-picture`, `--leave-out`, `--scale`,
/// `--curve`
/// @param filesAsked  becomes true if a picture is asked for; outlives the command
void addViewOptions(CLI::App& command, ReconstructRequest& request, bool& filesAsked);

} // namespace mae::cli
