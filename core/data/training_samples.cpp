// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/training_samples.h"

#include "core/base/error.h"
#include "core/data/sample_maker.h"
#include "core/data/training_pictures.h"

#include <algorithm>
#include <cstring>

namespace mae {
namespace {

constexpr int kGap = 4; ///< pixels between tiles
constexpr std::uint8_t kPaper = 255, kHidden = 128;

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

Image visibleOf(const TrainingSample& sample) {
    auto image = sample.picture;
    const int patch = image.width / sample.mask.grid.columns;
    for (const auto id : sample.mask.hiddenIds) {
        const int top = id / sample.mask.grid.columns * patch;
        const int left = id % sample.mask.grid.columns * patch;
        for (int row = top; row < top + patch; ++row) {
            auto* const first =
                image.pixels.data()
                + (static_cast<std::size_t>(row) * static_cast<std::size_t>(image.width)
                   + static_cast<std::size_t>(left))
                      * 3;
            std::fill_n(first, patch * 3, kHidden);
        }
    }
    return image;
}

void paste(const Image& tile, Image& sheet, int top, int left) {
    const auto bytes = static_cast<std::size_t>(tile.width) * 3;
    for (int row = 0; row < tile.height; ++row) {
        std::memcpy(
            sheet.pixels.data()
                + (static_cast<std::size_t>(top + row) * static_cast<std::size_t>(sheet.width)
                   + static_cast<std::size_t>(left))
                      * 3,
            tile.pixels.data() + static_cast<std::size_t>(row) * bytes, bytes);
    }
}

} // namespace

std::vector<TrainingSample> trainingSamples(const TrainConfig& config, int count,
                                            const std::stop_token& stop) {
    auto one = config;
    one.train.batchSize = 1;
    const auto source =
        openTrainingPictures(config.data, config.train.seed, config.model.imageSize, stop).training;
    std::vector<TrainingSample> samples;
    if (stop.stop_requested()) {
        return samples;
    }
    const SampleMaker maker(source, one);
    SampleOrder order(source->parts(), config.train);
    const PatchGrid grid{.rows = config.model.grid(), .columns = config.model.grid()};
    const auto most = std::min<std::int64_t>(count, picturesPerEpoch(*source));
    for (std::int64_t i = 0; i < most && !stop.stop_requested(); ++i) {
        auto batch = maker.emptyBatch(i);
        const auto sample = order.at(i);
        if (maker.make(batch, 0, sample, sample.index)) {
            samples.push_back({.picture = pictureOf(batch.patches, config.model.imageSize,
                                                    config.model.patchSize),
                               .mask = {.grid = grid,
                                        .visibleIds = narrow(batch.visibleIds),
                                        .hiddenIds = narrow(batch.hiddenIds)},
                               .name = source->name(sample.index)});
        }
    }
    return samples;
}

Image sampleSheet(std::span<const TrainingSample> samples, int across) {
    if (samples.empty() || across < 1) {
        throw Error(ErrorKind::InvalidConfig,
                    "There is no picture to show: none of the first ones can be read.");
    }
    const int side = samples.front().picture.width;
    const int columns = std::min(across, static_cast<int>(samples.size()));
    const int rows = (static_cast<int>(samples.size()) + columns - 1) / columns;
    const int cell = 2 * side + kGap; // a pair
    Image sheet{.width = columns * cell + (columns + 1) * 2 * kGap,
                .height = rows * side + (rows + 1) * 2 * kGap,
                .pixels = {}};
    sheet.pixels.assign(
        static_cast<std::size_t>(sheet.width) * static_cast<std::size_t>(sheet.height) * 3, kPaper);
    for (int i = 0; i < static_cast<int>(samples.size()); ++i) {
        const auto& sample = samples[static_cast<std::size_t>(i)];
        const int top = 2 * kGap + i / columns * (side + 2 * kGap);
        const int left = 2 * kGap + i % columns * (cell + 2 * kGap);
        paste(sample.picture, sheet, top, left);
        paste(visibleOf(sample), sheet, top, left + side + kGap);
    }
    return sheet;
}

} // namespace mae
