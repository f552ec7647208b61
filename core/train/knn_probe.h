// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/tensor.h"
#include "core/data/batcher.h"
#include "core/data/picture_source.h"
#include "core/model/model.h"
#include "core/train/every_epochs.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mae {

/// How well the features of a model in training tell classes, by kNN: the share of pictures whose
/// class is the one that the probe.neighbours most similar pictures of a bank vote for, each with
/// exp(cosine / 0.07). Features are class tokens of whole pictures, cut from the middle, as the
/// published linear probe takes them.
///
/// The bank are training pictures with a class. Their class is asked for validation pictures, if
/// these have classes and no others; else for the bank itself, each picture asking all others. At
/// most probe.pictures and 256 MiB of each, evenly spread, the same in every run over these
/// pictures. Read when they are first needed, then kept.
class KnnProbe {
public:
    /// @param validation  null: none
    KnnProbe(std::shared_ptr<PictureSource> training, std::shared_ptr<PictureSource> validation,
             const TrainConfig& config, std::int64_t stepsPerEpoch);

    /// Why there is nothing to measure, a sentence; empty: there is.
    const std::string& obstacle() const { return m_obstacle; }
    std::int64_t bankPictures() const { return std::ssize(m_bank.pictures); }
    /// Pictures whose class is asked for, if all can be read.
    std::int64_t queries() const {
        return leavesOneOut() ? bankPictures() : std::ssize(m_queries.pictures);
    }
    bool leavesOneOut() const { return m_queries.pictures.empty(); }

    /// After every probe.every_epochs epochs, and after the last step.
    bool isDue(std::int64_t step, std::int64_t totalSteps) const {
        return m_obstacle.empty() && m_when.isDue(step, totalSteps);
    }
    /// Top 1, in the precision of @p model. Leaves no trace in the run.
    /// @return 0 to 1; empty if @p stop was requested meanwhile, or if too few pictures can be read
    std::optional<double> accuracy(const Model& model, const std::stop_token& stop);

private:
    /// Pictures with their classes.
    struct Pictures {
        std::shared_ptr<PictureSource> source{};
        std::vector<std::int64_t> pictures{}; ///< of the source
        std::vector<std::int64_t> labels{};   ///< of the pictures; once read, of those in batches
        std::vector<Batch> batches{};
    };
    void choose(Pictures& part, const std::vector<std::int64_t>& classOf) const;
    void read(const std::stop_token& stop);
    bool readPart(Pictures& part, const std::stop_token& stop) const;
    std::optional<Tensor> featuresOf(const Model& model, const Pictures& part,
                                     const std::stop_token& stop) const;

    TrainConfig m_config;
    EveryEpochs m_when;
    std::string m_obstacle;
    Pictures m_bank;
    Pictures m_queries;
    std::int64_t m_classes = 0;
    bool m_wasRead = false;
};

/// The share of rows whose class their @p k nearest rows of the bank vote for.
/// @param bank     floating point [n, D]; @param bankLabels  of its rows, 0 to classes - 1
/// @param queries  [Q, D]; without rows: the bank asks itself, each row all others
/// @param k        clipped to the rows that can be asked
/// @return empty if @p stop was requested meanwhile, or if there is nobody to ask
std::optional<double> knnAccuracy(const Tensor& bank, const std::vector<std::int64_t>& bankLabels,
                                  const Tensor& queries, const std::vector<std::int64_t>& labels,
                                  std::int64_t classes, std::int64_t k,
                                  const std::stop_token& stop = {});

} // namespace mae
