// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/validation.h"

#include "core/base/log.h"
#include "core/train/plain_samples.h"
#include "core/train/trainer.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>

namespace mae {

Validation::Validation(std::shared_ptr<PictureSource> source, const TrainConfig& config,
                       std::int64_t stepsPerEpoch)
    : m_source(std::move(source)),
      m_config(config),
      m_when(config.log.validateEveryEpochs, stepsPerEpoch) {
    m_count = std::min(
        {m_source->count(), std::int64_t{config.log.validationPictures}, mostKept(config.model)});
}

void Validation::read(const std::stop_token& stop) {
    const auto maker = plainSampleMaker(m_source, m_config);
    std::vector<std::int64_t> pictures; // evenly spread
    for (std::int64_t i = 0; i < m_count; ++i) {
        pictures.push_back(i * m_source->count() / m_count);
    }
    auto samples = plainSamples(maker, pictures, m_config.data.workers, stop);
    if (stop.stop_requested()) {
        return;
    }
    m_batches = inBatches(std::move(samples), static_cast<std::size_t>(m_config.train.batchSize));
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
