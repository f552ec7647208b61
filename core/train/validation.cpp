// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/validation.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/sample_maker.h"
#include "core/train/trainer.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace mae {
namespace {

/// No training epoch has this number, nor have the probe pictures.
constexpr std::int64_t kValidationEpoch = -2;
constexpr std::int64_t kMostBytes = std::int64_t{256} << 20;

std::int64_t intervalOf(const TrainConfig& config, std::int64_t stepsPerEpoch) {
    const double steps = config.log.validateEveryEpochs * static_cast<double>(stepsPerEpoch);
    return config.log.validateEveryEpochs > 0
               ? std::max<std::int64_t>(1, std::llround(std::min(steps, 1e15)))
               : 0;
}

TrainConfig plainConfig(TrainConfig config) {
    config.data.augmentation = Augmentation::None;
    return config;
}

template <class T> void append(std::vector<T>& all, const std::vector<T>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

/// Batches of one picture each, evenly spread; empty ones of bad files. Which of the threads makes
/// one changes nothing.
std::vector<Batch> samplesOf(const SampleMaker& maker, std::int64_t count, int threads,
                             const std::stop_token& stop) {
    std::vector<Batch> samples(static_cast<std::size_t>(count));
    std::atomic<std::int64_t> next = 0;
    std::mutex mutex;
    std::optional<Error> failure; // guarded by mutex
    const auto work = [&] {
        try {
            for (auto i = next++; i < count && !stop.stop_requested(); i = next++) {
                auto batch = maker.emptyBatch(i);
                const auto picture = i * maker.pictures() / count;
                const SampleOrder::Sample sample{.epoch = kValidationEpoch, .index = picture};
                if (maker.make(batch, 0, sample, picture)) {
                    samples[static_cast<std::size_t>(i)] = std::move(batch);
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

/// @param size  pictures of a batch: as many as training has, which therefore fit into memory
std::vector<Batch> inBatches(const std::vector<Batch>& samples, std::size_t size) {
    std::vector<Batch> batches;
    std::size_t filled = size;
    for (const auto& sample : samples) {
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

} // namespace

Validation::Validation(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                       std::int64_t stepsPerEpoch)
    : m_source(std::move(source)),
      m_config(plainConfig(config)),
      m_interval(intervalOf(config, stepsPerEpoch)) {
    const std::int64_t side = config.model.imageSize;
    m_count = std::min({m_source->count(), std::int64_t{config.log.validationPictures},
                        std::max<std::int64_t>(1, kMostBytes / (side * side * 3))});
}

bool Validation::isDue(std::int64_t step, std::int64_t totalSteps) const {
    return m_interval > 0 && (step % m_interval == 0 || step >= totalSteps);
}

void Validation::read(const std::stop_token& stop) {
    auto one = m_config;
    one.train.batchSize = 1;
    const SampleMaker maker(m_source, one);
    const auto samples = samplesOf(maker, m_count, m_config.data.workers, stop);
    if (stop.stop_requested()) {
        return;
    }
    m_batches = inBatches(samples, static_cast<std::size_t>(m_config.train.batchSize));
    m_wasRead = true;
    if (m_batches.empty()) {
        log(LogLevel::Warning, "None of the validation pictures can be read, for example: "
                                   + maker.reason(0) + " Training goes on without them.");
    }
}

std::optional<double> Validation::loss(const Model& model, const std::stop_token& stop) {
    if (!m_wasRead) {
        read(stop);
    }
    if (m_batches.empty()) {
        return std::nullopt;
    }
    const at::NoGradGuard noGrad;
    const auto& weights = model.weights;
    const auto device = weights.clsToken.device();
    const auto type = weights.clsToken.scalar_type();
    double sum = 0;
    std::int64_t count = 0;
    for (const auto& batch : m_batches) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const auto input = trainInput(batch, model.config, model.mean, model.std, type, device);
        const auto latent = encode(model.config, weights, input.visible, input.ids.visible);
        const auto prediction = decodeHidden(model.config, weights, latent, input.ids);
        const auto size = input.visible.size(0);
        sum += maeLoss(model.config, prediction, input.target).item<double>()
               * static_cast<double>(size);
        count += size;
    }
    return sum / static_cast<double>(count);
}

} // namespace mae
