// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/knn_probe.h"

#include "core/base/log.h"
#include "core/base/parallel.h"
#include "core/base/rng.h"
#include "core/probe/features.h"
#include "core/probe/knn.h"
#include "core/train/plain_samples.h"
#include "core/train/trainer.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace mae {
namespace {

/// No order of an epoch is drawn with this number, nor are validation pictures.
constexpr auto kProbeEpoch = std::numeric_limits<std::uint64_t>::max() - 1;
constexpr std::size_t kPicturesAtOnce = 16;
constexpr std::int64_t kQueriesAtOnce = 256;

/// A picture of each of @p most equal stretches, drawn: were it every so-manyth, classes that take
/// turns would not all be seen.
std::vector<std::int64_t> spread(std::vector<std::int64_t> all, std::int64_t most) {
    const auto n = std::ssize(all);
    if (n <= most) {
        return all;
    }
    for (std::int64_t i = 0; i < most; ++i) {
        const auto begin = i * n / most, end = (i + 1) * n / most;
        Rng random(0, Purpose::Order, kProbeEpoch, static_cast<std::uint64_t>(i));
        const auto drawn = begin + random.below(static_cast<std::uint32_t>(end - begin));
        all[static_cast<std::size_t>(i)] = all[static_cast<std::size_t>(drawn)];
    }
    all.resize(static_cast<std::size_t>(most));
    return all;
}

/// For each class of @p source the one of the same name; empty if it has one of another name.
std::vector<std::int64_t> sameClasses(const PictureSource& source,
                                      const std::vector<std::string>& names) {
    std::map<std::string, std::int64_t> numbers;
    for (const auto& name : names) {
        numbers.try_emplace(name, std::ssize(numbers));
    }
    std::vector<std::int64_t> same;
    for (const auto& name : source.classes()) {
        const auto found = numbers.find(name);
        if (found == numbers.end()) {
            return {};
        }
        same.push_back(found->second);
    }
    return same;
}

Tensor tensorOf(const std::vector<std::int64_t>& labels) { return at::tensor(labels, at::kLong); }

/// Without the row that asks: queries are rows @p first, first + 1, … of the bank. One of equal
/// copies may not have itself among its neighbours; then the last one goes.
Neighbours withoutSelf(const Neighbours& found, std::int64_t first) {
    const auto rows = found.ids.size(0), k = found.ids.size(1);
    Neighbours others{.similarity = at::empty({rows, k - 1}, at::kDouble),
                      .ids = at::empty({rows, k - 1}, at::kLong),
                      .bankSize = found.bankSize};
    const auto* ids = found.ids.const_data_ptr<std::int64_t>();
    const auto* similarity = found.similarity.const_data_ptr<double>();
    auto* otherIds = others.ids.mutable_data_ptr<std::int64_t>();
    auto* otherSimilarity = others.similarity.mutable_data_ptr<double>();
    for (std::int64_t row = 0; row < rows; ++row, ids += k, similarity += k) {
        auto self = std::find(ids, ids + k, first + row) - ids;
        self = std::min(self, k - 1);
        for (std::int64_t i = 0; i < k; ++i) {
            if (i != self) {
                *otherIds++ = ids[i];
                *otherSimilarity++ = similarity[i];
            }
        }
    }
    return others;
}

} // namespace

std::optional<double> knnAccuracy(const Tensor& bank, const std::vector<std::int64_t>& bankLabels,
                                  const Tensor& queries, const std::vector<std::int64_t>& labels,
                                  std::int64_t classes, std::int64_t k,
                                  const std::stop_token& stop) {
    const bool alone = queries.size(0) == 0; // the bank with itself
    const auto& asking = alone ? bank : queries;
    const auto known = tensorOf(bankLabels), wanted = tensorOf(alone ? bankLabels : labels);
    const auto rows = asking.size(0), self = std::int64_t{alone ? 1 : 0};
    const auto asked = std::min(k, bank.size(0) - self);
    if (rows == 0 || asked < 1) {
        return std::nullopt;
    }
    std::int64_t hits = 0;
    for (std::int64_t begin = 0; begin < rows; begin += kQueriesAtOnce) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const auto end = std::min(rows, begin + kQueriesAtOnce);
        auto found = nearestNeighbours(bank, asking.slice(0, begin, end), asked + self);
        if (alone) {
            found = withoutSelf(found, begin);
        }
        const auto votes = weightedVotes(found, known, classes);
        hits += votes.predicted.eq(wanted.slice(0, begin, end)).sum().item<std::int64_t>();
    }
    return static_cast<double>(hits) / static_cast<double>(rows);
}

