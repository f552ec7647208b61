// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sample_maker.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace mae {

/// Makes samples to measure with, one a batch: cut from the middle, never flipped.
/// @param shortSide  see SampleMaker
SampleMaker plainSampleMaker(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                             int shortSide = 0);

/// A batch of one picture each, under the masks of the run's first step; empty ones of files that
/// can't be read, and of all that are left if @p stop is requested meanwhile. Which of the threads
/// makes one changes nothing.
/// @throws what goes wrong besides bad files
std::vector<Batch> plainSamples(const SampleMaker& maker, std::span<const std::int64_t> pictures,
                                int threads, const std::stop_token& stop);

/// @param samples  let go of one after another. Empty ones are left out
/// @param size     pictures of a batch
std::vector<Batch> inBatches(std::vector<Batch> samples, std::size_t size);

/// Pictures of a model's size that are kept in memory for measurements: 256 MiB, but one at least.
std::int64_t mostKept(const ModelConfig& model);

} // namespace mae
