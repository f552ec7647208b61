// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/mask.h"

#include <QTest>
#include <string_view>

using namespace mae;

namespace {

/// A mask drawn row by row: '#' is hidden.
Mask drawn(int rows, std::string_view text) {
    std::vector<std::uint8_t> hidden;
    for (const char c : text) {
        hidden.push_back(c == '#' ? 1 : 0);
    }
    return maskFromHidden({rows, static_cast<int>(text.size()) / rows}, hidden);
}

} // namespace

/// Masks as such: made from marks, and brought from one grid to another.
class TestMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksBecomeAscendingIds() {
        const auto mask = drawn(2, "#.##.#");
        QCOMPARE(mask.visibleIds, (std::vector<std::int32_t>{1, 4}));
        QCOMPARE(mask.hiddenIds, (std::vector<std::int32_t>{0, 2, 3, 5}));
        QCOMPARE(mask.hidden(), (std::vector<std::uint8_t>{1, 0, 1, 1, 0, 1}));
    }

    void onItsOwnGridAMaskStaysAsItIs() {
        const Mask shuffled{.grid = {2, 2}, .visibleIds = {3, 0}, .hiddenIds = {2, 1}};
        QVERIFY(resampledMask(shuffled, {2, 2}) == shuffled);
    }

    void aFinerGridRepeatsEachPatch() {
        QVERIFY(resampledMask(drawn(2, "#..#"), {4, 4}) == drawn(4, "##..##....##..##"));
        QVERIFY(resampledMask(drawn(1, "#."), {3, 2}) == drawn(3, "#.#.#."));
    }

    void aCoarserGridTakesWhatLiesAtTheCentres() {
        QVERIFY(resampledMask(drawn(3, "#.#...#.#"), {1, 1}) == drawn(1, "."));
        // The centres of 2 patches over 6 lie on patches 1 and 4.
        QVERIFY(resampledMask(drawn(1, ".#...."), {1, 2}) == drawn(1, "#."));
        QVERIFY(resampledMask(drawn(1, "#.##.#"), {1, 2}) == drawn(1, ".."));
    }

    void sidesThatDoNotDivideAreMappedByTheirCentres() {
        // Centres of 3 patches over 5: 0.83, 2.5, 4.17; of 5 over 3: 0.3, 0.9, 1.5, 2.1, 2.7.
        QVERIFY(resampledMask(drawn(1, "#.#.."), {1, 3}) == drawn(1, "##."));
        QVERIFY(resampledMask(drawn(1, "#.#"), {1, 5}) == drawn(1, "##.##"));
    }

    void whenNothingStaysVisibleThePatchNearestToWhatWasBecomesVisible() {
        // Only corners are visible, and no centre of the coarser grid lies on them.
        QVERIFY(resampledMask(drawn(1, "#####."), {1, 2}) == drawn(1, "#."));
        QVERIFY(resampledMask(drawn(1, ".#####"), {1, 2}) == drawn(1, ".#"));
        QVERIFY(resampledMask(drawn(3, "########."), {2, 1}) == drawn(2, "#."));
        QVERIFY(resampledMask(drawn(3, "########."), {1, 1}) == drawn(1, "."));
    }

    void thereAndBackAgainIsTheSameMask() {
        const auto mask = drawn(3, "#..#.##.....#.#");
        QVERIFY(resampledMask(resampledMask(mask, {9, 25}), {3, 5}) == mask);
        QVERIFY(resampledMask(resampledMask(mask, {40, 37}), {3, 5}) == mask);
    }

    void impossibleMasksAreRefused() {
        QVERIFY_EXCEPTION_THROWN(maskFromHidden({2, 2}, {1, 1, 1, 1}), Error);
        QVERIFY_EXCEPTION_THROWN(maskFromHidden({2, 2}, {0}), Error);
        QVERIFY_EXCEPTION_THROWN(maskFromHidden({0, 2}, {}), Error);
        QVERIFY_EXCEPTION_THROWN(resampledMask(drawn(1, "."), {0, 3}), Error);
        QVERIFY_EXCEPTION_THROWN(resampledMask(Mask{}, {2, 2}), Error);
    }
};

QTEST_GUILESS_MAIN(TestMask)
#include "tst_mask.moc"
