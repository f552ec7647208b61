// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/probe/baselines.h"
#include "core/probe/crop_frame.h"
#include "core/probe/reconstruct.h"
#include "core/probe/tiled.h"

#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>

#include <QTest>
#include <cmath>

using namespace mae;
using test::pixelAt;

namespace {

constexpr DisplayOptions kPasted{.pasteVisible = true, .fit = Fit::Tiled};
constexpr DisplayOptions kWhole{.pasteVisible = false, .fit = Fit::Tiled};

Mask randomMask(PatchGrid grid, double ratio = 0.75) {
    return sampleMask({.ratio = ratio}, grid, Rng(3, Purpose::Mask));
}

/// The square of 16 pixels in a row and column of squares.
Image squareOf(const Image& picture, int row, int column) {
    Image square{.width = 16, .height = 16, .pixels = {}};
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) {
            for (const int level : pixelAt(picture, column * 16 + x, row * 16 + y)) {
                square.pixels.push_back(static_cast<std::uint8_t>(level));
            }
        }
    }
    return square;
}

/// The part of a mask that lies in a square of 4 x 4 patches.
Mask partOf(const Mask& mask, int row, int column) {
    Mask part{.grid = {4, 4}};
    const auto add = [&](const std::vector<std::int32_t>& from, std::vector<std::int32_t>& to) {
        for (const auto id : from) {
            const int r = id / mask.grid.columns - row * 4, c = id % mask.grid.columns - column * 4;
            if (r >= 0 && r < 4 && c >= 0 && c < 4) {
                to.push_back(r * 4 + c);
            }
        }
    };
    add(mask.visibleIds, part.visibleIds);
    add(mask.hiddenIds, part.hiddenIds);
    return part;
}

int largestDifference(const Image& a, const Image& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    }
    return largest;
}

Reconstruction reconstructed(const Model& model, const Image& picture, const Mask& mask,
                             const DisplayOptions& display) {
    TiledReconstruction tiles(model, picture, mask, display);
    while (!tiles.isDone()) {
        tiles.step();
    }
    return tiles.result();
}

} // namespace

