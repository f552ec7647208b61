// SPDX-License-Identifier: GPL-3.0-or-later
// A step of a run, and what is done when it goes wrong.
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/number.h"
#include "core/io/model_file.h"
#include "core/train/training_run_state.h"

#include <ATen/core/grad_mode.h>

#include <cmath>
#include <limits>
#include <utility>

namespace mae {
namespace {

constexpr std::int64_t kRememberEvery = 100; ///< steps
constexpr auto kNaN = std::numeric_limits<double>::quiet_NaN();

/// The samples of part @p index of @p count equal ones.
Batch partOf(const Batch& batch, std::size_t index, std::size_t count) {
    const auto cut = [&](const auto& values) {
        const auto size = static_cast<std::ptrdiff_t>(values.size() / count);
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(index) * size;
        return std::decay_t<decltype(values)>(begin, begin + size);
    };
    auto part = batch;
    part.patches = cut(batch.patches);
    part.visibleIds = cut(batch.visibleIds);
    part.hiddenIds = cut(batch.hiddenIds);
    return part;
}

/// The next divisor of a batch, so that its parts are equal.
int nextDivisor(int batch, int above) {
    for (int divisor = above + 1; divisor <= batch; ++divisor) {
        if (batch % divisor == 0) {
            return divisor;
        }
    }
    return above;
}

} // namespace

Fault TrainingRun::State::faultAt(std::int64_t tried) const {
    return faults ? faults(tried) : Fault::None;
}

std::optional<double> TrainingRun::State::accumulateOnce(const std::stop_token& stop) {
    const auto parts = config.train.accumulate, pieces = counters.guard.pieces;
    if (!batcher) {
        batcher = std::make_unique<Batcher>(source, config, tries() * parts);
    }
    if (faultAt(tries()) == Fault::Memory && pieces == 1) {
        throw Error(ErrorKind::OutOfMemory, "The device is out of memory.");
    }
    double loss = 0;
    for (int part = 0; part < parts; ++part) {
        const auto batch = nextBatch(stop);
        if (batch.patches.empty()) {
            return std::nullopt;
        }
        for (int piece = 0; piece < pieces; ++piece) {
            const auto cut = pieces == 1 ? std::optional<Batch>()
                                         : partOf(batch, static_cast<std::size_t>(piece),
                                                  static_cast<std::size_t>(pieces));
            const auto input = trainInput(cut ? *cut : batch, config.model, config.data.mean,
                                          config.data.std, precision, device, config.train.lossOn);
            if (part == 0 && piece == 0) {
                measure([&](LayerMeter& m) { m.look(input, trainer->computeWeights()); });
            }
            loss += trainer->accumulate(input, parts * pieces) / (parts * pieces);
        }
    }
    return loss;
}

std::optional<double> TrainingRun::State::accumulate(const std::stop_token& stop) {
    while (true) {
        try {
            return accumulateOnce(stop);
        } catch (...) {
            const auto error = currentError();
            const auto pieces = nextDivisor(config.train.batchSize, counters.guard.pieces);
            trainer->discard();
            batcher.reset(); // to begin this step again
            if (error.kind() != ErrorKind::OutOfMemory || pieces == counters.guard.pieces) {
                throw;
            }
            counters.guard.pieces = pieces;
        }
        note({.kind = "micro_batch",
              .text = "Out of memory: batches of " + std::to_string(config.train.batchSize)
                      + " are from now on computed in " + std::to_string(counters.guard.pieces)
                      + " parts. A step still sees as many pictures."});
    }
}

void TrainingRun::State::note(RunNotice notice) {
    notice.step = counters.step;
    log(LogLevel::Warning, notice.text);
    journal.add(std::move(notice));
    counters.guard.notices = std::ssize(journal.notices());
}

std::optional<StepMetrics> TrainingRun::State::step(const std::stop_token& stop) {
    applyLaterChanges();
    while (!stop.stop_requested()) {
        const auto start = Clock::now();
        spoil(faultAt(tries()), /*before=*/true);
        auto loss = accumulate(stop);
        if (!loss) {
            return std::nullopt;
        }
        const auto fault = faultAt(tries());
        spoil(fault, /*before=*/false);
        *loss = fault == Fault::Loss ? kNaN : (fault == Fault::Spike ? 1e6 * *loss : *loss);
        const auto norm = std::isfinite(*loss) ? trainer->gradientNorm() : kNaN;
        if (const auto finding = guard.judge(*loss, norm)) {
            refuseStep(*finding);
            counters.time += std::chrono::duration<double>(Clock::now() - start).count();
            continue;
        }
        const auto lr =
            counters.guard.rate
            * schedule.at(static_cast<double>(counters.step) / static_cast<double>(perEpoch));
        measure([this](LayerMeter& m) { m.beforeUpdate(*trainer); });
        writer.waitFilled(); // a checkpoint holds the state before
        broken = true;       // until it is done and counted
        trainer->update(lr, norm);
        measure([this](LayerMeter& m) { m.afterUpdate(*trainer); });
        guard.accept(*loss, norm);
        const auto done = finishStep(*loss, norm, lr, start);
        broken = false;
        finishMeasuring(/*stepped=*/true);
        if (counters.step % kRememberEvery == 0) {
            remember();
        }
        return done;
    }
    return std::nullopt;
}

void TrainingRun::State::refuseStep(const RunGuard::Finding& finding) {
    const auto weights = firstBroken(*trainer);
    auto tensor = weights;
    if (tensor.empty() && finding.what == "gradient") {
        tensor = firstBroken(trainer->gradients());
    }
    const bool notFinite = finding.problem == RunGuard::Problem::NotFinite;
    std::string text =
        "Step " + std::to_string(counters.step + 1) + " was skipped with its " + "pictures: the "
        + finding.what
        + (notFinite ? " was not finite"
                     : " of " + toText(finding.value, 4) + " was far above the usual");
    text += tensor.empty() ? "." : ", first in " + tensor + ".";
    trainer->discard();
    const bool tooMany = guard.skip(tries());
    note({.kind = "skipped", .text = std::move(text), .tensor = tensor});
    if (tooMany || !weights.empty()) {
        rewind(notFinite);
    }
}

void TrainingRun::State::rewind(bool notFinite) {
    const auto state = lastGood();
    if (!guard.mayRewind() || !state) {
        giveUp();
    }
    const bool raise = notFinite && precision == at::kBFloat16;
    if (raise) {
        precision = at::kFloat;
        counters.precision = "float32";
    } else {
        counters.guard.rate *= 0.5;
    }
    guard.rewound();
    restore(*state);
    note({.kind = "rewound",
          .text = "The weights are again those of step " + std::to_string(goodStep)
                  + "; training goes on "
                  + (raise ? "in float32, because bfloat16 broke."
                           : "at half the learning rate (" + toText(counters.guard.rate)
                                 + " times what was planned).")});
}

void TrainingRun::State::giveUp() {
    broken = true;
    const auto problem = "The loss or the gradient is far too large or no longer finite at step "
                         + std::to_string(counters.step + 1);
    note({.kind = "gave_up", .text = problem + ". Training ended."});
    throw Error(
        ErrorKind::Numerical,
        problem
            + (guard.mayRewind() ? ", and there is no earlier state to go back to. "
                                 : ", although the run went back to an earlier state "
                                       + std::to_string(counters.guard.rewinds) + " times. ")
            + (checkpointStep > 0
                   ? "The last good checkpoint is of step " + std::to_string(checkpointStep) + "."
                   : "No checkpoint was written yet.")
            + " Try a lower learning rate, a limit for the gradient (train.clip_norm 1)"
            + (precision == at::kFloat ? "." : ", or train.precision float32."));
}

void TrainingRun::State::restore(const Safetensors& file) {
    writer.waitFilled();
    broken = true;   // until it is whole again
    trainer.reset(); // so that there are never two in memory
    const auto old = modelFromTensors(file, folder.string());
    trainer = std::make_unique<Trainer>(config.model, config.train, old.weights, precision, device);
    trainer->restoreOptimizer(file);
    model.weights = trainer->computeWeights();
    broken = false;
}

std::optional<Safetensors> TrainingRun::State::lastGood() {
    if (good) {
        goodStep = good->step;
        return Safetensors{good->metadata, good->tensors};
    }
    writer.wait();
    noteSaves();
    if (checkpointStep == 0) {
        return std::nullopt;
    }
    auto newest = newestCheckpoint(folder);
    goodStep = newest.counters.step;
    return std::move(newest.file);
}

void TrainingRun::State::spoil(Fault fault, bool before) {
    const at::NoGradGuard noGrad;
    if (before && fault == Fault::Weights) {
        writer.waitFilled();
        trainer->masterWeights().blocks[0].fc1.weight.fill_(kNaN);
        model.weights.blocks[0].fc1.weight.detach().fill_(kNaN);
    } else if (!before && fault == Fault::Gradient) {
        trainer->gradients().at(2).tensor.fill_(kNaN);
    }
}

} // namespace mae
