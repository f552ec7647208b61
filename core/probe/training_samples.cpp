// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/training_samples.h"

#include "core/base/error.h"
#include "core/data/batcher.h"
#include "core/data/sample_maker.h"
#include "core/data/training_pictures.h"
#include "core/probe/compose.h"
#include "core/probe/patch_display.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace mae {
namespace {

constexpr std::uint8_t kHidden = 128; ///< grey, as everywhere

/// The opposite of patchBytes().
Image pictureOf(const std::vector<std::uint8_t>& patches, int side, int patchSize) {
    Image image{.width = side, .height = side, .pixels = {}};
    image.pixels.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3);
    const auto rowBytes = static_cast<std::size_t>(side) * 3;
    const auto patchRow = static_cast<std::size_t>(patchSize) * 3;
    const auto* from = patches.data();
    for (int top = 0; top + patchSize <= side; top += patchSize) {
        for (int left = 0; left + patchSize <= side; left += patchSize) {
            for (int row = top; row < top + patchSize; ++row, from += patchRow) {
                std::memcpy(image.pixels.data() + static_cast<std::size_t>(row) * rowBytes
                                + static_cast<std::size_t>(left) * 3,
                            from, patchRow);
            }
        }
    }
    return image;
}

std::vector<std::int32_t> narrow(const std::vector<std::int64_t>& ids) {
    std::vector<std::int32_t> result;
    std::ranges::transform(ids, std::back_inserter(result),
                           [](std::int64_t id) { return static_cast<std::int32_t>(id); });
    return result;
}

} // namespace

Image visibleOf(const TrainingSample& sample) {
    auto image = sample.picture;
    for (const auto id : sample.mask.hiddenIds) {
        fillPatch(image, image.width / sample.mask.grid.columns, id, kHidden);
    }
    return image;
}

std::vector<TrainingSample> trainingSamples(const TrainConfig& config, int count,
                                            const std::stop_token& stop) {
    const auto source =
        openTrainingPictures(config.data, config.train.seed, config.model.imageSize, stop).training;
    return stop.stop_requested() ? std::vector<TrainingSample>{}
                                 : trainingSamples(source, config, 0, count, stop);
}

std::vector<TrainingSample> trainingSamples(const std::shared_ptr<PictureSource>& source,
                                            const TrainConfig& config, std::int64_t first,
                                            int count, const std::stop_token& stop) {
    const SampleMaker maker(source, config);
    SampleOrder order(source->parts(), config.train);
    const PatchGrid grid{.rows = config.model.grid(), .columns = config.model.grid()};
    const auto pictures = picturesPerEpoch(*source);
    const auto all = totalSteps(config.train, stepsPerEpoch(pictures, config.train))
                     * config.train.batchSize * config.train.accumulate;
    first = first < all ? first : 0;
    const auto end = std::min(first + std::min<std::int64_t>(count, pictures), all);
    std::vector<TrainingSample> samples;
    for (auto i = first; i < end && !stop.stop_requested(); ++i) {
        auto batch = maker.emptyBatch(i / config.train.batchSize, 1);
        const auto sample = order.at(i);
        if (maker.make(batch, 0, sample, sample.index)) {
            samples.push_back({.picture = pictureOf(batch.patches, config.model.imageSize,
                                                    config.model.patchSize),
                               .mask = {.grid = grid,
                                        .visibleIds = narrow(batch.visibleIds),
                                        .hiddenIds = narrow(batch.hiddenIds)},
                               .name = source->name(sample.index),
                               .number = i});
        }
    }
    return samples;
}

Image sampleSheet(std::span<const TrainingSample> samples, int across) {
    if (samples.empty() || across < 1) {
        throw Error(ErrorKind::InvalidConfig,
                    "There is no picture to show: none of the first ones can be read.");
    }
    std::vector<Image> visible;
    std::ranges::transform(samples, std::back_inserter(visible), visibleOf);
    std::vector<std::vector<const Image*>> rows;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (i % static_cast<std::size_t>(across) == 0) {
            rows.emplace_back();
        }
        rows.back().insert(rows.back().end(), {&samples[i].picture, &visible[i]});
    }
    return tiled(rows);
}

} // namespace mae
