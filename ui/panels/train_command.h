// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <string>

namespace mae::ui {

/// The command that starts the same run, quoted for a shell: `mae train --preset tiny --data …`.
/// @param preset  id of the recipe that the settings are compared with
std::string trainCommand(const TrainConfig& config, const std::string& preset);

} // namespace mae::ui
