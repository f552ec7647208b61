// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/sample_mask.h"
#include "core/model/mae.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"
#include "core/probe/trace.h"

#include "tests/support/toy_model.h"
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mae;

namespace {

const MaskChoice kChoice{.config = {.ratio = 0.6}, .seed = 5};

bool isSampleOf(const TokenSample& sample, const Tensor& row, int patch) {
    const auto values = row.contiguous();
    const auto* value = values.const_data_ptr<float>();
    const auto near = [](float a, float b) { return std::abs(a - b) < 1e-5F; };
    bool same = sample.patch == patch
                && sample.first.size()
                       == static_cast<std::size_t>(std::min<std::int64_t>(12, values.numel()))
                && near(sample.smallest, values.min().item<float>())
                && near(sample.largest, values.max().item<float>())
                && near(sample.mean, values.mean().item<float>());
    for (std::size_t i = 0; i < sample.first.size(); ++i) {
        same = same && near(sample.first[i], value[i]);
    }
    return same;
}

} // namespace

class TestTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void everyStepHoldsTheNumbersOfTheComputation() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto trace = traceOf(model, picture, kChoice, {});
        const auto mask = maskOf(kChoice, picture, 4);
        const auto patches = patchesOf(picture, model);
        const auto ids = toIds(mask);
        const auto rows = gatherRows(patches.unsqueeze(0), ids.visible);
        const auto latent = encode(model.config, model.weights, rows, ids.visible);
        const auto predicted = decodeAll(model.config, model.weights, latent, ids)[0];
        const auto input = encodeBlocks(model.config, model.weights, rows, ids.visible, 0)[0];
        const auto visible = mask.visibleIds.size();

        QCOMPARE(trace.visible, static_cast<int>(visible));
        QCOMPARE(trace.patches.size(), 16U);
        QCOMPARE(trace.predicted.size(), 16U);
        for (int i = 0; i < 16; ++i) {
            QVERIFY(isSampleOf(trace.patches[std::size_t(i)], patches[i], i));
            QVERIFY(isSampleOf(trace.predicted[std::size_t(i)], predicted[i], i));
        }
        QCOMPARE(trace.embedded.size(), visible + 1);
        QCOMPARE(trace.encoded.size(), visible + 1);
        for (std::size_t i = 0; i <= visible; ++i) {
            const int patch = i == 0 ? -1 : mask.visibleIds[i - 1];
            const auto row = static_cast<std::int64_t>(i);
            QVERIFY(isSampleOf(trace.embedded[i], input[row], patch));
            QVERIFY(isSampleOf(trace.encoded[i], latent[0][row], patch));
        }
        QVERIFY(isSampleOf(trace.maskToken, model.weights.maskToken[0][0], -1));
        QCOMPARE(trace.encoderNorms.size(), 2U);
        const auto after = encodeBlocks(model.config, model.weights, rows, ids.visible, 1)[0];
        for (std::size_t i = 0; i <= visible; ++i) {
            QVERIFY(std::abs(trace.encoderNorms[0][i]
                             - after[static_cast<std::int64_t>(i)].norm().item<float>())
                    < 1e-4F);
        }
    }

    void theDecodersTokensStandRowByRow() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(16, 16);
        const auto trace = traceOf(model, picture, kChoice, {});
        QCOMPARE(trace.decoderInput.size(), 17U);
        QCOMPARE(trace.decoderOutput.size(), 17U);
        for (int i = 0; i < 17; ++i) {
            QCOMPARE(trace.decoderInput[std::size_t(i)].patch, i - 1);
            QCOMPARE(trace.decoderOutput[std::size_t(i)].patch, i - 1);
        }
        const auto mask = maskOf(kChoice, picture, 4);
        for (const auto id : mask.hiddenIds) { // the mask token and the place, nothing else
            const auto row =
                (model.weights.maskToken + model.weights.decoderPosEmbed.slice(1, id + 1, id + 2));
            QVERIFY(isSampleOf(trace.decoderInput[std::size_t(id + 1)], row[0][0], id));
        }
    }

    void patchesAreSortedByTheNoiseOfTheMask() {
        const auto trace = traceOf(test::toyModel(), test::noisyPicture(16, 16), kChoice, {});
        Rng rng(5, Purpose::Mask);
        QVERIFY(trace.drawn);
        QCOMPARE(trace.noise.size(), 16U);
        for (const float noise : trace.noise) {
            QCOMPARE(noise, static_cast<float>(rng.uniform()));
        }
        QVERIFY(std::ranges::is_sorted(trace.order, {}, [&](std::int32_t id) {
            return trace.noise[static_cast<std::size_t>(id)];
        }));
        for (std::size_t i = 0; i < 16; ++i) {
            const bool hidden = trace.result.hidden[std::size_t(trace.order[i])] != 0;
            QCOMPARE(hidden, i >= std::size_t(trace.visible));
        }
    }

    void otherStrategiesShowWhatTheySortBy() {
        for (const MaskStrategy& strategy :
             {MaskStrategy(GridMask{}), MaskStrategy(BlockMask{}), MaskStrategy(DetailMask{})}) {
            const auto trace = traceOf(test::toyModel(), test::noisyPicture(28, 12),
                                       {.config = {.strategy = strategy}, .seed = 2}, {});
            QCOMPARE(trace.noise.size(), 21U);
            QVERIFY(std::ranges::is_sorted(trace.order, {}, [&](std::int32_t id) {
                return trace.noise[static_cast<std::size_t>(id)];
            }));
        }
    }

    void aPaintedMaskHasNoNoise() {
        const auto mask = std::make_shared<const Mask>(
            maskFromHidden({4, 4}, {0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1}));
        const auto trace =
            traceOf(test::toyModel(), test::noisyPicture(16, 16), {.painted = mask}, {});
        QVERIFY(!trace.drawn);
        QCOMPARE(trace.visible, 3);
        for (std::size_t i = 0; i < 16; ++i) {
            QCOMPARE(trace.noise[i], static_cast<float>(mask->hidden()[i]));
        }
        QVERIFY(std::ranges::is_sorted(trace.order, {}, [&](std::int32_t id) {
            return trace.noise[static_cast<std::size_t>(id)];
        }));
    }

    void theResultIsWhatTheOtherViewsShow() {
        const auto model = test::toyModel();
        const auto picture = test::noisyPicture(28, 12);
        const auto trace = traceOf(model, picture, kChoice, {.fit = Fit::Native});
        const auto mask = maskOf(kChoice, picture, 4);
        const auto plain = reconstruct(model, picture, mask, {.fit = Fit::Native});
        QVERIFY(trace.result.reconstruction == plain.reconstruction);
        QVERIFY(trace.predictedPixels
                == reconstruct(model, picture, mask, {.pasteVisible = false, .fit = Fit::Native})
                       .reconstruction);
        QVERIFY(trace.config == model.config);
    }

    void whatCanNotBeTracedIsRefused() {
        auto model = test::toyModel();
        QVERIFY_EXCEPTION_THROWN(
            traceOf(model, test::noisyPicture(32, 16), kChoice, {.fit = Fit::Tiled}), Error);
        QVERIFY_EXCEPTION_THROWN(traceOf(model, test::noisyPicture(18, 16), kChoice, {}), Error);
        model.weights.decoderPred = {};
        QVERIFY_EXCEPTION_THROWN(traceOf(model, test::noisyPicture(16, 16), kChoice, {}), Error);
    }
};

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
