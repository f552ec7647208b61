// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_run.h"

#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/version.h"
#include "core/config/config_json.h"
#include "core/io/model_file.h"
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"
#include "core/train/lr_schedule.h"
#include "core/train/metrics_log.h"
#include "core/train/previews.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A run must find its pictures again from any working directory.
TrainConfig withAbsolutePaths(TrainConfig config) {
    for (auto& path : config.data.paths) {
        if (path != "scenes") {
            path = fs::absolute(path).lexically_normal().string();
        }
    }
    return config;
}

[[noreturn]] void refuseUsed(const fs::path& folder) {
    throw Error(ErrorKind::InvalidConfig,
                "'" + folder.string()
                    + "' exists and is not an empty folder. Choose another one for the run"
                    + (fs::exists(folder / "config.json")
                           ? ", or continue that one with: mae resume " + folder.string()
                           : "."));
}

void requireNewFolder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error)
        && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
        refuseUsed(folder);
    }
}

/// Of a folder that this process has just locked: nothing but what makeFolders() made.
void requireUnused(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const bool own = entry.path().filename() == "run.lock"
                         || ((entry.path() == checkpointsFolder(folder)
                              || entry.path() == previewsFolder(folder))
                             && fs::is_empty(entry.path(), error));
        if (!own) {
            refuseUsed(folder);
        }
    }
}

/// Removes what was made for a run that then could not begin, so that it can be tried again.
class NewFolder {
public:
    NewFolder(fs::path folder, bool existed) : m_folder(std::move(folder)), m_existed(existed) {}
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    ~NewFolder() {
        if (m_kept) {
            return;
        }
        std::error_code ignored;
        for (const char* name :
             {"config.json", "metrics.jsonl", "checkpoints", "previews", "run.lock"}) {
            fs::remove_all(m_folder / name, ignored);
        }
        if (!m_existed) {
            fs::remove(m_folder, ignored);
        }
    }
    void keep() { m_kept = true; }

private:
    fs::path m_folder;
    bool m_existed;
    bool m_kept = false;
};

void makeFolders(const fs::path& run) {
    for (const auto& folder : {run, checkpointsFolder(run), previewsFolder(run)}) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) {
            throw Error(ErrorKind::Io,
                        "Could not create '" + folder.string() + "': " + error.message() + ".");
        }
    }
}

void writeConfig(const fs::path& run, const TrainConfig& config, const PictureSource& source,
                 const std::string& precision) {
    auto json = nlohmann::ordered_json::parse(toJson(config));
    json["run"] = {{"version", programVersion()},
                   {"pictures", source.count()},
                   {"data_fingerprint", source.fingerprint()},
                   {"precision", precision},
                   {"threads", at::get_num_threads()}};
    writeFileAtomically(run / "config.json", json.dump(2) + "\n");
}

void applyOptions(const RunOptions& options) {
    if (options.threads > 0) {
        setThreads(options.threads);
    }
    at::globalContext().setDeterministicAlgorithms(options.deterministic, /*warn_only=*/false);
    at::globalContext().setBenchmarkCuDNN(!options.deterministic);
}

std::string describeData(const TrainConfig& config, std::int64_t pictures) {
    std::string names;
    for (const auto& path : config.data.paths) {
        names += (names.empty() ? "" : ", ")
                 + (path == "scenes" ? path : fs::path(path).filename().string());
    }
    return std::to_string(pictures) + " pictures (" + names + ")";
}

} // namespace

struct TrainingRun::State {
    // Set once.
    fs::path folder;
    FileLock lock;
    TrainConfig config;
    at::Device device = at::kCPU;
    at::ScalarType precision = at::kFloat;
    std::shared_ptr<PictureSource> source;
    std::int64_t perEpoch = 1;
    std::int64_t total = 1;
    LrSchedule schedule{};
    std::vector<StepMetrics> history{};
    Model model{}; ///< its weights are those the trainer computes with
    std::unique_ptr<Trainer> trainer{};
    std::unique_ptr<MetricsLog> metrics{};
    std::unique_ptr<ProbePictures> probes{};

    // Changes with the steps.
    RunCounters counters{};
    std::unique_ptr<Batcher> batcher{};
    RateMeter rate{};
    fs::path checkpoint{};
    std::int64_t checkpointStep = 0;
    Clock::time_point lastSave = Clock::now();
    std::string saveProblem{};
    bool broken = false; ///< the loss was not finite: what is in memory is not to be trusted

