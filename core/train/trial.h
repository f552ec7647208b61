// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/train/training_run.h"

#include <memory>
#include <string>

namespace mae {

/// What a few training steps on random pictures told about a machine.
struct TrialResult {
    double secondsPerStep = 0;  ///< of an optimizer step with all its pictures
    double imagesPerSecond = 0; ///< of the model; reading files may be slower
    std::string precision{};    ///< "float32" or "bfloat16": what automatic chose
    int pictures = 0;           ///< measured at once; if fewer than a batch, the rest is proportion
};

/// Two seconds of training before a run, to say how long that will take: step by step, so that
/// whoever waits for something more urgent need not wait for its end. One thread at a time.
class Trial {
public:
    /// @param config  a valid one. @throws Error if there is not enough memory for the model
    Trial(const TrainConfig& config, const RunOptions& options);
    ~Trial();
    Trial(Trial&&) noexcept;
    Trial& operator=(Trial&&) noexcept;

    /// Does one step. @return false: it was the last one. @throws Error
    bool step();
    TrialResult result() const; ///< once step() has returned false

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mae
