// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_run.h"

#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/number.h"
#include "core/config/validate.h"
#include "core/data/sample_maker.h"
#include "core/data/training_pictures.h"
#include "core/io/model_file.h"
#include "core/io/run_folder.h"
#include "core/train/run_fork.h"
#include "core/train/run_record.h"
#include "core/train/run_setup.h"
#include "core/train/start_weights.h"
#include "core/train/steering.h"
#include "core/train/training_run_state.h"

#include <algorithm>
#include <utility>

namespace mae {

namespace fs = std::filesystem;

namespace {

/// A run that was cut off before its first checkpoint begins again: without a file, at step 0.
Checkpoint newestOrFirst(const fs::path& run) {
    const auto record = readRunRecord(run);
    const bool cutOff =
        record.state == "running" && !record.saved && !record.parent && !record.precision.empty();
    if (!cutOff || !fs::is_directory(checkpointsFolder(run)) || !listCheckpoints(run).empty()) {
        return newestCheckpoint(run);
    }
    return {.path = {},
            .file = {},
            .counters = {.precision = record.precision, .fingerprint = record.fingerprint}};
}

} // namespace

TrainingRun::TrainingRun(std::unique_ptr<State> state) : m_state(std::move(state)) {}
void TrainingRun::discardNew() {
    if (m_state->newFolder) {
        m_state->newFolder->drop();
    }
}
TrainingRun::~TrainingRun() {
    m_state->writer.wait();
    m_state->noteSaves();
    m_state->close();
}

std::unique_ptr<TrainingRun> TrainingRun::create(const TrainConfig& wanted, const fs::path& folder,
                                                 const RunOptions& options,
                                                 const std::stop_token& stop) {
    requireValid(validate(wanted));
    requireNewFolder(folder);
    const auto config = withAbsolutePaths(wanted);
    applyOptions(options);
    const auto device = chooseDevice(options.device);
    auto [source, held] =
        openTrainingPictures(config.data, config.train.seed, config.model.imageSize, stop);
    const auto references = measureReferenceLosses(source, config, stop);
    if (stop.stop_requested()) {
        return nullptr; // the list of pictures may be incomplete
    }
    if (!references) {
        throw Error(ErrorKind::Io, "None of the pictures that were tried can be read. For example: "
                                       + SampleMaker(source, config).reason(0));
    }
    const auto weights = startWeights(config); // or says why not, before anything is written
    std::error_code ignored;
    const bool existed = fs::exists(folder, ignored);
    makeFolders(folder);
    FileLock lock(folder / "run.lock");
    requireUnused(folder); // another run may have come and gone meanwhile
    auto created = std::make_unique<NewFolder>(folder, existed);
    std::unique_ptr<State> state(
        new State{.folder = folder,
                  .lock = std::move(lock),
                  .config = config,
                  .device = device,
                  .precision = choosePrecision(config.train.precision, device),
                  .source = std::move(source)});
    state->held = held;
    state->references = references;
    state->prepare(weights, config);
    state->record.state = "running";
    state->writeConfig();
    state->openLogs();
    state->journal = RunJournal(folder, 0);
    state->take(options);
    state->remember();
    std::unique_ptr<TrainingRun> run(new TrainingRun(std::move(state)));
    created->keep();
    run->m_state->newFolder = std::move(created);
    return run;
}

std::unique_ptr<TrainingRun> TrainingRun::open(const fs::path& folder, std::optional<double> epochs,
                                               const RunOptions& options,
                                               const std::stop_token& stop,
                                               const std::vector<SettingChange>& changes) {
    readRunConfig(folder); // so that no lock is put beside what is no run
    FileLock lock(folder / "run.lock");
    applyOptions(options);
    for (const auto& place : {folder, checkpointsFolder(folder), previewsFolder(folder)}) {
        removeUnfinishedFiles(place); // of a process that was killed while it saved
    }
    const auto checkpoint = newestOrFirst(folder);
    const auto config = settingsAt(folder, checkpoint.counters.step);
    requireValid(validate(config));
    auto wanted = changes;
    if (epochs && (*epochs != config.train.epochs || config.train.steps > 0)) {
        wanted.insert(wanted.begin(), {"train.epochs", toText(*epochs)});
    }
    for (auto changed = config; const auto& change : wanted) {
        steer(changed, change); // or says why not, before anything is written
    }
    const auto device = chooseDevice(options.device);
    auto [source, held] =
        openTrainingPictures(config.data, config.train.seed, config.model.imageSize, stop);
    auto references = readReferenceLosses(folder);
    if (!references) { // of a run of an earlier version
        references = measureReferenceLosses(source, config, stop);
    }
    if (stop.stop_requested()) {
        return nullptr;
    }
    const bool sameLength = std::ranges::none_of(
        wanted, [](const auto& change) { return isSameSetting(change.path, "train.steps"); });
    const auto perEpoch = mae::stepsPerEpoch(picturesPerEpoch(*source), config.train);
    if (!wanted.empty() && sameLength
        && checkpoint.counters.step >= mae::totalSteps(config.train, perEpoch)) {
        throw Error(ErrorKind::InvalidConfig,
                    "'" + folder.string() + "' has done all its "
                        + std::to_string(checkpoint.counters.step)
                        + " steps, so a change would have no effect. Extend it as well: "
                          "train.epochs or train.steps.");
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
                                           .source = std::move(source)});
    state->held = held;
    state->references = references;
    state->continueFrom(checkpoint, options);
    for (const auto& change : wanted) {
        state->change(change);
    }
    return std::unique_ptr<TrainingRun>(new TrainingRun(std::move(state)));
}

