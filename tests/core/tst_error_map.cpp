// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/probe/error_map.h"

#include "tests/support/toy_model.h"

#include <QTest>
#include <cmath>

using namespace mae;

namespace {

bool near(float value, double wanted) { return std::abs(value - wanted) < 1e-6; }

} // namespace

class TestErrorMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theErrorsAreThoseWorkedOutByHand() {
        const auto a = test::plainPicture(6, 4, {10, 20, 30}); // two rows of three patches
        auto b = a;
        const auto change = [&b](int x, int y, std::array<int, 3> by) {
            for (std::size_t c = 0; c < 3; ++c) {
                auto& level = b.pixels[static_cast<std::size_t>(y * 6 + x) * 3 + c];
                level = static_cast<std::uint8_t>(level + by[c]);
            }
        };
        change(1, 0, {3, 4, 12}); // patch 0
        change(5, 3, {0, 0, 51}); // patch 5
        change(4, 2, {51, 0, 0}); // patch 5
        const auto map = errorMap(a, b, 2);
        QCOMPARE(map.pixels.size(), 24U);
        QCOMPARE(map.patches.size(), 6U);
        QVERIFY(near(map.pixels[1], 13 / std::sqrt(3.0) / 255));
        QVERIFY(near(map.pixels[3 * 6 + 5], 0.2 / std::sqrt(3.0)));
        QVERIFY(near(map.patches[0], 13 / std::sqrt(12.0) / 255));
        QVERIFY(near(map.patches[5], std::sqrt(2 * 0.04 / 12)));
        QCOMPARE(std::ranges::count(map.pixels, 0.0F), 21);
        QCOMPARE(std::ranges::count(map.patches, 0.0F), 4);
        QVERIFY(near(map.largestPixel, 0.2 / std::sqrt(3.0)));
        QVERIFY(near(map.largestPatch, std::sqrt(2 * 0.04 / 12)));
    }

    void blackAgainstWhiteIsOne() {
        const auto map = errorMap(test::plainPicture(4, 4, {0, 0, 0}),
                                  test::plainPicture(4, 4, {255, 255, 255}), 4);
        QVERIFY(near(map.largestPixel, 1) && near(map.largestPatch, 1));
    }

    void aReconstructionIsComparedAsItIsShown() {
        Reconstruction result{.grid = {2, 2}, .patchSize = 2, .hidden = {0, 1, 0, 0}};
        result.original = test::noisyPicture(4, 4);
        result.reconstruction = test::noisyPicture(4, 4, 2);
        const auto map = errorMap(result),
                   same = errorMap(result.original, result.reconstruction, 2);
        QVERIFY(map.pixels == same.pixels && map.patches == same.patches);
        QVERIFY(map.largestPixel > 0);
    }

    void picturesThatDoNotMatchAreRefused() {
        const auto picture = test::plainPicture(4, 4, {1, 2, 3});
        QVERIFY_EXCEPTION_THROWN(errorMap(picture, test::plainPicture(4, 2, {1, 2, 3}), 2), Error);
        QVERIFY_EXCEPTION_THROWN(errorMap(picture, picture, 3), Error);
        QVERIFY_EXCEPTION_THROWN(errorMap(picture, picture, 0), Error);
        QVERIFY_EXCEPTION_THROWN(errorMap(Image{}, Image{}, 2), Error);
        auto cut = picture;
        cut.pixels.pop_back();
        QVERIFY_EXCEPTION_THROWN(errorMap(picture, cut, 2), Error);
    }
};

QTEST_GUILESS_MAIN(TestErrorMap)
#include "tst_error_map.moc"
