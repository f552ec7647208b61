// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/probe/compose.h"

#include "tests/support/toy_model.h"

#include <QTest>

using namespace mae;
using test::pixelAt;
using test::plainPicture;

using Colour = std::array<int, 3>;

namespace {

constexpr Colour kMasked{1, 2, 3}, kMade{4, 5, 6}, kOriginal{7, 8, 9}, kWhite{255, 255, 255};

Reconstruction result(int width, int height) {
    return {.grid = {1, 1},
            .patchSize = width,
            .hidden = {1},
            .original = plainPicture(width, height, kOriginal),
            .masked = plainPicture(width, height, kMasked),
            .reconstruction = plainPicture(width, height, kMade)};
}

} // namespace

class TestCompose : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTriptychIsMaskedReconstructionOriginal() {
        const auto picture = triptych(result(10, 6), {.gap = 2, .background = 255});
        QCOMPARE(picture.width, 34);
        QCOMPARE(picture.height, 6);
        for (int y = 0; y < 6; ++y) {
            for (int x = 0; x < 34; ++x) {
                const auto wanted = x < 10   ? kMasked
                                    : x < 12 ? kWhite
                                    : x < 22 ? kMade
                                    : x < 24 ? kWhite
                                             : kOriginal;
                QVERIFY(pixelAt(picture, x, y) == wanted);
            }
        }
    }

    void withoutAGapPicturesTouch() {
        const auto picture = triptych(result(4, 4), {.gap = 0, .background = 0});
        QCOMPARE(picture.width, 12);
        QVERIFY(pixelAt(picture, 3, 0) == kMasked && pixelAt(picture, 4, 0) == kMade);
    }

    void aSheetHoldsRowsOfTriptychs() {
        const std::vector results{result(10, 6), result(10, 6), result(10, 6)};
        const auto one = sheet(results, 1, {.gap = 2, .background = 255});
        QVERIFY(one.width == 34 && one.height == 3 * 6 + 2 * 4);
        QVERIFY(pixelAt(one, 0, 5) == kMasked && pixelAt(one, 0, 6) == kWhite);
        QVERIFY(pixelAt(one, 33, 10) == kOriginal);
        const auto two = sheet(results, 2, {.gap = 2, .background = 255});
        QVERIFY(two.width == 34 + 4 + 34 && two.height == 6 + 4 + 6);
        QVERIFY(pixelAt(two, 38, 0) == kMasked && pixelAt(two, 38, 10) == kWhite);
    }

    void aRatioStripBeginsWithTheOriginal() {
        const std::vector results{result(8, 6), result(8, 6)};
        const auto strip = ratioStrip(results, {.gap = 2, .background = 255});
        QVERIFY(strip.width == 8 + 2 + 8 + 2 + 8 && strip.height == 6 + 2 + 6);
        QVERIFY(pixelAt(strip, 4, 7) == kOriginal); // centred beside two rows
        QVERIFY(pixelAt(strip, 4, 0) == kWhite);
        QVERIFY(pixelAt(strip, 10, 0) == kMasked && pixelAt(strip, 20, 13) == kMade);
    }

    void smallerPicturesAreCentredAndEmptyCellsStayFree() {
        const auto large = plainPicture(9, 9, kMade), small = plainPicture(3, 3, kMasked);
        const Image none;
        const std::vector<std::vector<const Image*>> rows{{&large, &none}, {&small, &small}};
        const auto picture = tiled(rows, {.gap = 1, .background = 0});
        QVERIFY(picture.width == 9 + 1 + 3 && picture.height == 9 + 1 + 3);
        QVERIFY((pixelAt(picture, 11, 4) == Colour{0, 0, 0}));
        QVERIFY(pixelAt(picture, 3, 10) == kMasked && pixelAt(picture, 5, 12) == kMasked);
        QVERIFY((pixelAt(picture, 2, 10) == Colour{0, 0, 0}));
        QVERIFY(pixelAt(picture, 10, 10) == kMasked);
    }

    void nothingAndTooMuchAreRefused() {
        QVERIFY_EXCEPTION_THROWN(tiled({}), Error);
        QVERIFY_EXCEPTION_THROWN(sheet({}), Error);
        QVERIFY_EXCEPTION_THROWN(ratioStrip({}), Error);
        QVERIFY_EXCEPTION_THROWN(triptych({}), Error);
        const auto wide = plainPicture(30'000, 1, kMade);
        const std::vector<std::vector<const Image*>> rows{{&wide, &wide, &wide}};
        QVERIFY_EXCEPTION_THROWN(tiled(rows), Error);
        QVERIFY_EXCEPTION_THROWN(enlarged(wide, 3), Error);
        QVERIFY_EXCEPTION_THROWN(enlarged(wide, 0), Error);
    }

    void enlargedPixelsAreSquares() {
        const auto picture = test::noisyPicture(5, 4);
        const auto large = enlarged(picture, 3);
        QVERIFY(large.width == 15 && large.height == 12);
        for (int y = 0; y < 12; ++y) {
            for (int x = 0; x < 15; ++x) {
                QVERIFY(pixelAt(large, x, y) == pixelAt(picture, x / 3, y / 3));
            }
        }
        QVERIFY(enlarged(picture, 1) == picture);
    }
};

QTEST_GUILESS_MAIN(TestCompose)
#include "tst_compose.moc"
