// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/knn.h"

#include "core/base/error.h"
#include "core/base/parallel.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace mae {
namespace {

constexpr std::int64_t kQueryBlock = 1024, kBankBlock = 4096; // similarities at a time: 32 MB

void require(bool holds, const std::string& sentence) {
    if (!holds) {
        throw Error(ErrorKind::InvalidConfig, sentence);
    }
}

struct Neighbour {
    double similarity = 0;
    std::int64_t id = 0;

    float key() const { return static_cast<float>(similarity); }
};

bool nearer(const Neighbour& a, const Neighbour& b) {
    return a.key() > b.key() || (a.key() == b.key() && a.id < b.id);
}

/// The nearest so far: a heap with the farthest of them in front.
using Nearest = std::vector<Neighbour>;

/// @param row    similarities to bank rows first, first + 1, …; blocks come in ascending order
void offer(Nearest& nearest, std::size_t k, const double* row, std::int64_t count,
           std::int64_t first) {
    for (std::int64_t i = 0; i < count; ++i) {
        const Neighbour candidate{.similarity = row[i], .id = first + i};
        if (nearest.size() == k) {
            if (!nearer(candidate, nearest.front())) {
                continue;
            }
            std::ranges::pop_heap(nearest, nearer);
            nearest.pop_back();
        }
        nearest.push_back(candidate);
        std::ranges::push_heap(nearest, nearer);
    }
}

/// Rows of length 1 in float64. @param features  [rows, D]
Tensor unitRows(const Tensor& features) {
    const auto rows = features.to(at::kDouble);
    if (!at::isfinite(rows).all().item<bool>()) {
        throw Error(ErrorKind::Numerical,
                    "A feature is not a finite number, so nothing is near it. Compute the features "
                    "in float32, or look for what is wrong with the model.");
    }
    return rows / rows.norm(2, {1}, /*keepdim=*/true).clamp_min(1e-300);
}

/// @param similarities  [rows, count], CPU, contiguous
void offerRows(std::span<Nearest> nearest, std::size_t k, const Tensor& similarities,
               std::int64_t first) {
    constexpr std::int64_t kShare = 64;
    const auto rows = similarities.size(0), count = similarities.size(1);
    const auto* values = similarities.const_data_ptr<double>();
    inParallel((rows + kShare - 1) / kShare, [&](std::int64_t share) {
        for (auto q = share * kShare; q < std::min(rows, (share + 1) * kShare); ++q) {
            offer(nearest[static_cast<std::size_t>(q)], k, values + q * count, count, first);
        }
    });
}

/// Writes one block's neighbours, nearest first, from row @p first of the result on.
void write(std::span<Nearest> nearest, std::int64_t first, Neighbours& result) {
    const auto k = result.ids.size(1);
    auto* similarity = result.similarity.mutable_data_ptr<double>() + first * k;
    auto* ids = result.ids.mutable_data_ptr<std::int64_t>() + first * k;
    for (auto& found : nearest) {
        std::ranges::sort_heap(found, nearer);
        for (const auto& neighbour : found) {
            *similarity++ = neighbour.similarity;
            *ids++ = neighbour.id;
        }
    }
}

void requireFeatures(const Tensor& features, const char* what) {
    require(features.defined() && features.dim() == 2 && features.size(1) > 0
                && features.is_floating_point(),
            std::string(what) + " must be floating point with two dimensions, [pictures, width].");
}

/// Labels of @p count rows, each of them a class.
std::vector<std::int64_t> checkedLabels(const Tensor& labels, std::int64_t count,
                                        std::int64_t classes) {
    require(classes >= 1, "There must be a class at least.");
    require(labels.defined() && labels.dim() == 1 && labels.scalar_type() == at::kLong
                && labels.device().is_cpu(),
            "Labels must be int64 with one dimension, on the CPU.");
    require(labels.size(0) == count, "There are " + std::to_string(labels.size(0)) + " labels for "
                                         + std::to_string(count) + " pictures.");
    const auto whole = labels.contiguous();
    const auto* first = whole.const_data_ptr<std::int64_t>();
    std::vector<std::int64_t> values(first, first + whole.numel());
    for (const auto label : values) {
        require(label >= 0 && label < classes,
                "The label " + std::to_string(label) + " is none of the " + std::to_string(classes)
                    + " classes, 0 to " + std::to_string(classes - 1) + ".");
    }
    return values;
}

/// Adds up what the first @p k neighbours of each query vote with.
template <class Weight>
ClassVotes votes(const Neighbours& neighbours, const Tensor& labels, std::int64_t classes,
                 std::int64_t k, Weight&& weight) {
    const auto known = checkedLabels(labels, neighbours.bankSize, classes);
    const auto queries = neighbours.ids.size(0), found = neighbours.ids.size(1);
    const auto* similarity = neighbours.similarity.const_data_ptr<double>();
    const auto* ids = neighbours.ids.const_data_ptr<std::int64_t>();
    ClassVotes result{.scores = at::zeros({queries, classes}, at::kDouble),
                      .predicted = at::empty({queries}, at::kLong)};
    auto* scores = result.scores.mutable_data_ptr<double>();
    auto* predicted = result.predicted.mutable_data_ptr<std::int64_t>();
    for (std::int64_t q = 0; q < queries; ++q, scores += classes) {
        for (auto i = q * found; i < q * found + k; ++i) {
            scores[known[static_cast<std::size_t>(ids[i])]] += weight(similarity[i]);
        }
        predicted[q] = std::max_element(scores, scores + classes) - scores; // the first of equals
    }
    return result;
}

} // namespace

