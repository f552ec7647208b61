// SPDX-License-Identifier: GPL-3.0-or-later
// What a run writes down of its steps.
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/train/training_run_state.h"

namespace mae {
namespace {

/// A measurement stops no run. @return what it gives; empty if it fails, which is logged
template <class Measure>
std::optional<double> orWarning(const std::string& what, std::int64_t step, Measure&& measure) {
    try {
        return measure();
    } catch (...) {
        log(LogLevel::Warning, "The " + what + " was not measured after step "
                                   + std::to_string(step) + ": " + currentError().what());
        return std::nullopt;
    }
}

} // namespace

void TrainingRun::State::prepareData() {
    if (held && config.log.validateEveryEpochs > 0) {
        validation = std::make_unique<Validation>(held, config, perEpoch);
    }
    prepareKnn();
    dataGuard = std::make_unique<DataGuard>(source, config.data.badShare);
}

Batch TrainingRun::State::nextBatch(const std::stop_token& stop) {
    const auto beginAgain = [this] { // this step, when training goes on
        trainer->discard();
        batcher.reset();
    };
    try {
        dataGuard->check();
        auto batch = batcher->next(stop);
        if (batch.patches.empty()) {
            beginAgain();
        }
        return batch;
    } catch (const Error&) {
        beginAgain(); // reads them anew: they may come back
        dataGuard->accept();
        throw;
    }
}

void TrainingRun::State::validate(StepMetrics& done, const std::stop_token& stop) {
    if (validation && validation->isDue(done.step, total)) {
        done.validationLoss =
            orWarning("validation loss", done.step, [&] { return validation->loss(model, stop); });
    }
}

void TrainingRun::State::prepareKnn() {
    knn.reset();
    if (config.probe.everyEpochs > 0) {
        knn = std::make_unique<KnnProbe>(source, held, config, perEpoch);
        if (!knn->obstacle().empty()) {
            log(LogLevel::Warning, knn->obstacle());
        }
    }
}

void TrainingRun::State::measureKnn(StepMetrics& done, const std::stop_token& stop) {
    if (knn && knn->isDue(done.step, total)) {
        done.knnTop1 =
            orWarning("kNN accuracy", done.step, [&] { return knn->accuracy(model, stop); });
    }
}

void TrainingRun::State::openLogs() {
    metrics = std::make_unique<MetricsLog>(folder, history);
    openRunLogs();
}

void TrainingRun::State::openRunLogs() {
    logs.reset(); // which closes those of another folder
    logs = std::make_unique<RunLogs>(
        folder, config,
        RunProgress{.step = counters.step, .stepsPerEpoch = perEpoch, .totalSteps = total},
        history);
}

void TrainingRun::State::logStep(const StepMetrics& done) {
    const bool logged = done.step % config.log.everySteps == 0 || done.step >= total
                        || done.validationLoss.has_value() || done.knnTop1.has_value();
    if (logged) {
        metrics->append(done);
    }
    logs->add(done, logged);
}

} // namespace mae
