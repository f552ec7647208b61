// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/io/safetensors.h"
#include "core/probe/knn.h"

#include "tests/support/shared.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <nlohmann/json.hpp>

#include <QTest>
#include <cmath>
#include <fstream>
#include <functional>

using namespace mae;

namespace {

/// The reference's features and what it made of them.
struct Case {
    Safetensors file = readSafetensors(test::shared("reference/cases/knn.safetensors"));
    nlohmann::json json;

    Case() {
        std::ifstream stream(test::shared("reference/cases/knn.json"));
        json = nlohmann::json::parse(stream);
    }
    const Tensor& operator[](const char* name) const { return *file.find(name); }
    Neighbours neighbours(std::int64_t k) const {
        return nearestNeighbours((*this)["train_features"], (*this)["test_features"], k);
    }
};

Tensor numbers(const nlohmann::json& list) {
    return at::tensor(list.get<std::vector<std::int64_t>>());
}

bool refused(const std::function<void()>& work, ErrorKind kind = ErrorKind::InvalidConfig) {
    try {
        work();
    } catch (const Error& error) {
        return error.kind() == kind;
    }
    return false;
}

Tensor unit(const Tensor& features) {
    const auto rows = features.to(at::kDouble);
    return rows / rows.norm(2, {1}, true);
}

} // namespace