Neighbours nearestNeighbours(const Tensor& bank, const Tensor& queries, std::int64_t k) {
    requireFeatures(bank, "The features to compare with");
    requireFeatures(queries, "The features in question");
    require(bank.size(1) == queries.size(1), "Features of width " + std::to_string(queries.size(1))
                                                 + " can't be compared with features of width "
                                                 + std::to_string(bank.size(1)) + ".");
    require(bank.device() == queries.device(), "All features must be on one device.");
    const auto n = bank.size(0), q = queries.size(0);
    require(k >= 1 && k <= n, "k must be 1 to " + std::to_string(n)
                                  + ", the number of pictures to compare with, not "
                                  + std::to_string(k) + ".");
    const at::NoGradGuard noGrad;
    Neighbours result{.similarity = at::empty({q, k}, at::kDouble),
                      .ids = at::empty({q, k}, at::kLong),
                      .bankSize = n};
    for (std::int64_t begin = 0; begin < q; begin += kQueryBlock) {
        const auto block = unitRows(queries.slice(0, begin, std::min(q, begin + kQueryBlock)));
        std::vector<Nearest> nearest(static_cast<std::size_t>(block.size(0)));
        for (std::int64_t first = 0; first < n; first += kBankBlock) {
            const auto rows = unitRows(bank.slice(0, first, std::min(n, first + kBankBlock)));
            const auto similarities = at::mm(block, rows.t()).cpu().contiguous();
            offerRows(nearest, static_cast<std::size_t>(k), similarities, first);
        }
        write(nearest, begin, result);
    }
    return result;
}

ClassVotes weightedVotes(const Neighbours& neighbours, const Tensor& labels, std::int64_t classes,
                         double temperature) {
    require(temperature >= 0.002 && temperature <= 1000,
            "The temperature must be 0.002 to 1000, not " + std::to_string(temperature) + ".");
    return votes(neighbours, labels, classes, neighbours.ids.size(1),
                 [temperature](double similarity) { return std::exp(similarity / temperature); });
}

ClassVotes plainVotes(const Neighbours& neighbours, const Tensor& labels, std::int64_t classes,
                      std::int64_t k) {
    const auto found = neighbours.ids.size(1);
    require(k >= 1 && k <= found, "k must be 1 to " + std::to_string(found)
                                      + ", the number of neighbours looked for, not "
                                      + std::to_string(k) + ".");
    return votes(neighbours, labels, classes, k, [](double) { return 1.0; });
}

double topShare(const ClassVotes& votes, const Tensor& labels, std::int64_t best) {
    const auto queries = votes.scores.size(0), classes = votes.scores.size(1);
    require(queries > 0, "There is no picture to judge by.");
    require(best >= 1, "The best must be 1 or more, not " + std::to_string(best) + ".");
    const auto wanted = checkedLabels(labels, queries, classes);
    const auto* scores = votes.scores.const_data_ptr<double>();
    std::int64_t hits = 0;
    for (const auto label : wanted) {
        std::int64_t ahead = 0;
        for (std::int64_t c = 0; c < classes; ++c) {
            ahead += scores[c] > scores[label] || (scores[c] == scores[label] && c < label) ? 1 : 0;
        }
        hits += ahead < best ? 1 : 0;
        scores += classes;
    }
    return static_cast<double>(hits) / static_cast<double>(queries);
}

} // namespace mae
