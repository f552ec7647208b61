// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"

#include "tests/support/shared.h"
#include <nlohmann/json.hpp>

#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

using namespace mae;

namespace {

const std::vector<PatchGrid> kGrids{{14, 14}, {6, 8}, {1, 9}, {7, 1}, {1, 1}, {13, 5}, {12, 12}};
const std::vector<double> kRatios{0, 0.01, 0.1, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 0.95, 0.99};

std::set<std::int32_t> setOf(const std::vector<std::int32_t>& ids) {
    return {ids.begin(), ids.end()};
}

/// Every strategy with its default settings and, where it has some, with others.
std::vector<MaskStrategy> strategies() {
    std::vector<MaskStrategy> all;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (all.emplace_back(std::in_place_index<I>), ...);
    }
    (std::make_index_sequence<std::variant_size_v<MaskStrategy>>{});
    all.emplace_back(BlockMask{.blocks = 4, .aspect = 2.5});
    all.emplace_back(UniformMask{.cell = 3});
    for (const auto side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
        all.emplace_back(HalfMask{side});
    }
    all.emplace_back(CheckerboardMask{.square = 3});
    return all;
}

Mask draw(const MaskStrategy& strategy, double ratio, PatchGrid grid, std::uint64_t seed) {
    return sampleMask({strategy, ratio}, grid, Rng(seed, Purpose::Mask));
}

/// The smallest rectangle around the visible patches: rows, columns.
PatchGrid extent(const Mask& mask) {
    int top = mask.grid.rows, bottom = 0, left = mask.grid.columns, right = 0;
    for (const auto id : mask.visibleIds) {
        const int row = id / mask.grid.columns, column = id % mask.grid.columns;
        top = std::min(top, row);
        bottom = std::max(bottom, row + 1);
        left = std::min(left, column);
        right = std::max(right, column + 1);
    }
    return {bottom - top, right - left};
}

} // namespace

