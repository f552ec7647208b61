// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/model/mae.h"
#include "core/model/patches.h"
#include "core/model/positions.h"
#include "core/probe/reconstruct.h"

#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>

#include <QTest>
#include <cmath>

using namespace mae;
using test::pixelAt;

using Colour = std::array<int, 3>;

namespace {

constexpr Colour kColour{10, 200, 77};
constexpr DisplayOptions kPasted{.pasteVisible = true, .fit = Fit::Native};
constexpr DisplayOptions kWhole{.pasteVisible = false, .fit = Fit::Native};

Mask randomMask(PatchGrid grid, double ratio = 0.75, std::uint64_t seed = 3) {
    return sampleMask({.ratio = ratio}, grid, Rng(seed, Purpose::Mask));
}

/// The definition, step by step with tensors: [3, H, W] of pixels in [0, 1].
Tensor byDefinition(const Model& model, const Image& picture, const Mask& mask) {
    const auto mean = at::tensor(model.mean).to(at::kFloat).view({3, 1, 1}),
               std = at::tensor(model.std).to(at::kFloat).view({3, 1, 1});
    const auto bytes = at::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                                     {picture.height, picture.width, 3}, at::kByte);
    const auto pixels = (bytes.permute({2, 0, 1}).to(at::kFloat) / 255 - mean) / std;
    const auto patches = patchify(pixels.unsqueeze(0), model.config.patchSize);
    auto weights = model.weights;
    const int side = model.config.grid();
    weights.posEmbed =
        resizedPositions(weights.posEmbed, side, side, mask.grid.rows, mask.grid.columns);
    weights.decoderPosEmbed =
        resizedPositions(weights.decoderPosEmbed, side, side, mask.grid.rows, mask.grid.columns);
    const auto ids = toIds(mask);
    const auto latent =
        encode(model.config, weights, gatherRows(patches, ids.visible), ids.visible);
    const auto all = decodeAll(model.config, weights, latent, ids);
    return unpatchify(all, model.config.patchSize, picture.height)[0] * std + mean;
}

int largestDifference(const Image& a, const Image& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
    }
    return largest;
}

bool isHidden(const Reconstruction& result, int x, int y) {
    return result.hidden[static_cast<std::size_t>(y / result.patchSize * result.grid.columns
                                                  + x / result.patchSize)]
           != 0;
}

} // namespace

