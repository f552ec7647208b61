// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/plain_samples.h"

#include "core/base/error.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace mae {
namespace {

/// No training epoch has this number, nor have the probe pictures.
constexpr std::int64_t kMeasuringEpoch = -2;
constexpr std::int64_t kMostBytes = std::int64_t{256} << 20;

template <class T> void append(std::vector<T>& all, const std::vector<T>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

} // namespace

SampleMaker plainSampleMaker(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                             int shortSide) {
    auto plain = config;
    plain.data.augmentation = Augmentation::None;
    plain.train.batchSize = 1;
    return {std::move(source), plain, shortSide};
}

std::vector<Batch> plainSamples(const SampleMaker& maker, std::span<const std::int64_t> pictures,
                                int threads, const std::stop_token& stop) {
    std::vector<Batch> samples(pictures.size());
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::optional<Error> failure; // guarded by mutex
    const auto work = [&] {
        try {
            for (auto i = next++; i < samples.size() && !stop.stop_requested(); i = next++) {
                auto batch = maker.emptyBatch(0);
                const SampleOrder::Sample sample{.epoch = kMeasuringEpoch, .index = pictures[i]};
                if (maker.make(batch, 0, sample, pictures[i])) {
                    samples[i] = std::move(batch);
                }
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = currentError();
        }
    };
    std::vector<std::jthread> helpers;
    for (int i = 1; i < threads; ++i) {
        helpers.emplace_back(work);
    }
    work();
    helpers.clear(); // joins
    if (failure) {
        throw Error(*failure);
    }
    return samples;
}

std::vector<Batch> inBatches(std::vector<Batch> samples, std::size_t size) {
    std::vector<Batch> batches;
    std::size_t filled = size;
    for (auto& place : samples) {
        const auto sample = std::exchange(place, {});
        if (sample.patches.empty()) {
            continue; // of a bad file
        }
        if (filled == size) {
            batches.emplace_back();
            filled = 0;
        }
        append(batches.back().patches, sample.patches);
        append(batches.back().visibleIds, sample.visibleIds);
        append(batches.back().hiddenIds, sample.hiddenIds);
        ++filled;
    }
    return batches;
}

std::int64_t mostKept(const ModelConfig& model) {
    const std::int64_t side = model.imageSize;
    return std::max<std::int64_t>(1, kMostBytes / (side * side * 3));
}

} // namespace mae
