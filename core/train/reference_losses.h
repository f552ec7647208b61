// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/data/picture_source.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>

namespace mae {

/// What a loss is worth: that of predictions which need no model.
struct ReferenceLoss {
    /// Every hidden patch gets the mean colour of the visible ones; where patches are normalised
    /// each gets its own mean, which is 0 there.
    double meanColour = 0;
    double neighbours = 0; ///< a copy of the nearest visible patch; of several, their mean
    bool operator==(const ReferenceLoss&) const = default;
};

/// For both targets, so that runs of either can be compared.
struct ReferenceLosses {
    ReferenceLoss pixels{};     ///< of pixels normalised by the data's mean and deviation
    ReferenceLoss normalised{}; ///< a copy is normalised like the truth, by patch
    std::int64_t pictures = 0;  ///< measured
    bool operator==(const ReferenceLosses&) const = default;

    const ReferenceLoss& of(Target target) const {
        return target == Target::Normalised ? normalised : pixels;
    }
};

/// Measures on at most 64 pictures, evenly spread, cut and masked as training does it.
/// @return empty if none can be read, or if @p stop was requested
std::optional<ReferenceLosses> measureReferenceLosses(const std::shared_ptr<PictureSource>& source,
                                                      const TrainConfig& config,
                                                      const std::stop_token& stop = {});

/// What config.json of a run notes of them; empty: nothing, or it can't be read.
std::optional<ReferenceLosses> readReferenceLosses(const std::filesystem::path& run);

} // namespace mae