class TestKnn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void weightedVotesEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/knn.safetensors");
        const Case wanted;
        const auto votes =
            weightedVotes(wanted.neighbours(wanted.json["k"]), wanted["train_labels"],
                          wanted.json["classes"], wanted.json["temperature"]);
        const auto& scores = wanted["weighted_class_scores"];
        QCOMPARE(votes.scores.sizes(), scores.sizes());
        const auto difference = (votes.scores - scores).abs() / scores.abs().clamp_min(1);
        QVERIFY(difference.max().item<double>() < 1e-10);
        QVERIFY(at::equal(votes.predicted, numbers(wanted.json["predictions"])));
        QCOMPARE(topShare(votes, wanted["test_labels"], 1),
                 wanted.json["top1_accuracy"].get<double>());
        QCOMPARE(topShare(votes, wanted["test_labels"], 5),
                 wanted.json["top5_accuracy"].get<double>());
    }

    void plainVotesEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/knn.safetensors");
        const Case wanted;
        const auto neighbours = wanted.neighbours(5);
        for (const std::int64_t k : {1, 5}) {
            const auto& plain = wanted.json["unweighted"][std::to_string(k)];
            const auto votes = plainVotes(neighbours, wanted["train_labels"], 10, k);
            QVERIFY(at::equal(votes.predicted, numbers(plain["predictions_lowest_class_on_ties"])));
            QCOMPARE(topShare(votes, wanted["test_labels"], 1), plain["accuracy"].get<double>());
            const auto best = std::get<0>(votes.scores.max(1, /*keepdim=*/true));
            const auto tied = (votes.scores == best).sum(1) > 1;
            QVERIFY(at::equal(tied.nonzero().flatten(), numbers(plain["tied_test_indices"])));
        }
    }

    void blocksGiveWhatTheWholeMatrixGives() {
        setThreads(2);
        const auto bank = at::randn({9000, 6}), queries = at::randn({2100, 6});
        const auto found = nearestNeighbours(bank, queries, 7);
        QCOMPARE(found.bankSize, 9000);
        const auto all = at::mm(unit(queries), unit(bank).t());
        const auto [values, ids] = all.topk(7, 1);
        // Two that are the same in float32 may be the other way round.
        QVERIFY((found.similarity - values).abs().max().item<double>() < 1e-7);
        const auto same = found.ids == ids;
        QVERIFY(same.to(at::kDouble).mean().item<double>() > 0.999);
        QVERIFY((all.gather(1, found.ids) - values).abs().max().item<double>() < 1e-7);
    }

    void threadsDoNotMatter() {
        const auto bank = at::randn({5000, 16}), queries = at::randn({300, 16});
        setThreads(1);
        const auto one = nearestNeighbours(bank, queries, 9);
        setThreads(2);
        QVERIFY(at::equal(nearestNeighbours(bank, queries, 9).ids, one.ids));
    }

    void copiesComeInTheOrderOfTheBank() {
        // 5000 rows of 5 directions, across the borders of blocks, and of different lengths.
        const auto directions = at::randn({5, 32});
        const auto row = at::arange(5000);
        const auto which = row.remainder(5), length = (row.remainder(13) + 1).unsqueeze(1);
        const auto bank = directions.index_select(0, which) * length;
        const auto found = nearestNeighbours(bank, directions, 1500);
        for (int q = 0; q < 5; ++q) {
            const auto first = found.ids[q].slice(0, 0, 1000);
            QVERIFY(at::equal(first, at::arange(1000) * 5 + q));
            QVERIFY(std::abs(found.similarity[q][999].item<double>() - 1) < 1e-12);
        }
    }

    void everyRowMayBeANeighbour() {
        const auto bank = at::randn({40, 3});
        const auto found = nearestNeighbours(bank, bank, 40);
        QVERIFY(at::equal(found.ids.select(1, 0), at::arange(40))); // oneself first
        QVERIFY(at::equal(std::get<0>(found.ids.sort(1)), at::arange(40).expand({40, 40})));
        const auto falls = found.similarity.diff(1, 1) < 1e-7;
        QVERIFY(falls.all().item<bool>());
    }

    void theLengthOfAFeatureDoesNotMatter() {
        const auto bank = at::randn({50, 8}), queries = at::randn({9, 8});
        const auto one = nearestNeighbours(bank, queries, 6);
        const auto other = nearestNeighbours(bank * 1e-20, queries * 1e12, 6);
        QVERIFY(at::equal(one.ids, other.ids));
        QVERIFY((one.similarity - other.similarity).abs().max().item<double>() < 1e-6);
        const auto nothing = nearestNeighbours(at::zeros({3, 8}), queries, 3);
        QVERIFY(nothing.similarity.abs().max().item<double>() == 0);
        QVERIFY(at::equal(nothing.ids, at::arange(3).expand({9, 3})));
    }

    void halfPrecisionIsRead() {
        const auto bank = at::randn({50, 8}).to(at::kBFloat16);
        const auto found = nearestNeighbours(bank, bank, 1);
        QVERIFY(at::equal(found.ids.flatten(), at::arange(50)));
    }

    void noQueryGivesNoNeighbour() {
        const auto found = nearestNeighbours(at::randn({5, 4}), at::empty({0, 4}), 2);
        QVERIFY((found.ids.sizes() == at::IntArrayRef{0, 2}));
        const auto votes = weightedVotes(found, at::zeros({5}, at::kLong), 3);
        QVERIFY((votes.scores.sizes() == at::IntArrayRef{0, 3}));
        QVERIFY(refused([&] { topShare(votes, at::empty({0}, at::kLong), 1); }));
    }

    void equalScoresAreTheLowerClasss() {
        const Neighbours two{.similarity = at::ones({1, 2}, at::kDouble),
                             .ids = at::tensor({0, 1}, at::kLong).unsqueeze(0),
                             .bankSize = 2};
        const auto votes = plainVotes(two, at::tensor({3, 1}, at::kLong), 5, 2);
        QCOMPARE(votes.predicted.item<std::int64_t>(), 1);
        const auto share = [&votes](std::int64_t label, std::int64_t best) {
            return topShare(votes, at::tensor({label}, at::kLong), best);
        };
        QCOMPARE(share(1, 1), 1.0);
        QCOMPARE(share(3, 1), 0.0);
        QCOMPARE(share(3, 2), 1.0);
        QCOMPARE(share(0, 2), 0.0); // no vote, and still before 2 and 4
        QCOMPARE(share(0, 3), 1.0);
        QCOMPARE(share(4, 4), 0.0);
        QCOMPARE(share(4, 99), 1.0);
    }

    void nearNeighboursCountMore() {
        const Neighbours three{.similarity = at::tensor({0.9, 0.5, 0.5}, at::kDouble).unsqueeze(0),
                               .ids = at::tensor({0, 1, 2}, at::kLong).unsqueeze(0),
                               .bankSize = 3};
        const auto labels = at::tensor({1, 0, 0}, at::kLong);
        QCOMPARE(weightedVotes(three, labels, 2).predicted.item<std::int64_t>(), 1);
        QCOMPARE(weightedVotes(three, labels, 2, 1000).predicted.item<std::int64_t>(), 0);
        QCOMPARE(plainVotes(three, labels, 2, 3).predicted.item<std::int64_t>(), 0);
        const auto sharp = weightedVotes(three, labels, 2, 0.002).scores;
        QVERIFY(sharp.isfinite().all().item<bool>());
    }

    void whatDoesNotFitIsRefused() {
        const auto bank = at::randn({5, 4}), queries = at::randn({2, 4});
        const auto search = [](const Tensor& a, const Tensor& b, std::int64_t k) {
            return refused([&] { nearestNeighbours(a, b, k); });
        };
        QVERIFY(!search(bank, queries, 5));
        QVERIFY(search(bank, queries, 6) && search(bank, queries, 0));
        QVERIFY(search(bank, queries, -1) && search(at::empty({0, 4}), queries, 1));
        QVERIFY(search(bank, at::randn({2, 3}), 1) && search(bank, queries[0], 1));
        QVERIFY(search(bank.unsqueeze(0), queries, 1) && search({}, queries, 1));
        QVERIFY(search(bank.to(at::kLong), queries, 1));
        QVERIFY(search(at::empty({5, 0}), at::empty({2, 0}), 1));
        for (const double value : {std::nan(""), static_cast<double>(INFINITY)}) {
            auto broken = bank.clone();
            broken[3][1] = value;
            const auto numerical = [](const Tensor& a, const Tensor& b) {
                return refused([&] { nearestNeighbours(a, b, 1); }, ErrorKind::Numerical);
            };
            QVERIFY(numerical(broken, queries) && numerical(bank, broken));
        }
    }

    void labelsThatDoNotFitAreRefused() {
        const auto found = nearestNeighbours(at::randn({5, 4}), at::randn({2, 4}), 3);
        const auto vote = [&found](const Tensor& labels, std::int64_t classes) {
            return refused([&] { weightedVotes(found, labels, classes); })
                   && refused([&] { plainVotes(found, labels, classes, 1); });
        };
        const auto labels = at::tensor({0, 1, 2, 0, 1}, at::kLong);
        QVERIFY(!vote(labels, 3));
        QVERIFY(vote(labels, 2) && vote(labels - 1, 3) && vote(labels, 0));
        QVERIFY(vote(labels.slice(0, 1), 3) && vote(at::cat({labels, labels}), 3));
        QVERIFY(vote(labels.to(at::kFloat), 3) && vote(labels.unsqueeze(0), 3) && vote({}, 3));
        for (const double temperature : {0.0, -1.0, 0.001, 1001.0, std::nan("")}) {
            QVERIFY(refused([&] { weightedVotes(found, labels, 3, temperature); }));
        }
        for (const std::int64_t k : {0, 4, -1}) {
            QVERIFY(refused([&] { plainVotes(found, labels, 3, k); }));
        }
        const auto votes = weightedVotes(found, labels, 3);
        const auto known = at::tensor({0, 2}, at::kLong);
        QVERIFY(!refused([&] { topShare(votes, known, 1); }));
        QVERIFY(refused([&] { topShare(votes, known, 0); }));
        QVERIFY(refused([&] { topShare(votes, known + 1, 1); }));
        QVERIFY(refused([&] { topShare(votes, labels, 1); }));
    }
};

QTEST_GUILESS_MAIN(TestKnn)
#include "tst_knn.moc"