class TestTiled : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void everySquareIsWhatItIsAlone() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(48, 32);
        const auto mask = randomMask({8, 12});
        for (const auto& display : {kPasted, kWhole}) {
            const auto result = reconstructed(model, picture, mask, display);
            QVERIFY(result.original == picture);
            double error = 0;
            for (int row = 0; row < 2; ++row) {
                for (int column = 0; column < 3; ++column) {
                    const auto part = partOf(mask, row, column);
                    const auto alone =
                        reconstruct(model, squareOf(picture, row, column), part, display);
                    QVERIFY(largestDifference(squareOf(result.reconstruction, row, column),
                                              alone.reconstruction)
                            <= 1);
                    QVERIFY(squareOf(result.masked, row, column) == alone.masked);
                    error += alone.error * static_cast<double>(part.hiddenIds.size());
                }
            }
            error /= static_cast<double>(mask.hiddenIds.size());
            QVERIFY(std::abs(result.error - error) < 1e-5 * error);
        }
    }

    void oneSquareIsThePlainReconstruction() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto tiled = reconstructed(model, picture, mask, kPasted),
                   plain = reconstruct(model, picture, mask, {});
        QVERIFY(tiled.reconstruction == plain.reconstruction);
        QVERIFY(tiled.masked == plain.masked && tiled.hidden == plain.hidden);
        QCOMPARE(tiled.error, plain.error);
        QCOMPARE(tiled.quality.ssim, plain.quality.ssim);
    }

    void largePicturesAreReconstructedInTilesIfAskedFor() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(32, 16);
        const auto mask = randomMask({4, 8});
        const auto tiled = reconstruct(model, picture, mask, kPasted);
        QVERIFY(tiled.reconstruction
                == reconstructed(model, picture, mask, kPasted).reconstruction);
        QVERIFY(!(tiled.reconstruction
                  == reconstruct(model, picture, mask, {.fit = Fit::Native}).reconstruction));
        QVERIFY(tiled.milliseconds > 0);
    }

    void aSquareWithoutAVisiblePatchIsPredictedFromTheClassTokenAlone() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(32, 16), other = test::noisyPicture(32, 16, 2);
        std::vector<std::uint8_t> hidden(32);
        for (std::size_t i = 0; i < hidden.size(); ++i) {
            hidden[i] = i % 8 >= 4 || i < 4 ? 1 : 0; // the right square and a row of the left one
        }
        const auto mask = maskFromHidden({4, 8}, hidden);
        const auto result = reconstruct(model, picture, mask, kPasted);
        QVERIFY(std::isfinite(result.error) && std::isfinite(result.quality.psnr));
        const auto right = squareOf(result.reconstruction, 0, 1);
        QVERIFY(right == squareOf(reconstruct(model, other, mask, kPasted).reconstruction, 0, 1));
        // Positions are all it has to go by, and they differ.
        QVERIFY(!(right == test::plainPicture(16, 16, pixelAt(right, 0, 0))));
        auto half = test::toyModel();
        half.weights = converted(half.weights, at::kBFloat16, at::kCPU);
        QVERIFY(std::isfinite(reconstruct(half, picture, mask, kWhole).error));
    }

    void squaresThatHideNothingNeedNoModel() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(48, 16);
        std::vector<std::uint8_t> hidden(48);
        hidden[5] = hidden[18] = 1; // in the middle square
        const auto mask = maskFromHidden({4, 12}, hidden);
        QCOMPARE(TiledReconstruction(model, picture, mask, kPasted).total(), 1);
        QCOMPARE(TiledReconstruction(model, picture, mask, kWhole).total(), 3);
        const auto nothing = maskFromHidden({4, 12}, std::vector<std::uint8_t>(48));
        const TiledReconstruction none(model, picture, nothing, kPasted);
        QVERIFY(none.isDone());
        QVERIFY(none.result().reconstruction == picture);
        QVERIFY(std::isnan(none.result().error));
    }

    void squaresThatSeeEquallyManyPatchesGoTogether() {
        const auto model = test::toyModel();
        const auto picture = test::plainPicture(16 * 6, 16 * 6, {9, 99, 199});
        // Checkered columns: all 36 squares see 8 patches; then one square sees one less.
        std::vector<std::uint8_t> hidden(576);
        for (std::size_t i = 0; i < hidden.size(); ++i) {
            hidden[i] = i % 2;
        }
        const auto stepsOf = [&] {
            TiledReconstruction tiles(model, picture, maskFromHidden({24, 24}, hidden), kPasted);
            int steps = 0;
            for (; !tiles.isDone(); ++steps) {
                tiles.step();
            }
            [&] { QCOMPARE(tiles.done(), 36); }();
            tiles.step();
            [&] { QCOMPARE(tiles.done(), 36); }();
            return steps;
        };
        QCOMPARE(stepsOf(), 3); // 16, 16 and 4
        hidden[0] = 1;
        QCOMPARE(stepsOf(), 4); // 1; 16, 16 and 3
    }

    void visiblePatchesArePastedUpToTheSeams() {
        const std::array colour{10, 200, 77};
        const auto model = test::colourModel(colour);
        const auto picture = test::noisyPicture(32, 32);
        const auto mask = randomMask({8, 8}, 0.5);
        const auto result = reconstruct(model, picture, mask, kPasted);
        for (int y = 0; y < 32; ++y) {
            for (int x = 0; x < 32; ++x) {
                const bool hidden = result.hidden[static_cast<std::size_t>(y / 4 * 8 + x / 4)] != 0;
                QVERIFY(pixelAt(result.reconstruction, x, y)
                        == (hidden ? colour : pixelAt(picture, x, y)));
            }
        }
        QVERIFY(reconstruct(model, picture, mask, kWhole).reconstruction
                == test::plainPicture(32, 32, colour));
    }

    void statisticsOfNeighboursGoBeyondTheSquare() {
        auto config = test::toyConfig();
        config.target = Target::Normalised;
        auto model = test::toyModel(config);
        model.mean = {0.5, 0.5, 0.5};
        model.std = {0.25, 0.25, 0.25};
        model.weights.decoderPred.weight.zero_();
        model.weights.decoderPred.bias.fill_(0); // each patch is flat: its own mean
        // All of the right square is hidden; its mean can only come from the left one.
        std::vector<std::uint8_t> hidden(32);
        for (std::size_t i = 0; i < hidden.size(); ++i) {
            hidden[i] = i % 8 >= 4 ? 1 : 0;
        }
        const auto result = reconstruct(model, test::plainPicture(32, 16, {60, 60, 60}),
                                        maskFromHidden({4, 8}, hidden), kPasted);
        QVERIFY(result.reconstruction == test::plainPicture(32, 16, {60, 60, 60}));
    }

    void masksAndSizesThatDoNotFitAreRefused() {
        const auto model = test::toyModel();
        const auto refused = [&](const Image& picture, const Mask& mask) {
            QVERIFY_EXCEPTION_THROWN(TiledReconstruction(model, picture, mask, kPasted), Error);
        };
        refused(test::noisyPicture(36, 16), randomMask({4, 9}));
        refused(test::noisyPicture(32, 8), randomMask({2, 8}));
        refused(test::noisyPicture(32, 16), randomMask({4, 4}));
        QVERIFY_EXCEPTION_THROWN(
            reconstruct(model, test::noisyPicture(36, 16), randomMask({4, 9}), kPasted), Error);
    }

    void tiledPicturesAreMultiplesOfTheModelsSquare() {
        const auto config = test::toyConfig();
        const auto size = [&](int width, int height) {
            const auto fitted =
                fittedPicture(test::plainPicture(width, height, {1, 2, 3}), config, Fit::Tiled);
            return std::pair(fitted.width, fitted.height);
        };
        QCOMPARE(size(50, 30), std::pair(48, 32));
        QCOMPARE(size(3, 3), std::pair(16, 16));
        QCOMPARE(size(7, 100), std::pair(16, 96));
        QCOMPARE(size(512, 512), std::pair(512, 512));
        const auto [width, height] = size(1600, 800); // 100 x 50 squares would be too many
        QVERIFY(width / 16 * (height / 16) <= 1024);
        QVERIFY(width / 16 * (height / 16) > 950);
        QVERIFY(std::abs(static_cast<double>(width) / height - 2) < 0.1);
        QCOMPARE(size(40000, 2), std::pair(16384, 16));
    }

    void aFrameChoosesWhatIsLookedAt() {
        const auto config = test::toyConfig();
        const auto picture = test::noisyPicture(48, 16);
        const auto cropped = [&](const CropFrame& frame) {
            return fittedPicture(picture, config, Fit::Crop, frame);
        };
        QVERIFY(cropped({}) == squareOf(picture, 0, 1));
        QVERIFY(cropped({.across = 0}) == squareOf(picture, 0, 0));
        QVERIFY(cropped({.across = 1}) == squareOf(picture, 0, 2));
        // What is out of range is brought into it.
        QVERIFY(cropped({.across = 7, .down = -3, .size = 2}) == squareOf(picture, 0, 2));
        const auto box = [](const CropFrame& frame) { return framedSquare(101, 50, frame, 4); };
        QVERIFY((box({}) == CropBox{.top = 0, .left = 25, .height = 50, .width = 50}));
        QVERIFY((box({}) == centreSquare(101, 50)));
        QVERIFY((box({.across = 1, .down = 0.5, .size = 0.5})
                 == CropBox{.top = 12, .left = 76, .height = 25, .width = 25}));
        QCOMPARE(box({.size = 0}).width, 4); // a patch
        QCOMPARE(box({.size = std::nan("")}).width, 4);
        QCOMPARE(box({.across = std::nan("")}).left, 0);
        QCOMPARE(framedSquare(3, 2, {.size = 0.5}, 4).width, 2);
        for (const auto& frame : {CropFrame{}, CropFrame{0.3, 0.9, 0.41}, CropFrame{1, 0, 0.1}}) {
            QVERIFY(box(frameOf(101, 50, box(frame))) == box(frame));
        }
    }
};

QTEST_GUILESS_MAIN(TestTiled)
#include "tst_tiled.moc"
