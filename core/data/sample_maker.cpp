// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sample_maker.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/data/colour_jitter.h"
#include "core/data/transform.h"
#include "core/masking/sample_mask.h"

#include <algorithm>
#include <cmath>

namespace mae {
namespace {

Rng streamOf(const TrainConfig& config, Purpose purpose, SampleOrder::Sample sample) {
    // There are fewer than 2^32 pictures, so a repeat has streams of its own.
    const auto number = static_cast<std::uint64_t>(sample.index)
                        + (static_cast<std::uint64_t>(sample.repeat) << 32u);
    return {config.train.seed, purpose, static_cast<std::uint64_t>(sample.epoch), number};
}

} // namespace

int shortSideFor(const TrainConfig& config) {
    double share = 1; // of the side
    switch (config.data.augmentation) {
    case Augmentation::None: break;
    case Augmentation::FixedCrop: share = kFixedCropShare; break;
    case Augmentation::RandomCrop:
    case Augmentation::ColorJitter: share = std::sqrt(config.data.minScale); break;
    }
    return static_cast<int>(std::ceil(config.model.imageSize / share));
}

SampleMaker::SampleMaker(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                         int shortSide)
    : m_source(std::move(source)),
      m_config(config),
      m_grid{.rows = config.model.grid(), .columns = config.model.grid()},
      m_masks(config.mask,
              totalSteps(config.train, stepsPerEpoch(picturesPerEpoch(*m_source), config.train)),
              stepsPerEpoch(picturesPerEpoch(*m_source), config.train)),
      m_shortSide(shortSide > 0 ? shortSide : shortSideFor(config)) {}

Batch SampleMaker::emptyBatch(std::int64_t number) const {
    return emptyBatch(number, m_config.train.batchSize);
}

Batch SampleMaker::emptyBatch(std::int64_t number, int places) const {
    const auto size = static_cast<std::size_t>(places);
    const int kept = visibleCount(m_grid.count(), maskOf(number).ratio);
    const auto visible = static_cast<std::size_t>(kept);
    const auto hidden = static_cast<std::size_t>(m_grid.count() - kept);
    return {.number = number,
            .patches = std::vector<std::uint8_t>(size * sampleBytes()),
            .visibleIds = std::vector<std::int64_t>(size * visible),
            .hiddenIds = std::vector<std::int64_t>(size * hidden)};
}

bool SampleMaker::make(Batch& batch, std::size_t slot, SampleOrder::Sample sample,
                       std::int64_t picture) const {
    const auto image = loadIfGood(picture);
    if (!image) {
        return false;
    }
    const auto square = cut(*image, sample);
    const int patchSize = m_config.model.patchSize;
    patchBytes(square, patchSize, batch.patches.data() + slot * sampleBytes());
    const auto wanted = maskOf(batch.number);
    const auto mask = sampleMask(wanted, m_grid, streamOf(m_config, Purpose::Mask, sample),
                                 contentFor(wanted.strategy, square, patchSize));
    std::ranges::copy(mask.visibleIds, batch.visibleIds.data() + slot * mask.visibleIds.size());
    std::ranges::copy(mask.hiddenIds, batch.hiddenIds.data() + slot * mask.hiddenIds.size());
    return true;
}

MaskConfig SampleMaker::maskOf(std::int64_t batch) const {
    return m_masks.at(batch / m_config.train.accumulate);
}

std::string SampleMaker::reason(std::int64_t picture) const {
    try {
        m_source->load(picture, m_shortSide);
    } catch (const std::exception& error) {
        return error.what();
    }
    return "It can be read now.";
}

std::size_t SampleMaker::sampleBytes() const {
    return static_cast<std::size_t>(m_grid.count())
           * static_cast<std::size_t>(m_config.model.patchValues());
}

std::shared_ptr<const Image> SampleMaker::loadIfGood(std::int64_t picture) const {
    try {
        return m_source->load(picture, m_shortSide);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Io || error.kind() == ErrorKind::Format) {
            return nullptr;
        }
        throw;
    }
}

Image SampleMaker::cut(const Image& image, SampleOrder::Sample sample) const {
    const int size = m_config.model.imageSize;
    if (m_config.data.augmentation == Augmentation::None) {
        return resizeBicubic(image, centreSquare(image.width, image.height), size, size);
    }
    auto random = streamOf(m_config, Purpose::Crop, sample);
    const auto box = m_config.data.augmentation == Augmentation::FixedCrop
                         ? fixedCropBox(random, image.width, image.height)
                         : randomCropBox(random, image.width, image.height, m_config.data.minScale);
    auto square = resizeBicubic(image, box, size, size);
    if (random.uniform() < 0.5) {
        square = flipHorizontally(square);
    }
    if (m_config.data.augmentation == Augmentation::ColorJitter) {
        jitterColours(square, drawJitter(random));
    }
    return square;
}

} // namespace mae
