// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture_source.h"

#include "core/data/training_pictures.h"

#include <algorithm>
#include <cmath>

namespace mae {

std::int64_t shownPerEpoch(const SourcePart& part) {
    if (part.count < 1) {
        return 0;
    }
    const auto shown = std::llround(static_cast<double>(part.count) * part.weight);
    return std::max<std::int64_t>(1, shown);
}

std::int64_t picturesPerEpoch(const PictureSource& source) {
    std::int64_t shown = 0;
    for (const auto& part : source.parts()) {
        shown += shownPerEpoch(part);
    }
    return shown;
}

std::shared_ptr<PictureSource> openPictures(const DataConfig& config, int imageSize,
                                            const std::stop_token& stop) {
    auto all = config;
    all.validation = {"none"};
    all.validationShare = 0;
    return openTrainingPictures(all, 0, imageSize, stop).training;
}

} // namespace mae
