// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/patch_content.h"

#include <QTest>
#include <cmath>

using namespace mae;

namespace {

/// A grey picture from its levels, row by row.
Image grey(int width, const std::vector<int>& levels) {
    Image image{.width = width, .height = static_cast<int>(levels.size()) / width, .pixels = {}};
    for (const int level : levels) {
        image.pixels.insert(image.pixels.end(), 3, static_cast<std::uint8_t>(level));
    }
    return image;
}

bool close(float a, double b) { return std::abs(a - b) < 1e-6; }

} // namespace

/// Brightness and detail of patches against values found by hand.
class TestPatchContent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void brightnessIsTheMeanOfAPatch() {
        const auto content = contentOf(grey(4, {0, 255, 51, 51, //
                                                255, 0, 51, 51}),
                                       2);
        QCOMPARE(content.brightness.size(), 2U);
        QVERIFY(close(content.brightness[0], 0.5));
        QVERIFY(close(content.brightness[1], 0.2));
    }

    void coloursCountAsTheEyeSeesThem() {
        const Image image{.width = 3, .height = 1, .pixels = {255, 0, 0, 0, 255, 0, 0, 0, 255}};
        const auto content = contentOf(image, 1);
        QVERIFY(close(content.brightness[0], 0.299));
        QVERIFY(close(content.brightness[1], 0.587));
        QVERIFY(close(content.brightness[2], 0.114));
    }

    void detailIsTheMeanChangeBetweenNeighbours() {
        // The first row changes by 1 to the right once; every pixel of it by 1 downwards but one.
        const auto content = contentOf(grey(2, {255, 0, //
                                                0, 0}),
                                       2);
        QVERIFY(close(content.detail[0], std::sqrt(2.0) / 4));
        const auto stripes = contentOf(grey(4, {0, 255, 0, 255, //
                                                0, 255, 0, 255}),
                                       2);
        // At the border of the picture the last pixel has no neighbour.
        QVERIFY(close(stripes.detail[0], 1.0));
        QVERIFY(close(stripes.detail[1], 0.5));
    }

    void aFlatPictureHasNoDetail() {
        for (const int level : {0, 128, 255}) {
            const auto content = contentOf(grey(6, std::vector<int>(36, level)), 3);
            QCOMPARE(content.detail, std::vector<float>(4, 0.0F));
            for (const float brightness : content.brightness) {
                QCOMPARE(brightness, content.brightness[0]);
            }
        }
    }

    void patchesAreNumberedRowByRow() {
        std::vector<int> levels(4 * 6);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto patch = i / 6 / 2 * 3 + i % 6 / 2;
            levels[i] = static_cast<int>(51 * patch);
        }
        const auto content = contentOf(grey(6, levels), 2);
        for (std::size_t patch = 0; patch < 6; ++patch) {
            QVERIFY(close(content.brightness[patch], 0.2 * static_cast<double>(patch)));
        }
    }

    void picturesThatDoNotDivideAreRefused() {
        const auto image = grey(4, std::vector<int>(8));
        for (const int patchSize : {-1, 0, 3, 4}) {
            QVERIFY_EXCEPTION_THROWN(contentOf(image, patchSize), Error);
        }
        QVERIFY_EXCEPTION_THROWN(contentOf(Image{}, 2), Error);
    }
};

QTEST_GUILESS_MAIN(TestPatchContent)
#include "tst_patch_content.moc"
