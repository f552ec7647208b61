// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batcher.h"
#include "core/data/picture_source.h"
#include "core/model/model.h"
#include "core/train/every_epochs.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace mae {

/// The loss of pictures that a run does not learn from: cut from the middle, never flipped, each
/// under a mask of its own that stays the same, of the run's first step. At most
/// log.validation_pictures and 256 MiB of them, evenly spread. Read when they are first needed,
/// then kept.
class Validation {
public:
    Validation(std::shared_ptr<PictureSource> source, const TrainConfig& config,
               std::int64_t stepsPerEpoch);

    /// After every log.validate_every_epochs epochs, and after the last step.
    bool isDue(std::int64_t step, std::int64_t totalSteps) const {
        return m_when.isDue(step, totalSteps);
    }
    /// Mean over the pictures, in the precision of @p model. Leaves no trace in the run.
    /// @return empty if @p stop was requested meanwhile, or if no picture can be read
    std::optional<double> loss(const Model& model, const std::stop_token& stop);

    std::int64_t pictures() const { return m_count; } ///< measured, if all can be read

private:
    void read(const std::stop_token& stop);

    std::shared_ptr<PictureSource> m_source;
    TrainConfig m_config;
    EveryEpochs m_when;
    std::int64_t m_count = 0;
    bool m_wasRead = false;
    std::vector<Batch> m_batches;
};

} // namespace mae
