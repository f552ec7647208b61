// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_run_state.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/resident_memory.h"
#include "core/io/run_folder.h"
#include "core/train/run_setup.h"

#include <cmath>

namespace mae {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

void TrainingRun::State::prepare(const MaeWeights& weights) {
    const auto pictures = source->count();
    perEpoch = mae::stepsPerEpoch(pictures, config.train);
    total = mae::totalSteps(config.train, perEpoch);
    schedule = lrSchedule(config.train, perEpoch);
    counters.fingerprint = source->fingerprint();
    counters.precision = precision == at::kBFloat16 ? "bfloat16" : "float32";
    trainer = std::make_unique<Trainer>(config.model, config.train, weights, precision, device);
    model = {.card = {.name = folder.filename().string(),
                      .source = folder.string(),
                      .config = config.model,
                      .parameters = parameterCount(config.model),
                      .trainedOn = describeData(config, pictures)},
             .config = config.model,
             .mean = config.data.mean,
             .std = config.data.std,
             .weights = trainer->computeWeights()};
    probes = std::make_unique<ProbePictures>(*source, config);
}

std::optional<double> TrainingRun::State::accumulate(const std::stop_token& stop) {
    const auto parts = config.train.accumulate;
    if (!batcher) {
        batcher = std::make_unique<Batcher>(source, config, counters.step * parts);
    }
    double loss = 0;
    for (int part = 0; part < parts; ++part) {
        const auto batch = batcher->next(stop);
        if (batch.patches.empty()) {
            trainer->discard();
            batcher.reset(); // to begin this step again
            return std::nullopt;
        }
        const auto input =
            trainInput(batch, config.model, config.data.mean, config.data.std, precision, device);
        loss += trainer->accumulate(input, parts) / parts;
    }
    return loss;
}

void TrainingRun::State::requireFinite(double value, const char* what) {
    if (std::isfinite(value)) {
        return;
    }
    trainer->discard();
    broken = true;
    throw Error(ErrorKind::Numerical,
                "The " + std::string(what) + " is no longer finite at step "
                    + std::to_string(counters.step + 1) + ". "
                    + (checkpointStep > 0 ? "The last good checkpoint is of step "
                                                + std::to_string(checkpointStep) + "."
                                          : "No checkpoint was written yet.")
                    + " Try a lower learning rate, a limit for the gradient (train.clip_norm 1)"
                    + (precision == at::kFloat ? "." : ", or train.precision float32."));
}

StepMetrics TrainingRun::State::finishStep(double loss, double norm, double lr,
                                           Clock::time_point start) {
    ++counters.step;
    counters.time += secondsSince(start);
    counters.smoothedLoss =
        std::isfinite(counters.smoothedLoss) ? 0.98 * counters.smoothedLoss + 0.02 * loss : loss;
    const auto pictures = std::int64_t{config.train.batchSize} * config.train.accumulate;
    return {.step = counters.step,
            .epoch = static_cast<double>(counters.step) / static_cast<double>(perEpoch),
            .loss = loss,
            .lr = lr,
            .gradNorm = norm,
            .imagesPerSecond = rate.add(counters.time, pictures),
            .time = counters.time,
            .memoryMb = residentMemoryMb()};
}

bool TrainingRun::State::saveIsDue() const {
    const auto& when = config.checkpoint;
    if (imageStep == counters.step) {
        return false;
    }
    const bool byStep =
        counters.step >= total || (when.everySteps > 0 && counters.step % when.everySteps == 0);
    const bool byTime = when.everyMinutes > 0 && secondsSince(lastSave) >= when.everyMinutes * 60;
    return saveIsWanted || byStep || byTime;
}

void TrainingRun::State::beginSave() {
    lastSave = Clock::now(); // also if it fails: tried again at the next turn, not at every step
    saveIsWanted = !writer.hasRoom(imageBytes);
    if (saveIsWanted) {
        return;
    }
    auto image = takeImage(checkpointPath(folder, counters.step), model, *trainer, counters,
                           writer.takeSpare());
    imageBytes = image.bytes();
    imageStep = counters.step;
    writer.put(std::move(image), config.checkpoint.keep);
}

void TrainingRun::State::noteSaves() {
    for (const auto& outcome : writer.takeOutcomes()) {
        if (!outcome.failure) {
            checkpoint = outcome.path;
            checkpointStep = outcome.step;
            saveProblem.clear();
            continue;
        }
        imageStep = -1; // to be tried again
        if (saveProblem != outcome.failure->what()) {
            saveProblem = outcome.failure->what();
            log(LogLevel::Warning, "Training goes on without a checkpoint: " + saveProblem);
        }
    }
}

void TrainingRun::State::saveNow() {
    writer.wait();
    noteSaves();
    if (broken || (!checkpoint.empty() && checkpointStep == counters.step)) {
        return;
    }
    beginSave();
    writer.wait();
    std::optional<Error> failure;
    for (auto& outcome : writer.takeOutcomes()) {
        failure = outcome.failure;
        checkpoint = failure ? checkpoint : outcome.path;
        checkpointStep = failure ? checkpointStep : outcome.step;
    }
    saveProblem = failure ? failure->what() : "";
    if (failure) {
        imageStep = -1;
        throw Error(*failure);
    }
}

} // namespace mae
