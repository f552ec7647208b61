// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/config/train_config.h"
#include "core/data/picture_source.h"
#include "core/masking/mask.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

/// What the model gets to see of a picture in training.
struct TrainingSample {
    Image picture{}; ///< cut, flipped and changed as the settings say; square
    Mask mask{};
    std::string name{};      ///< of the file
    std::int64_t number = 0; ///< in the run, from 0
};

/// The first @p count samples of a run with these settings; what can't be read is left out.
/// @return fewer if @p stop was requested. @throws Error as opening a run does
std::vector<TrainingSample> trainingSamples(const TrainConfig& config, int count,
                                            const std::stop_token& stop = {});

/// The same of pictures that are open, from sample @p first of the run on, up to its end; from the
/// beginning if the run is over by then.
/// @param source  training pictures of @p config
std::vector<TrainingSample> trainingSamples(const std::shared_ptr<PictureSource>& source,
                                            const TrainConfig& config, std::int64_t first,
                                            int count, const std::stop_token& stop = {});

/// A sample as the encoder sees it: hidden patches are grey.
Image visibleOf(const TrainingSample& sample);

/// The samples in rows of @p across: each as it is, and what the encoder sees of it on the right.
/// @throws Error(InvalidConfig) if there are none
Image sampleSheet(std::span<const TrainingSample> samples, int across);

} // namespace mae
