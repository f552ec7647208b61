// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/probe/baselines.h"

#include "tests/support/toy_model.h"

#include <QTest>
#include <cmath>

using namespace mae;

namespace {

/// A result of one hidden patch in the middle of 3 x 3 patches of 8 pixels.
Reconstruction middleHidden(const Image& original) {
    Reconstruction result{.grid = {3, 3},
                          .patchSize = 8,
                          .hidden = {0, 0, 0, 0, 1, 0, 0, 0, 0},
                          .original = original,
                          .masked = original};
    const auto marks = hiddenPixels(result);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        for (std::size_t c = 0; c < 3 && marks[i] != 0; ++c) {
            result.masked.pixels[3 * i + c] = 128;
        }
    }
    return result;
}

double luma(const Image& image, int x, int y) {
    const auto mirrored = [](int i, int n) { return i < 0 ? -1 - i : i >= n ? 2 * n - 1 - i : i; };
    const auto p = test::pixelAt(image, mirrored(x, image.width), mirrored(y, image.height));
    return 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
}

/// Wang 2004 as written there: one 11 x 11 window, in double.
double ssimAt(const Image& a, const Image& b, int x, int y) {
    double total = 0, ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
    for (int dy = -5; dy <= 5; ++dy) {
        for (int dx = -5; dx <= 5; ++dx) {
            const double w = std::exp(-(dx * dx + dy * dy) / (2 * 1.5 * 1.5));
            const double u = luma(a, x + dx, y + dy), v = luma(b, x + dx, y + dy);
            total += w;
            ma += w * u;
            mb += w * v;
            aa += w * u * u;
            bb += w * v * v;
            ab += w * u * v;
        }
    }
    ma /= total;
    mb /= total;
    const double va = aa / total - ma * ma, vb = bb / total - mb * mb, cov = ab / total - ma * mb;
    const double c1 = 2.55 * 2.55, c2 = 7.65 * 7.65;
    return (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
}

} // namespace

class TestBaselines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalPicturesAreInfinitelyAlike() {
        const auto picture = test::noisyPicture(24, 16);
        const std::vector<std::uint8_t> all(24 * 16, 1);
        const auto result = quality(picture, picture, all);
        QVERIFY(std::isinf(result.psnr) && result.psnr > 0);
        QVERIFY(std::abs(result.ssim - 1) < 1e-6);
    }

    void nothingHiddenHasNoLikeness() {
        const auto picture = test::noisyPicture(24, 16);
        const auto result = quality(picture, picture, std::vector<std::uint8_t>(24 * 16, 0));
        QVERIFY(std::isnan(result.psnr) && std::isnan(result.ssim));
    }

    void psnrCountsHiddenPixelsOnly() {
        const auto picture = test::plainPicture(8, 8, {100, 100, 100});
        auto other = picture;
        std::vector<std::uint8_t> marks(64, 0);
        for (std::size_t i = 0; i < 16; ++i) {
            marks[i] = 1;
            other.pixels[3 * i] = 110; // one channel of three is off by 10
        }
        for (std::size_t i = 48; i < other.pixels.size(); ++i) {
            other.pixels[i] = 0; // seen: does not count
        }
        const double wanted = 10 * std::log10(255.0 * 255.0 / (100.0 / 3));
        QVERIFY(std::abs(quality(picture, other, marks).psnr - wanted) < 1e-9);
    }

    void flatPicturesDifferInBrightnessAlone() {
        const auto a = test::plainPicture(16, 16, {100, 100, 100}),
                   b = test::plainPicture(16, 16, {120, 120, 120});
        const double c1 = 2.55 * 2.55;
        const double wanted = (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1);
        const auto result = quality(a, b, std::vector<std::uint8_t>(256, 1));
        QVERIFY(std::abs(result.ssim - wanted) < 1e-4);
    }

    void similarityIsThatOfThePublishedWindow() {
        const auto a = test::noisyPicture(20, 17, 1), b = test::noisyPicture(20, 17, 2);
        std::vector<std::uint8_t> marks(20 * 17, 0);
        double sum = 0;
        int count = 0;
        for (const auto& [x, y] : {std::pair{9, 8}, {0, 0}, {19, 16}, {3, 12}, {10, 1}}) {
            marks[static_cast<std::size_t>(y * 20 + x)] = 1;
            sum += ssimAt(a, b, x, y);
            ++count;
        }
        QVERIFY(std::abs(quality(a, b, marks).ssim - sum / count) < 1e-4);
    }

    void picturesOfDifferentSizesAreNotCompared() {
        QVERIFY_EXCEPTION_THROWN(quality(test::noisyPicture(8, 8), test::noisyPicture(8, 4),
                                         std::vector<std::uint8_t>(64, 1)),
                                 Error);
        QVERIFY_EXCEPTION_THROWN(quality(test::noisyPicture(8, 8), test::noisyPicture(8, 8),
                                         std::vector<std::uint8_t>(63, 1)),
                                 Error);
    }

    void everyBaselineSolvesAFlatPicture() {
        const auto reached = baselines(middleHidden(test::plainPicture(24, 24, {90, 30, 200})));
        for (const auto& q : {reached.mean, reached.telea, reached.ns}) {
            QVERIFY(q.psnr > 45);
            QVERIFY(q.ssim > 0.99); // in-painting may be one level off
        }
    }

    void theMeanColourIsThatOfVisiblePixels() {
        auto picture = test::plainPicture(24, 24, {50, 50, 50});
        const auto marks = hiddenPixels(middleHidden(picture));
        int hidden = 0;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (marks[i] != 0) {
                picture.pixels[3 * i] = 250; // must not leak into the mean
                ++hidden;
            }
        }
        QCOMPARE(hidden, 64);
        const double wanted = 10 * std::log10(255.0 * 255.0 / (200.0 * 200.0 / 3));
        QVERIFY(std::abs(baselines(middleHidden(picture)).mean.psnr - wanted) < 1e-9);
    }

    void inPaintingBeatsTheMeanColourOnASlope() {
        auto picture = test::plainPicture(24, 24, {0, 0, 0});
        for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
            picture.pixels[i] = static_cast<std::uint8_t>(i / 3 % 24 * 10);
        }
        const auto reached = baselines(middleHidden(picture));
        QVERIFY(reached.telea.psnr > reached.mean.psnr + 3);
        QVERIFY(reached.ns.psnr > reached.mean.psnr + 3);
        QVERIFY(reached.telea.ssim > reached.mean.ssim);
    }

    void inPaintingIsLeftOutWhereItWouldTakeTooLong() {
        Reconstruction result{.grid = {2, 2}, .patchSize = 4, .hidden = {1, 0, 1, 0}};
        result.original = {.width = 8, .height = 8, .pixels = std::vector<std::uint8_t>(192, 90)};
        result.masked = result.reconstruction = result.original;
        const auto all = baselines(result, 32), some = baselines(result, 31);
        QVERIFY(!std::isnan(all.telea.psnr) && !std::isnan(all.ns.ssim));
        QVERIFY(std::isnan(some.telea.psnr) && std::isnan(some.ns.ssim));
        QCOMPARE(some.mean.psnr, all.mean.psnr);
    }
};

QTEST_GUILESS_MAIN(TestBaselines)
#include "tst_baselines.moc"
