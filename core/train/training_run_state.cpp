// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_run_state.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/resident_memory.h"
#include "core/io/model_file.h"
#include "core/io/run_folder.h"
#include "core/train/run_setup.h"
#include "core/train/start_weights.h"
#include "core/train/steering.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mae {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The weights that a run began with, once more.
MaeWeights firstWeights(const std::filesystem::path& run, const TrainConfig& begunWith) {
    try {
        return startWeights(begunWith);
    } catch (const Error& error) {
        throw Error(error.kind(),
                    "'" + run.string()
                        + "' was cut off before its first checkpoint, and the weights "
                          "it began with are no longer there: "
                        + error.what());
    }
}

/// Larger states to go back to stay on the disk.
constexpr std::uint64_t kMostRemembered = 256ULL << 20;

} // namespace

void TrainingRun::State::plan() {
    perEpoch = mae::stepsPerEpoch(picturesPerEpoch(*source), config.train);
    total = mae::totalSteps(config.train, perEpoch);
    schedule = lrSchedule(config.train, perEpoch);
}

void TrainingRun::State::writeConfig() {
    record.pictures = source->count();
    record.picturesPerEpoch = picturesPerEpoch(*source);
    record.validationPictures = held ? held->count() : 0;
    record.references = references;
    record.fingerprint = source->fingerprint();
    record.precision = counters.precision;
    writeRunConfig(folder, config, record);
}

void TrainingRun::State::close() {
    if (broken || checkpoint.empty() || checkpointStep != counters.step || !saveProblem.empty()) {
        return;
    }
    try {
        record.state = counters.step >= total ? "finished" : "stopped";
        writeConfig();
    } catch (const std::exception&) {
        return; // the checkpoint is there; that it ended in order is all that nobody will know
    }
}

void TrainingRun::State::prepare(const MaeWeights& weights, const TrainConfig& begunWith) {
    const auto pictures = source->count();
    plan();
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
    probes = std::make_unique<ProbePictures>(*source, begunWith); // always the same
    prepareData();
}

void TrainingRun::State::take(const RunOptions& options) {
    faults = options.faults;
    mostCopiedAtOnce = options.mostCopiedAtOnce;
}

void TrainingRun::State::continueFrom(const Checkpoint& newest, const RunOptions& options) {
    counters = newest.counters;
    const auto begunWith = settingsAtStart(folder);
    if (newest.path.empty()) {
        prepare(firstWeights(folder, begunWith), begunWith);
    } else {
        const auto old = modelFromTensors(newest.file, newest.path.string());
        if (old.config != config.model) {
            throw Error(ErrorKind::Format,
                        "'" + newest.path.string() + "' does not fit the model in config.json.");
        }
        prepare(old.weights, begunWith);
        trainer->restoreOptimizer(newest.file);
        checkpoint = newest.path;
        checkpointStep = imageStep = counters.step;
    }
    history = readMetrics(folder);
    lostSteps =
        history.empty() ? 0 : std::max<std::int64_t>(0, history.back().step - counters.step);
    std::erase_if(history, [this](const StepMetrics& m) { return m.step > counters.step; });
    makeFolders(folder);
    journal = RunJournal(folder, counters.guard.notices);
    takeUpChanges();
    record = readRunRecord(folder);
    record.saved = record.saved || !newest.path.empty();
    record.state = "running";
    writeConfig();
    openLogs();
    LayerLog(folder, counters.step); // drops what is done again
    take(options);
    remember();
}

std::uint64_t TrainingRun::State::stateBytes() const {
    const std::uint64_t copies = config.train.ema > 0 ? 4 : 3; // weights, moments, their average
    return copies * static_cast<std::uint64_t>(model.card.parameters) * sizeof(float);
}

void TrainingRun::State::remember() {
    if (stateBytes() <= kMostRemembered) {
        image();
    }
}

UnfilledImage TrainingRun::State::unfilled() {
    good = nullptr;
    auto memory = writer.idle() ? std::exchange(imageMemory, {}) : Tensor();
    auto image = unfilledImage(checkpointPath(folder, counters.step), model, *trainer, counters,
                               std::move(memory));
    imageMemory = image.image.memory;
    return image;
}

std::shared_ptr<CheckpointImage> TrainingRun::State::image() {
    if (!firstBroken(*trainer).empty()) {
        return nullptr;
    }
    auto filled = unfilled();
    filled.fill();
    auto taken = std::make_shared<CheckpointImage>(std::move(filled.image));
    if (stateBytes() <= kMostRemembered) {
        good = taken;
    }
    return taken;
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
    saveIsWanted = !writer.hasRoom(stateBytes());
    if (saveIsWanted) {
        return;
    }
    if (device.is_cpu() && stateBytes() > mostCopiedAtOnce) {
        writer.put(unfilled(), config.checkpoint.keep);
        imageStep = counters.step;
    } else if (auto taken = image()) {
        writer.put(std::move(taken), config.checkpoint.keep);
        imageStep = counters.step;
    }
}

/// A run without checkpoints that had some has lost them: it is none that was cut off before.
void TrainingRun::State::noteSaved() {
    if (!std::exchange(record.saved, true)) {
        try {
            writeConfig();
        } catch (const std::exception& error) { // also where a run ends
            log(LogLevel::Warning, error.what());
        }
    }
}

void TrainingRun::State::noteSaves() {
    for (const auto& outcome : writer.takeOutcomes()) {
        if (outcome.broken) {
            imageStep = -1;
            saveIsWanted = true; // after the next step
            log(LogLevel::Warning, "The weights of step " + std::to_string(outcome.step)
                                       + " are not finite: they are not saved.");
            continue;
        }
        if (!outcome.failure) {
            checkpoint = outcome.path;
            checkpointStep = outcome.step;
            noteSaved();
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
    bool notFinite = imageStep != counters.step;
    writer.wait();
    std::optional<Error> failure;
    for (auto& outcome : writer.takeOutcomes()) {
        notFinite |= outcome.broken;
        if (outcome.broken) {
            continue;
        }
        failure = outcome.failure;
        checkpoint = failure ? checkpoint : outcome.path;
        checkpointStep = failure ? checkpointStep : outcome.step;
    }
    if (notFinite) {
        imageStep = -1;
        log(LogLevel::Warning, "The weights of step " + std::to_string(counters.step)
                                   + " are not finite: they are not saved.");
        return;
    }
    if (!failure) {
        noteSaved();
    }
    saveProblem = failure ? failure->what() : "";
    if (failure) {
        imageStep = -1;
        throw Error(*failure);
    }
}

} // namespace mae
