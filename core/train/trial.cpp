// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trial.h"

#include "core/base/device.h"
#include "core/data/batcher.h"
#include "core/train/trainer.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace mae {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kWholeTrial = 2.0;  ///< seconds
constexpr double kLongestStep = 0.6; ///< seconds: no more pictures at once than fit into it

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Small models share a batch out among the cores from this many pictures on, see Trainer.
int fewestPictures(const TrainConfig& config) {
    constexpr std::int64_t kLarge = 20'000'000;
    const int enough = parameterCount(config.model) < kLarge ? 4 * at::get_num_threads() : 2;
    return std::min(config.train.batchSize, enough);
}

} // namespace

struct Trial::State {
    TrainConfig config;
    at::Device device;
    at::ScalarType precision;
    Trainer trainer;
    Clock::time_point begin = Clock::now();
    int pictures = 0;              ///< of the next step
    bool fixed = false;            ///< the number of pictures no longer grows
    std::vector<double> passes{};  ///< seconds of forward and backward with that many
    std::vector<double> updates{}; ///< seconds of the optimizer, with any

    /// Larger batches until one takes long enough or is the whole one. Two passes decide: the first
    /// with a number of pictures makes room and plans, and another program may disturb one.
    void grow() {
        if (passes.size() < 2) {
            return;
        }
        const bool whole = pictures >= config.train.batchSize;
        if (whole || std::ranges::min(passes) > kLongestStep / 2) {
            fixed = true;
            return;
        }
        pictures = std::min(config.train.batchSize, pictures * 2);
        passes.clear();
    }
};

Trial::Trial(const TrainConfig& config, const RunOptions& options) {
    const auto device = chooseDevice(options.device);
    const auto precision = choosePrecision(config.train.precision, device);
    m_state = std::unique_ptr<State>(
        new State{.config = config,
                  .device = device,
                  .precision = precision,
                  .trainer = Trainer(config.model, config.train, initialWeights(config.model, 0),
                                     precision, device),
                  .pictures = fewestPictures(config)});
}

Trial::~Trial() = default;
Trial::Trial(Trial&&) noexcept = default;
Trial& Trial::operator=(Trial&&) noexcept = default;

bool Trial::step() {
    auto& s = *m_state;
    const auto input =
        trainInput(randomBatch(s.config.model, s.config.mask.ratio, s.pictures), s.config.model,
                   s.config.data.mean, s.config.data.std, s.precision, s.device);
    const auto start = Clock::now();
    s.trainer.accumulate(input, 1); // its value is read, which waits for a GPU
    const auto pass = secondsSince(start);
    s.trainer.update(1e-6, s.trainer.gradientNorm());
    s.passes.push_back(pass);
    s.updates.push_back(secondsSince(start) - pass);
    if (!s.fixed) {
        s.grow();
    }
    return !s.fixed || secondsSince(s.begin) < kWholeTrial;
}

TrialResult Trial::result() const {
    const auto& s = *m_state;
    // The fastest of each: what disturbs a moment is not the machine's speed.
    const double each = std::ranges::min(s.passes) / s.pictures;
    const double wanted = double(s.config.train.batchSize) * s.config.train.accumulate;
    const double seconds = each * wanted + std::ranges::min(s.updates);
    return {.secondsPerStep = seconds,
            .imagesPerSecond = wanted / seconds,
            .precision = s.precision == at::kBFloat16 ? "bfloat16" : "float32",
            .pictures = s.pictures};
}

} // namespace mae