KnnProbe::KnnProbe(std::shared_ptr<PictureSource> training,
                   std::shared_ptr<PictureSource> validation, const TrainConfig& config,
                   std::int64_t stepsPerEpoch)
    : m_config(config), m_when(config.probe.everyEpochs, stepsPerEpoch) {
    const auto names = training->classes();
    m_classes = std::ssize(names);
    m_bank.source = std::move(training);
    choose(m_bank, sameClasses(*m_bank.source, names));
    const std::set<std::int64_t> found(m_bank.labels.begin(), m_bank.labels.end());
    if (found.size() < 2) {
        m_obstacle = "The kNN accuracy is not measured: it needs pictures of at least two classes, "
                     "a folder for each, and these are of "
                     + (found.empty() ? std::string("none") : std::string("one")) + ".";
        return;
    }
    if (validation) {
        m_queries.source = std::move(validation);
        choose(m_queries, sameClasses(*m_queries.source, names));
    }
    const auto most = bankPictures() - (leavesOneOut() ? 1 : 0);
    if (config.probe.neighbours > most) {
        log(LogLevel::Warning, "For the kNN accuracy " + std::to_string(most)
                                   + " pictures vote, which are all there are, instead of "
                                   + std::to_string(config.probe.neighbours) + ".");
    }
}

/// @param classOf  for each class of the source that of the bank; empty: none
void KnnProbe::choose(Pictures& part, const std::vector<std::int64_t>& classOf) const {
    std::vector<std::int64_t> labelled;
    for (std::int64_t i = 0; i < part.source->count() && !classOf.empty(); ++i) {
        if (part.source->label(i) >= 0) {
            labelled.push_back(i);
        }
    }
    part.pictures = spread(std::move(labelled), std::min<std::int64_t>(m_config.probe.pictures,
                                                                       mostKept(m_config.model)));
    for (const auto picture : part.pictures) {
        part.labels.push_back(classOf[static_cast<std::size_t>(part.source->label(picture))]);
    }
}

bool KnnProbe::readPart(Pictures& part, const std::stop_token& stop) const {
    // As training decodes them: others in the cache would take room and be used once.
    const auto maker = plainSampleMaker(part.source, m_config, shortSideFor(m_config));
    auto samples = plainSamples(maker, part.pictures, m_config.data.workers, stop);
    if (stop.stop_requested()) {
        return false;
    }
    std::vector<std::int64_t> labels; // of those that can be read
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!samples[i].patches.empty()) {
            labels.push_back(part.labels[i]);
        }
    }
    part.batches = inBatches(std::move(samples), kPicturesAtOnce);
    part.labels = std::move(labels);
    return true;
}

void KnnProbe::read(const std::stop_token& stop) {
    auto bank = m_bank, queries = m_queries; // what is stopped is begun anew
    if (!readPart(bank, stop) || (!leavesOneOut() && !readPart(queries, stop))) {
        return;
    }
    if (bank.labels.empty() || (!leavesOneOut() && queries.labels.empty())) {
        const auto& bad = bank.labels.empty() ? bank : queries;
        m_obstacle =
            "The kNN accuracy is not measured: none of its pictures can be read, for example: "
            + plainSampleMaker(bad.source, m_config).reason(bad.pictures.front());
        log(LogLevel::Warning, m_obstacle);
        return;
    }
    m_bank = std::move(bank);
    m_queries = std::move(queries);
    m_wasRead = true;
}

std::optional<Tensor> KnnProbe::featuresOf(const Model& model, const Pictures& part,
                                           const std::stop_token& stop) const {
    const PatchGrid grid{.rows = model.config.grid(), .columns = model.config.grid()};
    const auto device = model.weights.clsToken.device();
    const auto count = std::ssize(part.batches);
    std::vector<Tensor> rows(part.batches.size(), at::empty({0, model.config.width}, at::kFloat));
    const auto compute = [&](std::int64_t i) {
        if (stop.stop_requested()) {
            return;
        }
        const auto index = static_cast<std::size_t>(i);
        const auto input = trainInput(part.batches[index], model.config, model.mean, model.std,
                                      at::kFloat, device, LossOn::All); // target: whole pictures
        rows[index] = features(model, input.target, grid, Pool::Class);
    };
    if (device.is_cpu()) { // a batch for each core: they meet once, and their number says nothing
        inParallel(count, compute);
    }
    for (std::int64_t i = 0; i < count && !device.is_cpu(); ++i) {
        compute(i);
    }
    if (stop.stop_requested()) {
        return std::nullopt;
    }
    return rows.empty() ? at::empty({0, model.config.width}, at::kFloat) : at::cat(rows);
}

std::optional<double> KnnProbe::accuracy(const Model& model, const std::stop_token& stop) {
    if (!m_wasRead) {
        read(stop);
    }
    if (!m_wasRead) {
        return std::nullopt;
    }
    const at::NoGradGuard noGrad;
    const auto bank = featuresOf(model, m_bank, stop);
    const auto queries = bank ? featuresOf(model, m_queries, stop) : std::nullopt;
    if (!queries) {
        return std::nullopt;
    }
    return knnAccuracy(*bank, m_bank.labels, *queries, m_queries.labels, m_classes,
                       m_config.probe.neighbours, stop);
}

} // namespace mae
