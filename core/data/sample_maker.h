// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batcher.h"
#include "core/masking/mask_schedule.h"

namespace mae {

/// Pixels of the short side from which on a file is decoded no larger: those that a random crop of
/// the smallest scale needs on average.
int shortSideFor(const TrainConfig& config);

/// How a sample is made from its picture. Reads only what never changes; any thread.
class SampleMaker {
public:
    /// @param shortSide  that pictures are decoded for; 0: as shortSideFor() says
    SampleMaker(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                int shortSide = 0);

    /// A batch with room for all its samples.
    Batch emptyBatch(std::int64_t number) const;
    Batch emptyBatch(std::int64_t number, int places) const; ///< with room for so many
    /// Fills place @p slot of the batch from picture @p picture; crop and mask are those of
    /// @p sample. @return false if the picture is bad. @throws what else goes wrong.
    bool make(Batch& batch, std::size_t slot, SampleOrder::Sample sample,
              std::int64_t picture) const;
    std::int64_t pictures() const { return m_source->count(); }
    /// Why a bad picture can't be used.
    std::string reason(std::int64_t picture) const;

private:
    std::size_t sampleBytes() const;
    /// The mask settings of a batch: those of its optimizer step.
    MaskConfig maskOf(std::int64_t batch) const;
    std::shared_ptr<const Image> loadIfGood(std::int64_t picture) const;
    Image cut(const Image& image, SampleOrder::Sample sample) const;

    std::shared_ptr<PictureSource> m_source;
    TrainConfig m_config;
    PatchGrid m_grid;
    MaskSchedule m_masks;
    int m_shortSide = 0; ///< pixels that a picture needs
};

} // namespace mae
