// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/config/validate.h"

#include <string>
#include <utility>
#include <vector>

namespace mae {

/// JSON with one object per section; numbers never depend on the locale.
std::string toJson(const TrainConfig& config, int indent = 2);
std::string toJson(const ModelConfig& config);
std::string toJson(const MaskConfig& config);

/// Missing settings keep their defaults; unknown ones are ignored so that newer files open.
/// @throws Error(Format) if the text is not JSON or a value has the wrong type.
TrainConfig trainConfigFromJson(const std::string& text);
ModelConfig modelConfigFromJson(const std::string& text);
MaskConfig maskConfigFromJson(const std::string& text);

/// One setting by its path, as the command line writes it: ("train.batch_size", "64").
/// @throws Error(InvalidConfig) naming the setting if it is unknown or the text has the wrong type.
void setSetting(TrainConfig& config, const std::string& path, const std::string& value);
std::string getSetting(const TrainConfig& config, const std::string& path);

/// All settings in order, for --help: path, help with range and default.
struct SettingInfo {
    std::string path;
    std::string help;
    std::string value; ///< of the given configuration
    bool used = true;  ///< false: without effect in the given configuration
};
std::vector<SettingInfo> listSettings(const TrainConfig& config);

/// Settings in which two runs differ.
struct SettingDifference {
    std::string path;
    std::string a;
    std::string b;
};
std::vector<SettingDifference> difference(const TrainConfig& a, const TrainConfig& b);

} // namespace mae