std::unique_ptr<TrainingRun> TrainingRun::fork(const fs::path& from, const fs::path& folder,
                                               const std::vector<SettingChange>& changes,
                                               const RunOptions& options,
                                               const std::stop_token& stop) {
    std::error_code ignored;
    const bool existed = fs::exists(folder, ignored);
    forkRun(from, folder, changes);
    auto created = std::make_unique<NewFolder>(folder, existed);
    auto run = open(folder, {}, options, stop);
    if (run) {
        created->keep();
        run->m_state->newFolder = std::move(created);
    }
    return run;
}

const fs::path& TrainingRun::folder() const { return m_state->folder; }
const TrainConfig& TrainingRun::config() const { return m_state->config; }
std::int64_t TrainingRun::pictures() const { return m_state->source->count(); }
std::int64_t TrainingRun::validationPictures() const {
    return m_state->held ? m_state->held->count() : 0;
}
std::vector<BadFile> TrainingRun::badFiles() const { return m_state->source->badFiles(); }
const std::optional<ReferenceLosses>& TrainingRun::referenceLosses() const {
    return m_state->references;
}
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
    if (state.broken) {
        throw Error(ErrorKind::Numerical, "The weights in memory are not to be trusted.");
    }
    state.noteSaves();
    auto metrics = state.step(stop);
    if (!metrics) {
        return std::nullopt;
    }
    state.validate(*metrics, stop);
    state.measureKnn(*metrics, stop);
    state.logStep(*metrics);
    if (state.saveIsDue()) {
        state.beginSave();
    }
    return metrics;
}

std::int64_t TrainingRun::lostSteps() const { return m_state->lostSteps; }
const std::vector<RunChanged>& TrainingRun::changes() const { return m_state->changes; }

void TrainingRun::change(const SettingChange& change) {
    auto wanted = config();
    steer(wanted, change);
    if (const auto steps = mae::totalSteps(wanted.train, stepsPerEpoch()); steps < step()) {
        throw Error(ErrorKind::InvalidConfig,
                    change.path + " must leave at least the " + std::to_string(step())
                        + " steps that are done, not " + std::to_string(steps) + ".");
    }
    m_state->change(change);
}

const std::vector<RunNotice>& TrainingRun::notices() const { return m_state->journal.notices(); }

fs::path TrainingRun::save() {
    m_state->journal.write();
    m_state->metrics->flush();
    m_state->logs->flush();
    m_state->saveNow();
    return m_state->checkpoint;
}

void TrainingRun::beginSave() {
    if (m_state->imageStep != step()) {
        m_state->beginSave();
    }
}

void TrainingRun::moveTo(const fs::path& folder) { m_state->moveTo(fs::absolute(folder)); }

void TrainingRun::finishSaves() {
    m_state->writer.wait();
    m_state->noteSaves();
}

fs::path TrainingRun::lastCheckpoint() const { return m_state->checkpoint; }
std::int64_t TrainingRun::lastCheckpointStep() const { return m_state->checkpointStep; }
const std::string& TrainingRun::saveProblem() const { return m_state->saveProblem; }

bool TrainingRun::previewIsDue() const {
    return step() % m_state->config.preview.everySteps == 0 || finished();
}

std::vector<Reconstruction> TrainingRun::previews() {
    auto pictures =
        m_state->probes->reconstructed(m_state->model, previewPath(m_state->folder, step()));
    m_state->logs->addPreview(step(), pictures);
    return pictures;
}

const Model& TrainingRun::model() const { return m_state->model; }

} // namespace mae
