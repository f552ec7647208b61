// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/fastest_type.h"

#include <QTest>

using namespace mae;

namespace {

Model modelOf(const ModelConfig& config) {
    Model model;
    model.config = config;
    model.weights = initialWeights(config, 1);
    return model;
}

} // namespace

class TestFastestType : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmallModelIsLookedAtInFloat32() {
        QCOMPARE(fastestType(modelOf({}), c10::kCPU), c10::kFloat);
    }

    void aLargeModelIsMeasuredAndStaysAsItWas() {
        const auto model = modelOf({.imageSize = 32,
                                    .patchSize = 16,
                                    .width = 768,
                                    .depth = 3,
                                    .heads = 12,
                                    .decoderWidth = 64,
                                    .decoderDepth = 1,
                                    .decoderHeads = 2});
        QVERIFY(parameterCount(model.config) > 20'000'000);
        const auto type = fastestType(model, c10::kCPU);
        QVERIFY(type == c10::kFloat || type == c10::kBFloat16);
        QCOMPARE(model.weights.norm.weight.scalar_type(), c10::kFloat);
    }
};

QTEST_GUILESS_MAIN(TestFastestType)
#include "tst_fastest_type.moc"
