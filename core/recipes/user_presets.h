// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mae {

/// Settings that the user saved under a name, each a JSON file in a folder of presets. A file that
/// can't be read is left out of the list and left alone.
std::filesystem::path userPresetsFolder(); ///< below configFolder()

/// The names, in alphabetical order of bytes.
std::vector<std::string> userPresets(const std::filesystem::path& folder = userPresetsFolder());

/// @throws Error(InvalidConfig) if there is none of this name; Error(Format) if it can't be read
TrainConfig userPreset(const std::string& name,
                       const std::filesystem::path& folder = userPresetsFolder());

/// Writes or replaces a preset; its paths of data are not kept.
/// @throws Error(InvalidConfig) if the name can't be one, Error(Io)
void saveUserPreset(const std::string& name, TrainConfig config,
                    const std::filesystem::path& folder = userPresetsFolder());

/// No error if there is none. @throws Error(Io)
void removeUserPreset(const std::string& name,
                      const std::filesystem::path& folder = userPresetsFolder());

/// Why a name can't be a preset's; empty: it can. Names of built-in presets can't.
std::string presetNameProblem(const std::string& name);

} // namespace mae
