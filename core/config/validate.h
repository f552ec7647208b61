// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <string>
#include <vector>

namespace mae {

/// One thing wrong with a configuration, addressed so that a form can mark the field.
struct ConfigIssue {
    std::string path;    ///< e.g. "mask.ratio"
    std::string message; ///< e.g. "must be between 0 and 0.99, not 1.5"
};

/// All that is wrong, in field order; empty means that the engine will accept the configuration.
std::vector<ConfigIssue> validate(const TrainConfig& config);
std::vector<ConfigIssue> validate(const ModelConfig& config);
std::vector<ConfigIssue> validate(const MaskConfig& config);

/// All issues as one text, a line each: "mask.ratio must be …".
std::string describe(const std::vector<ConfigIssue>& issues);

/// @throws Error(InvalidConfig) with describe() if there is any issue.
void requireValid(const std::vector<ConfigIssue>& issues);

} // namespace mae
