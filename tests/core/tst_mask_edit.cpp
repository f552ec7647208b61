// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask_edit.h"

#include <QTest>

using namespace mae;

namespace {

constexpr PatchGrid kGrid{.rows = 4, .columns = 6};
using Ids = std::vector<int>;

} // namespace

class TestMaskEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmallBrushTouchesThePatchBelowIt() {
        QCOMPARE(patchesOnStroke(kGrid, {2.1, 1.9}, {2.1, 1.9}, 0.1), Ids{8});
    }

    void aBrushTouchesEverythingOnItsWay() {
        QCOMPARE(patchesOnStroke(kGrid, {0.5, 1.5}, {5.5, 1.5}, 0.3), (Ids{6, 7, 8, 9, 10, 11}));
    }

    void aLargeBrushIsRound() {
        // Around the corner of four patches: these four, not their neighbours.
        QCOMPARE(patchesOnStroke(kGrid, {2, 2}, {2, 2}, 1.0), (Ids{7, 8, 13, 14}));
    }

    void outsideOfThePictureNothingIsTouched() {
        QCOMPARE(patchesOnStroke(kGrid, {-3, 1}, {-3, 1}, 0.5), Ids{});
        QCOMPARE(patchesOnStroke(kGrid, {6, 4}, {6, 4}, 0.2), Ids{});
    }

    void aRectangleTakesWhatItTouchesInEitherDirection() {
        const Ids wanted{7, 8, 13, 14};
        QCOMPARE(patchesInRectangle(kGrid, {1.9, 1.2}, {2.1, 2.8}), wanted);
        QCOMPARE(patchesInRectangle(kGrid, {2.1, 2.8}, {1.9, 1.2}), wanted);
        QCOMPARE(patchesInRectangle(kGrid, {3.5, 3.5}, {3.5, 3.5}), Ids{21});
    }

    void anOutlineTakesWhatIsInsideAndBelowItsCorners() {
        const std::vector<PatchPoint> triangle{{0.2, 0.2}, {5.8, 0.2}, {0.2, 3.8}};
        const auto taken = patchesInOutline(kGrid, triangle);
        for (const int patch : {0, 1, 5, 6, 7, 12, 18}) {
            QVERIFY2(std::ranges::find(taken, patch) != taken.end(),
                     qPrintable(QString::number(patch)));
        }
        QVERIFY(std::ranges::find(taken, 23) == taken.end());
        QVERIFY(std::ranges::is_sorted(taken));
    }

    void twoPointsMakeNoArea() {
        const std::vector<PatchPoint> line{{0.5, 0.5}, {4.5, 0.5}};
        QCOMPARE(patchesInOutline(kGrid, line), (Ids{0, 4}));
    }

    void mirrorImagesExchangeLeftAndRight() {
        const Ids left{0, 7};
        QCOMPARE(withMirrorImages(kGrid, left), (Ids{0, 5, 7, 10}));
    }

    void theLastVisiblePatchStays() {
        std::vector<std::uint8_t> hidden(4, 0);
        const Ids all{0, 1, 2, 3};
        QCOMPARE(edited(hidden, all, true), (std::vector<std::uint8_t>{1, 1, 1, 0}));
        QCOMPARE(edited({1, 1, 1, 1}, Ids{2}, false), (std::vector<std::uint8_t>{1, 1, 0, 1}));
    }

    void invertingTwiceGivesTheSame() {
        const auto mask = maskFromHidden({2, 2}, {1, 0, 0, 1});
        QCOMPARE(inverted(mask).hidden(), (std::vector<std::uint8_t>{0, 1, 1, 0}));
        QCOMPARE(inverted(inverted(mask)), mask);
    }

    void somethingStaysVisibleWhateverIsInverted() {
        QCOMPARE(inverted(allVisible(kGrid)), allHidden(kGrid));
        QCOMPARE(allHidden(kGrid).visibleIds, (std::vector<std::int32_t>{15}));
        QCOMPARE(allHidden({1, 1}).visibleIds.size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestMaskEdit)
#include "tst_mask_edit.moc"
