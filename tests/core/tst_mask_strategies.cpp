// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/sample_mask.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

using namespace mae;

namespace {

Mask draw(const MaskStrategy& strategy, double ratio, PatchGrid grid, std::uint64_t seed) {
    return sampleMask({strategy, ratio}, grid, Rng(seed, Purpose::Mask));
}

/// The ids that are hidden of 1 x N patches with these values, smallest first.
std::set<std::int32_t> hiddenOf(const MaskStrategy& strategy, double ratio,
                                const std::vector<float>& brightness,
                                const std::vector<float>& detail) {
    const PatchGrid grid{1, static_cast<int>(detail.size())};
    const auto mask =
        sampleMask({strategy, ratio}, grid, Rng(1, Purpose::Mask), {brightness, detail});
    return {mask.hiddenIds.begin(), mask.hiddenIds.end()};
}

/// A drawing of the mask, row by row: '#' is hidden.
std::string drawing(const Mask& mask) {
    std::string text;
    for (const auto hidden : mask.hidden()) {
        text += hidden != 0 ? '#' : '.';
    }
    return text;
}

/// How many pieces the hidden patches form, joined by their sides.
int pieces(const Mask& mask) {
    auto left = mask.hidden();
    int count = 0;
    for (int i = 0; i < mask.grid.count(); ++i) {
        std::vector<int> open;
        const auto reach = [&](int row, int column) {
            const int id = row * mask.grid.columns + column;
            if (row >= 0 && row < mask.grid.rows && column >= 0 && column < mask.grid.columns
                && std::exchange(left[static_cast<std::size_t>(id)], std::uint8_t{0}) != 0) {
                open.push_back(id);
            }
        };
        reach(i / mask.grid.columns, i % mask.grid.columns);
        count += open.empty() ? 0 : 1;
        while (!open.empty()) {
            const int row = open.back() / mask.grid.columns,
                      column = open.back() % mask.grid.columns;
            open.pop_back();
            reach(row - 1, column);
            reach(row + 1, column);
            reach(row, column - 1);
            reach(row, column + 1);
        }
    }
    return count;
}

Mask inverse(const Mask& mask) {
    return {.grid = mask.grid, .visibleIds = mask.hiddenIds, .hiddenIds = mask.visibleIds};
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

/// What each strategy is for: its masks look as its name says.
class TestMaskStrategies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCropKeepsOneWindowOfThePicturesShape() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto mask = draw(CropMask{}, 0.75, {12, 16}, seed);
            const auto window = extent(mask);
            // 48 patches are 6 x 8; a window between patches needs one more row and column.
            QVERIFY(window.rows >= 6 && window.rows <= 7);
            QVERIFY(window.columns >= 7 && window.columns <= 9);
        }
    }

    void aChosenWindowLiesWhereItIsPut() {
        const auto window = [](double across, double down, double ratio, PatchGrid grid) {
            const CropMask crop{.place = WindowPlace::Chosen, .across = across, .down = down};
            return drawing(draw(crop, ratio, grid, 1));
        };
        const PatchGrid four{4, 4};
        QCOMPARE(window(0, 0, 0.75, four), std::string("..##..##########"));
        QCOMPARE(window(1, 0, 0.75, four), std::string("##..##..########"));
        QCOMPARE(window(0, 1, 0.75, four), std::string("########..##..##"));
        QCOMPARE(window(1, 1, 0.75, four), std::string("##########..##.."));
        QCOMPARE(window(0.5, 0.5, 0.75, four), std::string("#####..##..#####"));
        QCOMPARE(window(0.5, 0, 0.75, four), std::string("#..##..#########"));
        QCOMPARE(window(0.5, 0.5, 0.79, {3, 5}), std::string("#####"
                                                             "#...#"
                                                             "#####"));
        // Two of four columns a quarter of the way are half a column in: still at the left.
        QCOMPARE(window(0.2, 0.8, 0.75, four), std::string("########..##..##"));
    }

    void aWindowInTheMiddleGrowsBySolidLines() {
        const CropMask middle{.place = WindowPlace::Chosen};
        for (int side = 1; side <= 14; ++side) {
            const double ratio = 1 - (side * side + 0.5) / 196;
            const auto mask = draw(middle, std::max(0.0, ratio), {14, 14}, 1);
            QVERIFY(extent(mask) == (PatchGrid{side, side}));
            // As near to the middle as whole patches allow.
            const auto first = *std::ranges::min_element(mask.visibleIds);
            QVERIFY(std::abs(2 * (first / 14) + side - 14) <= 1);
            QVERIFY(std::abs(2 * (first % 14) + side - 14) <= 1);
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
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            const auto mask = draw(BlockMask{}, 0.3, {12, 12}, seed);
            const auto box = extent(inverse(mask)); // of 43 patches: 6 x 7 and a line begun
            QVERIFY(box.rows >= 6 && box.rows <= 8 && box.columns >= 6 && box.columns <= 8);
            QVERIFY(box.count() <= 56);
            QCOMPARE(pieces(mask), 1);
        }
    }

    void blocksHaveTheAspectThatIsAskedFor() {
        const auto meanAspect = [](double aspect) {
            double sum = 0;
            for (std::uint64_t seed = 0; seed < 100; ++seed) {
                const auto mask = draw(BlockMask{.aspect = aspect}, 0.08, {30, 30}, seed);
                const auto box = extent(inverse(mask));
                sum += static_cast<double>(box.columns) / box.rows;
            }
            return sum / 100;
        };
        for (const double aspect : {0.25, 0.5, 1.0, 2.0, 4.0}) {
            QVERIFY(std::abs(meanAspect(aspect) / aspect - 1) < 0.1);
        }
    }

    void severalBlocksAreSeveral() {
        for (const int blocks : {2, 4, 8}) {
            double sum = 0;
            for (std::uint64_t seed = 0; seed < 100; ++seed) {
                sum += pieces(draw(BlockMask{.blocks = blocks}, 0.2, {20, 20}, seed));
            }
            QVERIFY(sum / 100 > 0.8 * blocks);
        }
    }

    void detailHidesTheMostOrTheLeastDetailedFirst() {
        const std::vector<float> flat(5, 0.5F), detail{0.3F, 0.1F, 0.5F, 0.0F, 0.2F};
        using Ids = std::set<std::int32_t>;
        const DetailMask most, least{DetailOrder::Least};
        QCOMPARE(hiddenOf(most, 0.2, flat, detail), (Ids{2}));
        QCOMPARE(hiddenOf(most, 0.6, flat, detail), (Ids{0, 2, 4}));
        QCOMPARE(hiddenOf(most, 0.8, flat, detail), (Ids{0, 1, 2, 4}));
        QCOMPARE(hiddenOf(least, 0.2, flat, detail), (Ids{3}));
        QCOMPARE(hiddenOf(least, 0.6, flat, detail), (Ids{1, 3, 4}));
    }

    void brightnessHidesTheBrightOrTheDarkFirst() {
        const std::vector<float> flat(5, 0.5F), brightness{0.0F, 1.0F, 0.25F, 0.75F, 0.5F};
        using Ids = std::set<std::int32_t>;
        const BrightnessMask bright, dark{Tone::Dark};
        QCOMPARE(hiddenOf(bright, 0.2, brightness, flat), (Ids{1}));
        QCOMPARE(hiddenOf(bright, 0.4, brightness, flat), (Ids{1, 3}));
        QCOMPARE(hiddenOf(dark, 0.4, brightness, flat), (Ids{0, 2}));
        QCOMPARE(hiddenOf(dark, 0.8, brightness, flat), (Ids{0, 2, 3, 4}));
    }

    void equalPatchesAreHiddenEquallyOften() {
        constexpr int kDraws = 4000;
        const PatchGrid grid{4, 4};
        const PatchContent grey{std::vector<float>(16, 0.5F), std::vector<float>(16, 0.0F)};
        for (const MaskStrategy& strategy :
             {MaskStrategy(DetailMask{}), MaskStrategy(BrightnessMask{Tone::Dark})}) {
            std::vector<int> hidden(16);
            for (int seed = 0; seed < kDraws; ++seed) {
                const Rng rng(static_cast<std::uint64_t>(seed), Purpose::Mask);
                for (const auto id : sampleMask({strategy, 0.5}, grid, rng, grey).hiddenIds) {
                    ++hidden[static_cast<std::size_t>(id)];
                }
            }
            for (const int count : hidden) {
                QVERIFY(std::abs(count - kDraws / 2) < 4.5 * std::sqrt(kDraws / 4.0));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestMaskStrategies)
#include "tst_mask_strategies.moc"
