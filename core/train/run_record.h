// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/train/reference_losses.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace mae {

/// The checkpoint that a run was forked from.
struct RunParent {
    std::string run{};        ///< its folder
    std::string checkpoint{}; ///< the file's name
    std::int64_t step = 0;
};

/// What config.json says about a run beside its settings: the object "run".
struct RunRecord {
    std::int64_t pictures = 0;
    std::int64_t picturesPerEpoch = 0;   ///< by the weights of their folders
    std::int64_t validationPictures = 0; ///< kept apart
    std::optional<ReferenceLosses> references{};
    std::string fingerprint{}; ///< of the pictures
    std::string precision{};   ///< "float32" or "bfloat16"
    /// "running", "stopped", "finished" or "moved"; empty: it does not say
    std::string state{};
    bool saved = false; ///< a checkpoint of this run was written once
    std::optional<RunParent> parent{};
    std::optional<TrainConfig> begunWith{}; ///< set once a setting was changed
};

/// What is missing or wrong is empty. @throws Error(Io)
RunRecord readRunRecord(const std::filesystem::path& run);

/// Writes config.json. @throws Error(Io)
void writeRunConfig(const std::filesystem::path& run, const TrainConfig& config,
                    const RunRecord& record);

} // namespace mae
