// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/probe/error_map.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"
#include "core/probe/whole_picture_maker.h"

#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>

#include <QTest>

using namespace mae;

class TestWholePicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void complementaryMasksPredictEveryPatch() {
        const auto picture = test::noisyPicture(20, 12);
        const std::array colour{10, 200, 77};
        const auto whole = wholePicture(test::colourModel(colour), picture, 4, 1, {});
        QVERIFY(whole.original == picture);
        QVERIFY(whole.prediction == test::plainPicture(20, 12, colour));
        QVERIFY((whole.grid == PatchGrid{3, 5}));
        QCOMPARE(whole.patchSize, 4);
        QCOMPARE(whole.spread.size(), 15U);
        QVERIFY(std::ranges::all_of(whole.spread, [](float s) { return s < 1e-4F; }));
    }

    void aSeedGivesTheSameAgain() {
        const auto picture = test::noisyPicture(20, 12);
        const auto model = test::toyModel();
        const auto first = wholePicture(model, picture, 4, 1, {}),
                   same = wholePicture(model, picture, 4, 1, {}),
                   other = wholePicture(model, picture, 4, 2, {});
        QVERIFY(first.prediction == same.prediction && first.spread == same.spread);
        QVERIFY(!(first.spread == other.spread));
        QVERIFY(std::ranges::all_of(first.spread, [](float s) { return s > 0 && s < 1; }));
    }

    void theErrorIsThatOfThePrediction() {
        const auto whole = wholePicture(test::toyModel(), test::noisyPicture(20, 12), 3, 1, {});
        QVERIFY(whole.error == errorMap(whole.original, whole.prediction, 4).patches);
    }

    void theMostSurprisingPatchesComeFirst() {
        WholePicture whole;
        whole.error = {0.1F, 0.4F, 0.2F, 0.4F, 0.0F};
        QVERIFY((whole.mostSurprising(3) == std::vector{1, 3, 2}));
        QVERIFY((whole.mostSurprising(9) == std::vector{1, 3, 2, 0, 4}));
        QVERIFY(whole.mostSurprising(0).empty() && whole.mostSurprising(-1).empty());
    }

    void itIsMadeInPieces() {
        const auto picture = test::noisyPicture(20, 12);
        const auto model = test::toyModel();
        WholePictureMaker maker(model, picture, 5, 1, {});
        QCOMPARE(maker.total(), 20); // four draws
        int steps = 0, before = 0;
        for (; !maker.isDone(); ++steps) {
            before = maker.done();
            maker.step();
            QVERIFY(maker.done() > before);
        }
        QCOMPARE(steps, 5); // a small model takes a piece of all draws at once
        maker.step();
        QCOMPARE(maker.done(), maker.total());
        QVERIFY(maker.result().prediction == wholePicture(model, picture, 5, 1, {}).prediction);
    }

    void largeModelsTakeFewerMasksAtATime() {
        const ModelConfig base{.imageSize = 224,
                               .patchSize = 16,
                               .width = 768,
                               .depth = 12,
                               .heads = 12,
                               .decoderWidth = 512,
                               .decoderDepth = 8,
                               .decoderHeads = 16};
        QCOMPARE(masksAtOnce(base, {14, 14}), 1);
        QCOMPARE(masksAtOnce(test::toyConfig(), {4, 4}), 16);
        QCOMPARE(masksAtOnce(test::toyConfig(), {64, 64}), 16);
    }

    void moreThanOnePassCanTakeIsRefused() {
        const auto model = test::toyModel();
        const int side = model.config.patchSize * 65; // 4,225 patches
        QVERIFY_EXCEPTION_THROWN(wholePicture(model, test::noisyPicture(side, side), 4, 1, {}),
                                 Error);
    }

    void aNumberOfMasksOutOfRangeIsRefused() {
        const auto picture = test::noisyPicture(20, 12);
        const auto model = test::toyModel();
        for (const int k : {2, 15}) {
            QCOMPARE(wholePicture(model, picture, k, 1, {}).spread.size(), 15U);
        }
        for (const int k : {-1, 0, 1, 16}) {
            QVERIFY_EXCEPTION_THROWN(wholePicture(model, picture, k, 1, {}), Error);
        }
    }
};

QTEST_GUILESS_MAIN(TestWholePicture)
#include "tst_whole_picture.moc"
