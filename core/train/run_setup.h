// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/data/picture_source.h"
#include "core/train/reference_losses.h"
#include "core/train/training_run.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace mae {

/// A run must find its pictures again from any working directory.
TrainConfig withAbsolutePaths(TrainConfig config);

/// @throws Error(InvalidConfig) if @p folder exists and is not an empty folder
void requireNewFolder(const std::filesystem::path& folder);

/// Of a folder that this process has just locked: nothing but what makeFolders() made.
/// @throws Error(InvalidConfig)
void requireUnused(const std::filesystem::path& folder);

/// Removes what was made for a run that then could not begin, so that it can be tried again.
class NewFolder {
public:
    NewFolder(std::filesystem::path folder, bool existed);
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    void keep() { m_kept = true; }
    void drop() { m_kept = false; }

private:
    std::filesystem::path m_folder;
    bool m_existed;
    bool m_kept = false;
};

/// The folder of a run and those in it. @throws Error(Io)
void makeFolders(const std::filesystem::path& run);

void applyOptions(const RunOptions& options);

/// "120 pictures (flowers, trees)"
std::string describeData(const TrainConfig& config, std::int64_t pictures);

} // namespace mae
