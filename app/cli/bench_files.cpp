// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_files.h"

#include "core/data/batcher.h"
#include "core/data/training_pictures.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace mae::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// Steps at the begin of a turn that do not count: the loader's queue (four batches) is full, or
/// fills, at its begin.
constexpr int kSettling = 5;
constexpr int kCounted = 7;

class Steps {
public:
    Steps(const TrainConfig& config, c10::ScalarType precision, c10::Device device)
        : m_config(config),
          m_precision(precision),
          m_device(device),
          m_trainer(config.model, config.train, initialWeights(config.model, 0), precision,
                    device) {}

    void one(const Batch& batch) {
        const auto input = trainInput(batch, m_config.model, m_config.data.mean, m_config.data.std,
                                      m_precision, m_device);
        m_trainer.accumulate(input, 1); // its value is read, which waits for a GPU
        m_trainer.update(kRate, m_trainer.gradientNorm());
    }

private:
    static constexpr double kRate = 1e-4;
    const TrainConfig& m_config;
    c10::ScalarType m_precision;
    c10::Device m_device;
    Trainer m_trainer;
};

/// One turn. @return ms a step, or empty if it was stopped
template <class Work> std::optional<double> turn(const std::stop_token& stop, Work&& step) {
    auto begin = Clock::now();
    for (int i = 0; i < kSettling + kCounted; ++i) {
        if (i == kSettling) {
            begin = Clock::now();
        }
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        step();
    }
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count() / kCounted;
}

} // namespace

std::vector<double> FileTiming::ratios() const {
    std::vector<double> all;
    for (std::size_t i = 0; i < fromFiles.size(); ++i) {
        all.push_back(inMemory[i] / fromFiles[i]);
    }
    std::ranges::sort(all);
    return all;
}

FileTiming stepsFromFiles(const ModelConfig& model, int batch, const std::string& folder,
                          c10::ScalarType precision, c10::Device device, double seconds,
                          const std::stop_token& stop) {
    constexpr std::size_t kLeastTurns = 9;
    TrainConfig config;
    config.model = model;
    config.train.batchSize = batch;
    config.data.paths = {folder};
    auto source = openTrainingPictures(config.data, 0, model.imageSize, stop).training;
    FileTiming timing{.pictures = source->count()};
    const auto perEpoch = stepsPerEpoch(timing.pictures, config.train);
    Batcher batcher(std::move(source), config, 0);
    for (std::int64_t i = 0; i <= perEpoch && !stop.stop_requested(); ++i) {
        batcher.next(stop); // all are decoded
    }
    Steps steps(config, precision, device);
    const auto inMemory = randomBatch(model, config.mask.ratio, batch);
    const auto begin = Clock::now();
    while (timing.fromFiles.size() < kLeastTurns
           || std::chrono::duration<double>(Clock::now() - begin).count() < seconds) {
        const auto ofMemory = [&] { return turn(stop, [&] { steps.one(inMemory); }); };
        const auto ofFiles = [&] {
            return turn(stop, [&] {
                if (const auto next = batcher.next(stop); !next.patches.empty()) {
                    steps.one(next);
                }
            });
        };
        const bool filesFirst = timing.fromFiles.size() % 2 == 1; // neither is always the first
        auto files = filesFirst ? ofFiles() : std::nullopt;
        const auto memory = ofMemory();
        files = filesFirst ? files : ofFiles();
        if (!memory || !files || stop.stop_requested()) {
            break;
        }
        timing.inMemory.push_back(*memory);
        timing.fromFiles.push_back(*files);
    }
    return timing;
}

} // namespace mae::cli
