// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace mae {

/// What a run learns from, and what it is measured with. No picture is in both.
struct TrainingPictures {
    std::shared_ptr<PictureSource> training{};
    std::shared_ptr<PictureSource> validation{}; ///< null: none
};

/// Opens what the settings name, with a cache of decoded training pictures of at most
/// config.cacheMb. Validation pictures are, in this order: those of data.validation (of a folder
/// that is divided: its val part); data.validation_share of each folder; the val part beside the
/// train part of the folders that are divided.
/// @param seed  which pictures the share takes
/// @throws Error naming the folder, also if nothing is left to learn from
TrainingPictures openTrainingPictures(const DataConfig& config, std::uint64_t seed, int imageSize,
                                      const std::stop_token& stop = {});

/// Whether a picture belongs to the share that is kept for validation: a function of its name, so
/// that others coming or going change nothing.
/// @param name  relative to its folder, with '/'
bool isKeptForValidation(std::string_view name, double share, std::uint64_t seed);

} // namespace mae