    /// What a new and a continued run have in common. @param weights  float32, CPU
    void prepare(const MaeWeights& weights) {
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

    /// Loss of one optimizer step, with its gradient accumulated; empty if stopped while waiting.
    std::optional<double> accumulate(const std::stop_token& stop) {
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
            const auto input = trainInput(batch, config.model, config.data.mean, config.data.std,
                                          precision, device);
            loss += trainer->accumulate(input, parts) / parts;
        }
        return loss;
    }

    void requireFinite(double value, const char* what) {
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

    StepMetrics finishStep(double loss, double norm, double lr, Clock::time_point start) {
        ++counters.step;
        counters.time += secondsSince(start);
        counters.smoothedLoss = std::isfinite(counters.smoothedLoss)
                                    ? 0.98 * counters.smoothedLoss + 0.02 * loss
                                    : loss;
        const auto pictures = std::int64_t{config.train.batchSize} * config.train.accumulate;
        return {.step = counters.step,
                .epoch = static_cast<double>(counters.step) / static_cast<double>(perEpoch),
                .loss = loss,
                .lr = lr,
                .gradNorm = norm,
                .imagesPerSecond = rate.add(counters.time, pictures),
                .time = counters.time};
    }

    bool saveIsDue() const {
        const auto& when = config.checkpoint;
        return counters.step >= total
               || (when.everySteps > 0 && counters.step % when.everySteps == 0)
               || (when.everyMinutes > 0 && secondsSince(lastSave) >= when.everyMinutes * 60);
    }

    void save() {
        lastSave =
            Clock::now(); // also if it fails: tried again at the next turn, not at every step
        const auto path = checkpointPath(folder, counters.step);
        saveCheckpoint(path, model, *trainer, counters);
        checkpoint = path;
        checkpointStep = counters.step;
        saveProblem.clear();
        pruneCheckpoints(folder, config.checkpoint.keep, counters.step);
    }

    void trySave() {
        try {
            save();
        } catch (const Error& error) {
            saveProblem = error.what();
            log(LogLevel::Warning, "Training goes on without a checkpoint: " + saveProblem);
        }
    }
};

TrainingRun::TrainingRun(std::unique_ptr<State> state) : m_state(std::move(state)) {}
TrainingRun::~TrainingRun() = default;

std::unique_ptr<TrainingRun> TrainingRun::create(const TrainConfig& wanted, const fs::path& folder,
                                                 const RunOptions& options,
                                                 const std::stop_token& stop) {
    requireValid(validate(wanted));
    requireNewFolder(folder);
    const auto config = withAbsolutePaths(wanted);
    applyOptions(options);
    const auto device = chooseDevice(options.device);
    auto source = openPictures(config.data, config.model.imageSize, stop);
    if (stop.stop_requested()) {
        return nullptr; // the list of pictures may be incomplete
    }
    std::error_code ignored;
    const bool existed = fs::exists(folder, ignored);
    makeFolders(folder);
    FileLock lock(folder / "run.lock");
    requireUnused(folder); // another run may have come and gone meanwhile
    NewFolder created(folder, existed);
    std::unique_ptr<State> state(
        new State{.folder = folder,
                  .lock = std::move(lock),
                  .config = config,
                  .device = device,
                  .precision = choosePrecision(config.train.precision, device),
                  .source = std::move(source)});
    state->prepare(initialWeights(config.model, config.train.seed));
    writeConfig(folder, config, *state->source, state->counters.precision);
    state->metrics = std::make_unique<MetricsLog>(folder, state->history);
    created.keep();
    return std::unique_ptr<TrainingRun>(new TrainingRun(std::move(state)));
}

std::unique_ptr<TrainingRun> TrainingRun::open(const fs::path& folder, std::optional<double> epochs,
                                               const RunOptions& options,
                                               const std::stop_token& stop) {
    readRunConfig(folder); // so that no lock is put beside what is no run
    FileLock lock(folder / "run.lock");
    auto config = readRunConfig(folder); // again: its writer may have changed it until now
    if (epochs) {
        config.train.epochs = *epochs;
        config.train.steps = 0;
    }
    requireValid(validate(config));
    applyOptions(options);
    for (const auto& place : {folder, checkpointsFolder(folder), previewsFolder(folder)}) {
        removeUnfinishedFiles(place); // of a process that was killed while it saved
    }
    const auto checkpoint = newestCheckpoint(folder);
    const auto device = chooseDevice(options.device);
    auto source = openPictures(config.data, config.model.imageSize, stop);
    if (stop.stop_requested()) {
        return nullptr;
    }
    if (source->fingerprint() != checkpoint.counters.fingerprint) {
        log(LogLevel::Warning,
            "The pictures of '" + folder.string()
                + "' are not those it began with: it continues, but not as it would have.");
    }
    // A run keeps the precision it began with, whatever this machine would choose.
    const bool lower = checkpoint.counters.precision == "bfloat16";
    std::unique_ptr<State> state(new State{.folder = folder,
                                           .lock = std::move(lock),
                                           .config = config,
                                           .device = device,
                                           .precision = lower ? at::kBFloat16 : at::kFloat,
                                           .source = std::move(source),
                                           .history = readMetrics(folder)});
    state->counters = checkpoint.counters;
    const auto model = modelFromTensors(checkpoint.file, checkpoint.path.string());
    if (model.config != config.model) {
        throw Error(ErrorKind::Format,
                    "'" + checkpoint.path.string() + "' does not fit the model in config.json.");
    }
    state->prepare(model.weights);
    state->trainer->restoreOptimizer(checkpoint.file);
    state->checkpoint = checkpoint.path;
    state->checkpointStep = checkpoint.counters.step;
    std::erase_if(state->history,
                  [&](const StepMetrics& m) { return m.step > checkpoint.counters.step; });
    makeFolders(folder);
    writeConfig(folder, config, *state->source, state->counters.precision);
    state->metrics = std::make_unique<MetricsLog>(folder, state->history);
    return std::unique_ptr<TrainingRun>(new TrainingRun(std::move(state)));
}

const fs::path& TrainingRun::folder() const { return m_state->folder; }
const TrainConfig& TrainingRun::config() const { return m_state->config; }
std::int64_t TrainingRun::pictures() const { return m_state->source->count(); }
std::int64_t TrainingRun::step() const { return m_state->counters.step; }
std::int64_t TrainingRun::totalSteps() const { return m_state->total; }
std::int64_t TrainingRun::stepsPerEpoch() const { return m_state->perEpoch; }
std::string TrainingRun::precision() const { return m_state->counters.precision; }
const std::vector<StepMetrics>& TrainingRun::history() const { return m_state->history; }

std::optional<StepMetrics> TrainingRun::advance(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        return std::nullopt;
    }
    auto& state = *m_state;
    const auto start = Clock::now();
    const auto loss = state.accumulate(stop);
    if (!loss) {
        return std::nullopt;
    }
    state.requireFinite(*loss, "loss");
    const auto norm = state.trainer->gradientNorm();
    state.requireFinite(norm, "gradient");
    const auto epoch =
        static_cast<double>(state.counters.step) / static_cast<double>(state.perEpoch);
    const auto lr = state.schedule.at(epoch);
    state.trainer->update(lr, norm);
    const auto metrics = state.finishStep(*loss, norm, lr, start);
    if (metrics.step % state.config.log.everySteps == 0 || finished()) {
        state.metrics->append(metrics);
    }
    if (state.saveIsDue()) {
        state.trySave();
    }
    return metrics;
}

fs::path TrainingRun::save() {
    auto& state = *m_state;
    state.metrics->flush();
    if (!state.broken
        && (state.checkpoint.empty() || state.checkpointStep != state.counters.step)) {
        try {
            state.save();
        } catch (const Error& error) {
            state.saveProblem = error.what();
            throw;
        }
    }
    return state.checkpoint;
}

fs::path TrainingRun::lastCheckpoint() const { return m_state->checkpoint; }
std::int64_t TrainingRun::lastCheckpointStep() const { return m_state->checkpointStep; }
const std::string& TrainingRun::saveProblem() const { return m_state->saveProblem; }

bool TrainingRun::previewIsDue() const {
    return step() % m_state->config.preview.everySteps == 0 || finished();
}

std::vector<Reconstruction> TrainingRun::previews() {
    return m_state->probes->reconstructed(m_state->model, previewPath(m_state->folder, step()));
}

const Model& TrainingRun::model() const { return m_state->model; }

} // namespace mae
