// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/train/run_events.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mae {

/// Whether a setting may change while a run goes on: learning rates, length, masks, and when it
/// saves, shows, logs and measures its kNN accuracy.
bool isSteerable(const std::string& path);
/// Whether a run that is forked may differ in it: besides, all of the recipe that its weights, its
/// optimizer and the order of its pictures do not depend on.
bool isForkable(const std::string& path);

/// Whether a later change of @p a makes one of @p b void: the same, or both are the run's length.
bool isSameSetting(const std::string& a, const std::string& b);

/// Changes a setting; epochs end a length in steps. @throws Error(InvalidConfig) if the value is
/// wrong, or without effect as the other settings are; @p config is then as before
void applyChange(TrainConfig& config, const SettingChange& change);
/// The same for a setting that may change while the run goes on. @throws as applyChange()
void steer(TrainConfig& config, const SettingChange& change);

/// Settings with which a run was begun, whatever was changed since. @throws as readRunConfig()
TrainConfig settingsAtStart(const std::filesystem::path& run);
/// Settings after @p step steps. @throws as readRunConfig()
TrainConfig settingsAt(const std::filesystem::path& run, std::int64_t step);

} // namespace mae
