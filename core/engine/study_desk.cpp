// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/study_desk.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/config/validate.h"
#include "core/engine/attempt.h"
#include "core/probe/attend.h"
#include "core/probe/baselines.h"
#include "core/probe/leave_out.h"
#include "core/probe/reconstruct.h"
#include "core/probe/trace.h"

#include <algorithm>
#include <string>
#include <utility>

namespace mae {
namespace {

/// Patches of a picture that is reconstructed twice in one turn.
constexpr int kMostLeftOut = 4096;

const Model& requireDecoder(const Model& model) {
    if (!model.weights.hasDecoder()) {
        throw Error(ErrorKind::InvalidConfig,
                    "This model is an encoder without a decoder: it can't reconstruct.");
    }
    return model;
}

const Model& secondOf(const StudyModels& models) {
    if (models.second == nullptr) {
        throw Error(ErrorKind::InvalidConfig, "No second model is open. Open one to compare with.");
    }
    return *models.second;
}

/// A mask by which everything is seen.
Mask everything(PatchGrid grid) {
    return maskFromHidden(grid, std::vector<std::uint8_t>(static_cast<std::size_t>(grid.count())));
}

/// What is known of a task's picture and mask for a model. The picture lives in the cache.
struct Setting {
    const Image* fitted = nullptr;
    Mask mask{};
};

template <class Task> Setting settingOf(const Task& task, const Model& model, FittedCache& cache) {
    requireValid(validate(task.mask.config));
    const auto& fitted = cache.fitted(task.picture(), model.config, task.display);
    return {&fitted, maskOf(task.mask, fitted, model.config.patchSize)};
}

/// A task's picture and mask for the model that it asks.
struct Question {
    const Model* model = nullptr;
    Setting setting{};
};

Question questionOf(const ReconstructTask& task, const StudyModels& models, FittedCache& cache) {
    const auto& main = requireDecoder(*models.main);
    auto setting = settingOf(task, main, cache);
    if (task.model == ModelSlot::Main) {
        return {&main, std::move(setting)};
    }
    // The mask is the main model's, the picture its own.
    const auto& second = secondOf(models);
    const auto& fitted = cache.fitted(task.picture(), second.config, task.display);
    return {&second, {&fitted, resampledMask(setting.mask, gridOf(fitted, second.config))}};
}

ReconstructedPart partOf(const ReconstructTask& task, Reconstruction result) {
    ReconstructedPart part;
    if (task.baselines) {
        part.baselines = baselines(result, kMostInPaintedLive);
    }
    if (task.numbersOnly) {
        result.original = result.masked = result.reconstruction = {};
    }
    part.result = std::make_shared<const Reconstruction>(std::move(result));
    return part;
}

/// Does a piece of what takes long. @return the result, once it is whole
template <class Maker> auto advanced(std::optional<Maker>& maker) {
    maker->step();
    std::optional<decltype(maker->result())> result;
    if (maker->isDone()) {
        result = maker->result();
        maker.reset();
    }
    return result;
}

StudyPart attended(const AttentionTask& task, const StudyModels& models, FittedCache& cache) {
    const auto& model = *models.main;
    auto [fitted, mask] = settingOf(task, model, cache);
    const bool whole =
        !model.weights.hasDecoder() || (task.part == AttentionPart::Encoder && !task.masked);
    if (whole) {
        mask = everything(mask.grid);
    }
    return std::make_shared<const AttentionMaps>(
        attentionMaps(model, *fitted, mask, task.part, task.block));
}

StudyPart leftOut(const LeaveOneOutTask& task, const StudyModels& models, FittedCache& cache) {
    const auto& model = requireDecoder(*models.main);
    const auto [fitted, mask] = settingOf(task, model, cache);
    if (task.display.fit == Fit::Tiled && mask.grid.count() > kMostLeftOut) {
        throw Error(ErrorKind::InvalidConfig,
                    "A patch can be left out of pictures of up to " + std::to_string(kMostLeftOut)
                        + " patches. Look at this one cropped or at its own size.");
    }
    return std::make_shared<const LeaveOneOut>(
        leaveOneOut(model, *fitted, mask, task.display, task.patch));
}

StudyPart traced(const TraceTask& task, const StudyModels& models, FittedCache& cache) {
    const auto& model = requireDecoder(*models.main);
    requireValid(validate(task.mask.config));
    const auto& fitted = cache.fitted(task.picture(), model.config, task.display);
    return std::make_shared<const StepTrace>(traceOf(model, fitted, task.mask, task.display));
}

/// An empty part of the kind that answers a task.
StudyPart emptyPart(const StudyTask& task) {
    return std::visit(
        Overloaded{
            [](const ReconstructTask&) -> StudyPart { return ReconstructedPart{}; },
            [](const WholePictureTask&) -> StudyPart {
                return std::shared_ptr<const WholePicture>();
            },
            [](const AttentionTask&) -> StudyPart {
                return std::shared_ptr<const AttentionMaps>();
            },
            [](const LeaveOneOutTask&) -> StudyPart {
                return std::shared_ptr<const LeaveOneOut>();
            },
            [](const TraceTask&) -> StudyPart { return std::shared_ptr<const StepTrace>(); },
        },
        task);
}

} // namespace

void StudyDesk::take(const Study& study) {
    auto& queue = m_queues[static_cast<std::size_t>(study.channel)];
    const int tasks = static_cast<int>(study.tasks.size());
    const int first = tasks > 0 && tasks == queue.total() ? (queue.first + queue.done) % tasks : 0;
    queue.study = study;
    queue.first = first;
    queue.done = 0;
    queue.giveUp();
}

bool StudyDesk::hasWork() const {
    return std::ranges::any_of(m_queues,
                               [](const Queue& queue) { return queue.done < queue.total(); });
}

std::optional<StudyPartReady> StudyDesk::step(const StudyModels& models) {
    do {
        m_turn = (m_turn + 1) % m_queues.size();
    } while (m_queues[m_turn].done == m_queues[m_turn].total());
    auto& queue = m_queues[m_turn];
    const auto& task = queue.study.tasks[static_cast<std::size_t>(queue.index())];
    StudyPartReady ready{.request = queue.study.request,
                         .channel = queue.study.channel,
                         .index = queue.index(),
                         .total = queue.total(),
                         .part = emptyPart(task)};
    std::optional<StudyPart> part;
    if (const auto error = attempt([&] { part = advance(queue, models); })) {
        ready.problem = error->what();
        queue.giveUp();
    } else if (!part) {
        return {};
    } else {
        ready.part = std::move(*part);
    }
    ready.done = ++queue.done;
    return ready;
}

std::optional<StudyPart> StudyDesk::advance(Queue& queue, const StudyModels& models) {
    auto& cache = queue.fitted;
    return std::visit(
        Overloaded{
            [&](const ReconstructTask& task) -> std::optional<StudyPart> {
                if (!queue.tiles) {
                    const auto [model, setting] = questionOf(task, models, cache);
                    if (task.display.fit != Fit::Tiled) {
                        return partOf(
                            task, reconstruct(*model, *setting.fitted, setting.mask, task.display));
                    }
                    queue.tiles.emplace(*model, *setting.fitted, setting.mask, task.display);
                }
                auto result = advanced(queue.tiles);
                return result ? std::optional<StudyPart>(partOf(task, std::move(*result)))
                              : std::nullopt;
            },
            [&](const WholePictureTask& task) -> std::optional<StudyPart> {
                if (!queue.whole) {
                    const auto& model = requireDecoder(*models.main);
                    queue.whole.emplace(model,
                                        cache.fitted(task.picture(), model.config, task.display),
                                        task.k, task.seed, task.display);
                }
                auto result = advanced(queue.whole);
                return result ? std::optional<StudyPart>(
                           std::make_shared<const WholePicture>(std::move(*result)))
                              : std::nullopt;
            },
            [&](const AttentionTask& task) -> std::optional<StudyPart> {
                return attended(task, models, cache);
            },
            [&](const LeaveOneOutTask& task) -> std::optional<StudyPart> {
                return leftOut(task, models, cache);
            },
            [&](const TraceTask& task) -> std::optional<StudyPart> {
                return traced(task, models, cache);
            },
        },
        queue.study.tasks[static_cast<std::size_t>(queue.index())]);
}

void StudyDesk::restart() {
    for (auto& queue : m_queues) {
        queue.giveUp();
    }
}

} // namespace mae
