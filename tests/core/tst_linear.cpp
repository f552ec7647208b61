// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/model/linear.h"
#include "core/model/mae.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <c10/core/InferenceMode.h>

#include <QtTest>

using namespace mae;

namespace {

Tensor random(std::initializer_list<std::int64_t> shape, std::uint64_t stream) {
    auto tensor = at::empty(std::vector<std::int64_t>(shape), at::kFloat);
    Rng rng(5, Purpose::Weights, 0, stream);
    auto* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        values[i] = static_cast<float>(rng.uniform() - 0.5);
    }
    return tensor;
}

ModelConfig small() {
    return {.imageSize = 32,
            .patchSize = 4,
            .width = 64,
            .depth = 2,
            .heads = 4,
            .decoderWidth = 32,
            .decoderDepth = 2,
            .decoderHeads = 2};
}

bool near(const Tensor& a, const Tensor& b, double tolerance) {
    return a.sizes() == b.sizes()
           && (a.to(at::kFloat) - b.to(at::kFloat)).abs().max().item<double>() <= tolerance;
}

} // namespace

/// Matrices laid out for the CPU's kernels compute what the others do.
class TestLinear : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersComputeTheSame_data() {
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("tokens");
        QTest::newRow("1 x 1") << 1 << 1;
        QTest::newRow("1 x 31") << 1 << 31;
        QTest::newRow("1 x 32") << 1 << 32;
        QTest::newRow("3 x 17") << 3 << 17;
        QTest::newRow("2 x 65") << 2 << 65;
    }

    void layersComputeTheSame() {
        QFETCH(int, batch);
        QFETCH(int, tokens);
        const c10::InferenceMode inference;
        auto weights = initialWeights(small(), 1);
        weights.blocks[0].fc1.bias = random({256}, 1);
        const auto plain = converted(weights, at::kBFloat16, at::kCPU).blocks[0];
        const auto laid = readyToLook(weights, at::kBFloat16, at::kCPU).blocks[0];
        const auto x = random({batch, tokens, 64}, 2).to(at::kBFloat16);
        const auto other = random({batch, tokens, 256}, 3).to(at::kBFloat16);
        constexpr double kRounding = 0.01; // of bfloat16 at 1
        QVERIFY(near(linear(laid.fc1, x), linear(plain.fc1, x), kRounding));
        QVERIFY(near(linearGelu(laid.fc1, x), linearGelu(plain.fc1, x), kRounding));
        QVERIFY(near(linearAdd(laid.fc1, x, other), linearAdd(plain.fc1, x, other), kRounding));
        QVERIFY(
            near(linearPart(laid.fc1, x, 64, 128), linearPart(plain.fc1, x, 64, 128), kRounding));
        QVERIFY(near(linear(plain.fc1, x), at::linear(x, plain.fc1.weight, plain.fc1.bias), 0));
    }

    void modelsPredictTheSameForAnyNumberOfVisiblePatches() {
        const c10::InferenceMode inference;
        const auto config = small();
        const auto weights = initialWeights(config, 1);
        const auto plain = converted(weights, at::kBFloat16, at::kCPU);
        const auto laid = readyToLook(weights, at::kBFloat16, at::kCPU);
        makeKernels(laid);
        const auto patches = random({2, 64, 48}, 4).to(at::kBFloat16);
        for (const std::int64_t visible : {1, 15, 31, 32, 50, 63}) {
            const auto ids = idsFromNoise(random({2, 64}, 5 + std::uint64_t(visible)), visible);
            const auto seen = gatherRows(patches, ids.visible);
            const auto expected =
                decodeHidden(config, plain, encode(config, plain, seen, ids.visible), ids);
            const auto latent = encode(config, laid, seen, ids.visible);
            QCOMPARE(latent.size(1), visible + 1);
            const auto predicted = decodeHidden(config, laid, latent, ids);
            QVERIFY(near(predicted, expected, 0.05));
            QVERIFY(near(decodeAll(config, laid, latent, ids),
                         decodeAll(config, plain, latent, ids), 0.05));
        }
    }

    void float32StaysAsItIs() {
        const auto weights = initialWeights(small(), 1);
        const auto ready = readyToLook(weights, at::kFloat, at::kCPU);
        QCOMPARE(ready.blocks[0].qkv.weight.data_ptr(), weights.blocks[0].qkv.weight.data_ptr());
        makeKernels(ready); // nothing to make
    }
};

QTEST_GUILESS_MAIN(TestLinear)
#include "tst_linear.moc"
