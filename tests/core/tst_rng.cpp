// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

using namespace mae;

namespace {

/// Pearson's statistic of counts that should be equal, as standard deviations from its mean.
double unevenness(const std::vector<int>& counts) {
    double total = 0;
    for (const int count : counts) {
        total += count;
    }
    const double expected = total / static_cast<double>(counts.size());
    double statistic = 0;
    for (const int count : counts) {
        statistic += (count - expected) * (count - expected) / expected;
    }
    const double freedom = static_cast<double>(counts.size()) - 1;
    return (statistic - freedom) / std::sqrt(2 * freedom);
}

/// Counts of @p draws values that fall into @p bins equal parts of [0, 1).
std::vector<int> histogram(int bins, int draws, const std::function<double(int)>& value) {
    std::vector<int> counts(static_cast<std::size_t>(bins), 0);
    for (int i = 0; i < draws; ++i) {
        ++counts.at(static_cast<std::size_t>(value(i) * bins));
    }
    return counts;
}

constexpr double kUnlikely = 5; // standard deviations; seeds are fixed, so results are too

} // namespace

class RngTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void philoxGivesThePublishedAnswers();
    void numbersAreUniform();
    void everyBitIsUniform();
    void belowIsUnbiased();
    void normalNumbersHaveTheirMoments();
    void aStreamCanBeDrawnAgain();
    void everyArgumentChangesTheStream();
    void streamsAreIndependent();
};

void RngTest::philoxGivesThePublishedAnswers() { // kat_vectors of Random123
    using Counter = std::array<std::uint32_t, 4>;
    QCOMPARE(philox4x32({0, 0, 0, 0}, {0, 0}),
             (Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    QCOMPARE(philox4x32({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
             (Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    QCOMPARE(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
             (Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

void RngTest::numbersAreUniform() {
    Rng rng(1, Purpose::Test);
    QCOMPARE_LT(unevenness(histogram(1000, 400'000, [&rng](int) { return rng.uniform(); })),
                kUnlikely);
    double low = 1, high = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double value = rng.uniform(-2, 6);
        QVERIFY(value >= -2 && value < 6);
        low = std::min(low, value);
        high = std::max(high, value);
    }
    QCOMPARE_LT(low, -1.99);
    QCOMPARE_LT(5.99, high);
}

void RngTest::everyBitIsUniform() {
    Rng rng(2, Purpose::Test);
    std::vector<int> ones(32, 0);
    constexpr int kDraws = 100'000;
    for (int i = 0; i < kDraws; ++i) {
        const auto bits = rng.bits();
        for (std::size_t bit = 0; bit < ones.size(); ++bit) {
            ones[bit] += static_cast<int>(bits >> bit & 1u);
        }
    }
    for (const int count : ones) {
        QCOMPARE_LT(std::abs(count - kDraws / 2) / std::sqrt(kDraws / 4.0), kUnlikely);
    }
}

void RngTest::belowIsUnbiased() {
    Rng rng(3, Purpose::Test);
    for (const std::uint32_t bound : {2u, 3u, 10u, 1000u}) {
        std::vector<int> counts(bound, 0);
        for (std::uint32_t i = 0; i < 200 * bound; ++i) {
            ++counts.at(rng.below(bound));
        }
        QCOMPARE_LT(unevenness(counts), kUnlikely);
    }
    QCOMPARE(rng.below(1), 0u);
    // With this bound a plain remainder would favour the lower third by half.
    constexpr std::uint32_t kBound = 3u << 30;
    QCOMPARE_LT(unevenness(histogram(3, 60'000,
                                     [&rng](int) { return rng.below(kBound) / double{kBound}; })),
                kUnlikely);
}

void RngTest::normalNumbersHaveTheirMoments() {
    Rng rng(4, Purpose::Test);
    constexpr int kDraws = 200'000;
    double sum = 0, squares = 0, fourth = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = rng.normal();
        QVERIFY(std::isfinite(value));
        sum += value;
        squares += value * value;
        fourth += value * value * value * value;
    }
    QCOMPARE_LT(std::abs(sum / kDraws), 0.01);
    QCOMPARE_LT(std::abs(squares / kDraws - 1), 0.02);
    QCOMPARE_LT(std::abs(fourth / kDraws - 3), 0.1);
}

void RngTest::aStreamCanBeDrawnAgain() {
    Rng first(5, Purpose::Mask, 6, 7), second(5, Purpose::Mask, 6, 7);
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(first.bits(), second.bits());
    }
    auto copy = first; // goes on from here
    QCOMPARE(copy.bits(), first.bits());
}

void RngTest::everyArgumentChangesTheStream() {
    const auto start = [](Rng rng) { return std::array{rng.bits(), rng.bits(), rng.bits()}; };
    std::set<std::array<std::uint32_t, 3>> starts;
    std::size_t streams = 0;
    // Single bits of every argument, the upper halves included.
    for (const auto purpose : {Purpose::Weights, Purpose::Order, Purpose::Crop, Purpose::Mask,
                               Purpose::Scene, Purpose::Test}) {
        starts.insert(start(Rng(0, purpose)));
        ++streams;
        for (int bit = 0; bit < 64; ++bit) {
            const auto value = std::uint64_t{1} << bit;
            starts.insert(start(Rng(value, purpose)));
            starts.insert(start(Rng(0, purpose, value)));
            starts.insert(start(Rng(0, purpose, 0, value)));
            streams += 3;
        }
    }
    QCOMPARE(starts.size(), streams);
}

void RngTest::streamsAreIndependent() {
    // The first numbers of neighbouring streams are as uniform as those of one stream …
    const auto first = [](int sample) {
        return Rng(8, Purpose::Test, 0, static_cast<std::uint64_t>(sample)).uniform();
    };
    QCOMPARE_LT(unevenness(histogram(200, 100'000, first)), kUnlikely);
    const auto byEpoch = [](int epoch) {
        return Rng(8, Purpose::Test, static_cast<std::uint64_t>(epoch)).uniform();
    };
    QCOMPARE_LT(unevenness(histogram(200, 100'000, byEpoch)), kUnlikely);
    // … and say nothing about each other.
    constexpr int kDraws = 100'000;
    Rng a(8, Purpose::Test, 1, 1), b(8, Purpose::Test, 1, 2);
    double product = 0;
    for (int i = 0; i < kDraws; ++i) {
        product += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12;
    }
    QCOMPARE_LT(std::abs(product / std::sqrt(kDraws)), kUnlikely);
}

QTEST_GUILESS_MAIN(RngTest)
#include "tst_rng.moc"