/// What every strategy must keep, checked for every strategy: a new one is covered by being listed.
class TestSampleMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPatchIsNamedOnceAndTheCountIsExact() {
        for (const auto& strategy : strategies()) {
            for (const auto grid : kGrids) {
                for (const double ratio : kRatios) {
                    const auto mask = draw(strategy, ratio, grid, 1);
                    QCOMPARE(static_cast<int>(mask.visibleIds.size()),
                             visibleCount(grid.count(), ratio));
                    auto ids = mask.visibleIds;
                    ids.insert(ids.end(), mask.hiddenIds.begin(), mask.hiddenIds.end());
                    std::ranges::sort(ids);
                    QCOMPARE(static_cast<int>(ids.size()), grid.count());
                    for (std::size_t i = 0; i < ids.size(); ++i) {
                        QCOMPARE(ids[i], static_cast<std::int32_t>(i));
                    }
                }
            }
        }
    }

    void aHigherRatioHidesASuperset() {
        for (const auto& strategy : strategies()) {
            for (const auto grid : kGrids) {
                auto before = setOf(draw(strategy, 0, grid, 7).hiddenIds);
                for (const double ratio : kRatios) {
                    const auto now = setOf(draw(strategy, ratio, grid, 7).hiddenIds);
                    QVERIFY(std::ranges::includes(now, before));
                    before = now;
                }
            }
        }
    }

    void theSameSeedGivesTheSameMaskAndOthersGiveOthers() {
        for (const auto& strategy : strategies()) {
            const PatchGrid grid{12, 12};
            std::set<std::vector<std::int32_t>> different;
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                const auto mask = draw(strategy, 0.7, grid, seed);
                QVERIFY(mask == draw(strategy, 0.7, grid, seed));
                different.insert(mask.visibleIds);
            }
            QVERIFY(different.size() > 1);
        }
    }

    void theVisibleCountIsThePublishedOne() {
        MAE_NEEDS_SHARED("reference/cases/len_keep.json");
        std::ifstream file(test::shared("reference/cases/len_keep.json"));
        const auto json = nlohmann::json::parse(file);
        int compared = 0;
        for (const auto& row : json.at("rows")) {
            const int wanted = row.at(2).get<int>();
            QCOMPARE(visibleCount(row.at(0).get<int>(), row.at(1).get<double>()),
                     std::max(1, wanted));
            ++compared;
        }
        QVERIFY(compared > 10);
    }

    void randomHidesEveryPatchEquallyOften() {
        constexpr std::uint64_t kDraws = 20'000;
        std::vector<double> hidden(64, 0);
        for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
            for (const auto id : draw(RandomMask{}, 0.75, {8, 8}, seed).hiddenIds) {
                ++hidden[static_cast<std::size_t>(id)];
            }
        }
        const double expected = kDraws * 0.75, deviation = std::sqrt(kDraws * 0.75 * 0.25);
        for (const double count : hidden) {
            QVERIFY(std::abs(count - expected) < 4.5 * deviation);
        }
    }

    void aCropKeepsOneWindowOfThePicturesShape() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto mask = draw(CropMask{}, 0.75, {12, 16}, seed);
            const auto window = extent(mask);
            // 48 patches are 6 x 8; a window between patches needs one more row and column.
            QVERIFY(window.rows >= 6 && window.rows <= 7);
            QVERIFY(window.columns >= 7 && window.columns <= 9);
        }
    }

    void halfHidesTheSideThatIsNamed() {
        const auto column = [](std::int32_t id) { return id % 8; };
        const auto row = [](std::int32_t id) { return id / 8; };
        const auto hidden = [](Side side) {
            return draw(HalfMask{side}, 0.5, {6, 8}, 1).hiddenIds;
        };
        for (const auto id : hidden(Side::Left)) {
            QVERIFY(column(id) < 4);
        }
        for (const auto id : hidden(Side::Right)) {
            QVERIFY(column(id) >= 4);
        }
        for (const auto id : hidden(Side::Top)) {
            QVERIFY(row(id) < 3);
        }
        for (const auto id : hidden(Side::Bottom)) {
            QVERIFY(row(id) >= 3);
        }
    }

    void aCheckerboardAlternates() {
        for (const int square : {1, 2}) {
            const auto mask = draw(CheckerboardMask{square}, 0.5, {8, 8}, 5);
            const auto marks = mask.hidden();
            for (int i = 0; i < 64; ++i) {
                const int colour = (i / 8 / square + i % 8 / square) & 1;
                QCOMPARE(marks[static_cast<std::size_t>(i)] ^ marks[0], colour);
            }
        }
    }

    void uniformKeepsOnePatchInEachCell() {
        const auto mask = draw(UniformMask{.cell = 2}, 0.75, {14, 14}, 3);
        std::set<std::int32_t> cells;
        for (const auto id : mask.visibleIds) {
            cells.insert(id / 14 / 2 * 7 + id % 14 / 2);
        }
        QCOMPARE(cells.size(), 49U);
    }

    void aGridKeepsALatticeOfEveryOtherPatch() {
        const auto mask = draw(GridMask{}, 0.75, {16, 16}, 3);
        const auto first = mask.visibleIds.front();
        for (const auto id : mask.visibleIds) {
            QCOMPARE((id / 16 - first / 16) % 2, 0);
            QCOMPARE((id % 16 - first % 16) % 2, 0);
        }
    }

    void oneBlockIsARectangle() {
        const auto mask = draw(BlockMask{}, 0.3, {12, 12}, 11);
        Mask inverse{.grid = mask.grid, .visibleIds = mask.hiddenIds, .hiddenIds = {}};
        const auto box = extent(inverse);
        QVERIFY(box.count() < 1.5 * static_cast<double>(mask.hiddenIds.size()));
    }

    void impossibleMasksAreRefused() {
        for (const double ratio : {-0.1, 1.0, 2.0, std::nan("")}) {
            QVERIFY_EXCEPTION_THROWN(draw(RandomMask{}, ratio, {4, 4}, 1), Error);
        }
        QVERIFY_EXCEPTION_THROWN(draw(RandomMask{}, 0.5, {0, 4}, 1), Error);
    }
};

QTEST_GUILESS_MAIN(TestSampleMask)
#include "tst_sample_mask.moc"