class TestReconstruct : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); } // small tensors, and a machine that may be busy

    void aDecoderThatKnowsOneColourGivesExactlyThatColour() {
        const auto model = test::colourModel(kColour);
        const auto picture = test::noisyPicture(16, 16);
        const auto pasted = reconstruct(model, picture, randomMask({4, 4}), kPasted);
        const auto whole = reconstruct(model, picture, randomMask({4, 4}), kWhole);
        QCOMPARE(pasted.hiddenCount(), 12);
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x) {
                const auto original = pixelAt(picture, x, y);
                const bool hidden = isHidden(pasted, x, y);
                QVERIFY(pixelAt(pasted.reconstruction, x, y) == (hidden ? kColour : original));
                QVERIFY(pixelAt(pasted.masked, x, y)
                        == (hidden ? Colour{128, 128, 128} : original));
                QVERIFY(pixelAt(whole.reconstruction, x, y) == kColour);
            }
        }
        QVERIFY(pasted.original == picture);
    }

    void errorsAreThoseOfTheHiddenPatches() {
        const auto model = test::colourModel(kColour);
        const auto picture = test::noisyPicture(16, 16);
        const auto result = reconstruct(model, picture, randomMask({4, 4}), kWhole);
        double normalised = 0, pixels = 0;
        int count = 0;
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x) {
                for (std::size_t c = 0; c < 3 && isHidden(result, x, y); ++c, ++count) {
                    const double d = (pixelAt(picture, x, y)[c] - kColour[c]) / 255.0;
                    pixels += d * d;
                    normalised += d * d / (model.std[c] * model.std[c]);
                }
            }
        }
        QVERIFY(std::abs(result.errorPixels - pixels / count) < 1e-6);
        QVERIFY(std::abs(result.error - normalised / count) < 1e-4);
        QVERIFY(std::abs(result.quality.psnr + 10 * std::log10(pixels / count)) < 1e-3);
        QVERIFY(result.milliseconds > 0);
    }

    void numbersDoNotDependOnWhatIsShown() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto pasted = reconstruct(model, picture, randomMask({4, 4}), kPasted);
        const auto whole = reconstruct(model, picture, randomMask({4, 4}), kWhole);
        QVERIFY(std::abs(pasted.error - whole.error) < 1e-5);
        QVERIFY(std::abs(pasted.quality.ssim - whole.quality.ssim) < 1e-3);
    }

    void agreesWithTheDefinitionOnAnyGrid_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("the model's own") << 16 << 16;
        QTest::newRow("wide") << 28 << 12;
        QTest::newRow("tall") << 8 << 20;
        QTest::newRow("large") << 40 << 40;
    }
    void agreesWithTheDefinitionOnAnyGrid() {
        QFETCH(int, width);
        QFETCH(int, height);
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(width, height);
        const auto mask = randomMask({height / 4, width / 4});
        const auto tensor = byDefinition(model, picture, mask).contiguous();
        const auto wanted = tensor.accessor<float, 3>();
        const auto whole = reconstruct(model, picture, mask, kWhole);
        const auto pasted = reconstruct(model, picture, mask, kPasted);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                for (int c = 0; c < 3; ++c) {
                    const double pixel = wanted[c][y][x];
                    const int level =
                        static_cast<int>(std::lround(std::clamp(pixel, 0., 1.) * 255));
                    const auto channel = static_cast<std::size_t>(c);
                    QVERIFY(std::abs(pixelAt(whole.reconstruction, x, y)[channel] - level) <= 1);
                    const int other =
                        isHidden(pasted, x, y) ? level : pixelAt(picture, x, y)[channel];
                    QVERIFY(std::abs(pixelAt(pasted.reconstruction, x, y)[channel] - other) <= 1);
                }
            }
        }
    }

    void theOrderOfGridsDoesNotMatter() { // resized positions are kept between calls
        const auto model = test::toyModel(), other = test::toyModel(test::toyConfig(), 2);
        const auto picture = test::noisyPicture(28, 12);
        const auto first = reconstruct(model, picture, randomMask({3, 7}), kWhole);
        for (int side = 2; side < 14; ++side) {
            reconstruct(other, test::noisyPicture(4 * side, 8), randomMask({2, side}), kWhole);
        }
        const auto again = reconstruct(model, picture, randomMask({3, 7}), kWhole);
        QVERIFY(first.reconstruction == again.reconstruction);
    }

    void bfloat16IsCloseToFloat32() {
        auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto exact = reconstruct(model, picture, randomMask({4, 4}), kWhole);
        model.weights = converted(model.weights, at::kBFloat16, at::kCPU);
        const auto rounded = reconstruct(model, picture, randomMask({4, 4}), kWhole);
        QVERIFY(largestDifference(exact.reconstruction, rounded.reconstruction) <= 6);
        QVERIFY(std::abs(exact.error - rounded.error) < 0.02 * exact.error);
        // Positions of another grid stay in the precision of the weights.
        const auto wide = test::noisyPicture(28, 12);
        QCOMPARE(reconstruct(model, wide, randomMask({3, 7}), kWhole).original.width, 28);
    }

    void masksThatDoNotFitAreRefused() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto refused = [&](const Mask& mask) {
            QVERIFY_EXCEPTION_THROWN(reconstruct(model, picture, mask, kPasted), Error);
        };
        auto mask = randomMask({4, 4});
        refused(randomMask({4, 5}));
        refused({.grid = {4, 4}, .visibleIds = {}, .hiddenIds = mask.hiddenIds});
        auto twice = mask;
        twice.hiddenIds.back() = twice.hiddenIds.front();
        refused(twice);
        auto outside = mask;
        outside.visibleIds.back() = 16;
        refused(outside);
        auto negative = mask;
        negative.visibleIds.back() = -1;
        refused(negative);
        auto missing = mask;
        missing.hiddenIds.pop_back();
        refused(missing);
        QVERIFY_EXCEPTION_THROWN(reconstruct(model, test::noisyPicture(18, 16), mask, kPasted),
                                 Error);
        QVERIFY_EXCEPTION_THROWN(reconstruct(model, Image{}, mask, kPasted), Error);
    }

    void nothingHiddenShowsThePictureAndHasNoNumbers() {
        const auto model = test::colourModel(kColour);
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4}, 0);
        const auto result = reconstruct(model, picture, mask, kPasted);
        QVERIFY(result.reconstruction == picture);
        QVERIFY(result.masked == picture);
        QVERIFY(std::isnan(result.error) && std::isnan(result.quality.psnr));
        QVERIFY(pixelAt(reconstruct(model, picture, mask, kWhole).reconstruction, 3, 3) == kColour);
    }

    void aGreyModelSeesAndShowsGrey() {
        auto config = test::toyConfig();
        config.channels = 1;
        auto model = test::toyModel(config);
        model.mean = {0.5};
        model.std = {0.25};
        model.weights.decoderPred.weight.zero_();
        model.weights.decoderPred.bias.fill_((51 / 255.0 - 0.5) / 0.25);
        const auto result =
            reconstruct(model, test::plainPicture(16, 16, {255, 0, 0}), randomMask({4, 4}), kWhole);
        QVERIFY((pixelAt(result.original, 5, 5) == Colour{76, 76, 76})); // 0.299 of 255
        QVERIFY((pixelAt(result.reconstruction, 5, 5) == Colour{51, 51, 51}));
        config.channels = 4;
        auto odd = test::toyModel(config);
        QVERIFY_EXCEPTION_THROWN(
            reconstruct(odd, test::noisyPicture(16, 16), randomMask({4, 4}), kWhole), Error);
    }

    void meanAndContrastOfNormalisedPixelsComeBackAsAskedFor() {
        auto config = test::toyConfig();
        config.target = Target::Normalised;
        auto model = test::toyModel(config);
        model.mean = {0.5, 0.5, 0.5};
        model.std = {0.25, 0.25, 0.25};
        model.weights.decoderPred.weight.zero_();
        model.weights.decoderPred.bias.fill_(0); // each patch is flat: its own mean
        auto picture = test::plainPicture(16, 16, {60, 60, 60});
        for (std::size_t i = 0; i < picture.pixels.size() / 2; ++i) {
            picture.pixels[i] = 180; // the upper two rows of patches
        }
        // The lower left quarter and one upper patch are seen.
        std::vector<std::uint8_t> hidden(16, 1);
        for (const std::size_t seen : {0U, 8U, 9U, 12U, 13U}) {
            hidden[seen] = 0;
        }
        const auto mask = maskFromHidden({4, 4}, hidden);
        const auto shown = [&](NormPixDisplay how, int x, int y) {
            const DisplayOptions display{.pasteVisible = false, .normPix = how};
            return pixelAt(reconstruct(model, picture, mask, display).reconstruction, x, y)[1];
        };
        QCOMPARE(shown(NormPixDisplay::True, 14, 1), 180);
        QCOMPARE(shown(NormPixDisplay::True, 14, 14), 60);
        QCOMPARE(shown(NormPixDisplay::Raw, 14, 14), 128);
        QCOMPARE(shown(NormPixDisplay::Neighbours, 1, 1), 180); // seen: its own
        const int near = shown(NormPixDisplay::Neighbours, 5, 1),
                  far = shown(NormPixDisplay::Neighbours, 14, 14);
        QVERIFY(near > 120 && near < 180);
        QVERIFY(far > 60 && far < 80);
        // By hand: patch 1 sees patch 0 at distance 1, 8 and 12 at sqrt(5) and sqrt(10), 9 and 13
        // at 2 and 3; weights are the inverse cubes.
        const double lower = std::pow(5, -1.5) + std::pow(10, -1.5) + 1 / 8. + 1 / 27.;
        QVERIFY(std::abs(near - (180 + 60 * lower) / (1 + lower)) <= 0.51);
    }

    void theErrorOfNormalisedPixelsIsTheTrainingLoss() {
        auto config = test::toyConfig();
        config.target = Target::Normalised;
        const auto model = test::toyModel(config);
        const auto picture = test::noisyPicture(16, 16);
        const auto mask = randomMask({4, 4});
        const auto mean = at::tensor(model.mean).to(at::kFloat).view({3, 1, 1}),
                   std = at::tensor(model.std).to(at::kFloat).view({3, 1, 1});
        const auto bytes =
            at::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()), {16, 16, 3}, at::kByte);
        const auto pixels = (bytes.permute({2, 0, 1}).to(at::kFloat) / 255 - mean) / std;
        const auto patches = patchify(pixels.unsqueeze(0), 4);
        const auto ids = toIds(mask);
        const auto latent =
            encode(config, model.weights, gatherRows(patches, ids.visible), ids.visible);
        const auto loss = maeLoss(config, decodeHidden(config, model.weights, latent, ids),
                                  gatherRows(patches, ids.hidden))
                              .item<double>();
        for (const auto how : {NormPixDisplay::Neighbours, NormPixDisplay::True}) {
            const auto result = reconstruct(model, picture, mask, {.normPix = how});
            QVERIFY(std::abs(result.error - loss) < 1e-5 * loss);
        }
    }

    void picturesAreFittedAsAskedFor() {
        const auto config = test::toyConfig();
        const auto picture = test::noisyPicture(50, 30);
        for (const auto fit : {Fit::Crop, Fit::Stretch}) {
            const auto fitted = fittedPicture(picture, config, fit);
            QVERIFY(fitted.width == 16 && fitted.height == 16);
        }
        const auto native = fittedPicture(picture, config, Fit::Native);
        QCOMPARE(native.width, 52); // 12.5 patches are 13
        QCOMPARE(native.height, 32);
        QVERIFY((gridOf(native, config) == PatchGrid{8, 13}));
        for (const auto fit : {Fit::Crop, Fit::Stretch, Fit::Native}) {
            const auto square = test::noisyPicture(16, 16);
            QVERIFY(fittedPicture(square, config, fit) == square);
        }
        QVERIFY_EXCEPTION_THROWN(fittedPicture({}, config, Fit::Crop), Error);
        QVERIFY_EXCEPTION_THROWN(gridOf(picture, config), Error);
    }

    void nativePicturesHaveAtMost4096Patches_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("large") << 400 << 300;
        QTest::newRow("long") << 30000 << 5;
        QTest::newRow("high") << 1 << 20000;
        QTest::newRow("one pixel") << 1 << 1;
        QTest::newRow("just fits") << 256 << 256;
    }
    void nativePicturesHaveAtMost4096Patches() {
        QFETCH(int, width);
        QFETCH(int, height);
        const auto config = test::toyConfig();
        const auto fitted =
            fittedPicture(test::plainPicture(width, height, {1, 2, 3}), config, Fit::Native);
        const auto grid = gridOf(fitted, config);
        QVERIFY(grid.count() >= 1 && grid.count() <= 4096);
        if (width == 400) {
            QVERIFY(grid.count() > 3900);
            QVERIFY(std::abs(grid.columns / double(grid.rows) - 4 / 3.0) < 0.05);
        }
        if (width == 256) {
            QCOMPARE(grid.count(), 4096);
        }
    }
};

QTEST_GUILESS_MAIN(TestReconstruct)
#include "tst_reconstruct.moc"
