// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/io/model_card.h"
#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"
#include "core/probe/display.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mae {

/// A file and how to tell that it is still the same.
struct FileReference {
    std::string path{};     ///< absolute in memory; in the file relative to it where possible
    std::string checksum{}; ///< of fileChecksum(); empty: not checked

    bool operator==(const FileReference&) const = default;
};

/// Everything a shown reconstruction depends on: the experiment file `*.mae.json`.
struct Experiment {
    std::string program{};                  ///< version that wrote it
    FileReference model{.path = "bundled"}; ///< a path as openModel() takes it
    ModelOverrides overrides{};
    Precision precision =
        Precision::Auto; ///< of the weights; what really ran, to repeat it exactly
    std::vector<FileReference> pictures{};
    MaskConfig mask{};
    std::uint64_t seed = 0;
    std::vector<Mask> painted{}; ///< instead of mask and seed: one for all pictures, or one each
    DisplayOptions display{};

    bool operator==(const Experiment&) const = default;
};

/// CRC-32C in 8 hex digits: of a file; of the weights and settings in a folder (*.safetensors,
/// *.bin, config.json, by name); of what is inside the program for "bundled" and "sample:NAME".
/// @throws Error(Io)
std::string fileChecksum(const std::string& path);

/// @param base  folder that relative paths count from
std::string toJson(const Experiment& experiment, const std::filesystem::path& base);

/// Strict: every value is checked, unknown entries are refused. Paths become absolute.
/// @param name  of the file, for messages
/// @throws Error(Format) naming the file and the entry
Experiment experimentFromJson(const std::string& text, const std::filesystem::path& base,
                              const std::string& name);

/// Reads without looking at the files it names. @throws Error(Io) or Error(Format)
Experiment readExperiment(const std::filesystem::path& path);

/// Fills in missing checksums and writes atomically. @throws Error(Io)
void writeExperiment(const std::filesystem::path& path, Experiment experiment);

/// @throws Error(Io) if a file of the experiment is missing, Error(Format) if it is no longer the
/// same; the message names it
void verifyFiles(const Experiment& experiment);

} // namespace mae
