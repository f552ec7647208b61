// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/safetensors.h"
#include "core/train/cross_entropy.h"
#include "core/train/linear_probe.h"
#include "core/train/lr_schedule.h"

#include "tests/support/shared.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <QTest>
#include <array>

using namespace mae;

class TestLinearProbe : public QObject {
    Q_OBJECT

    static double worst(const Tensor& a, const Tensor& b) {
        return (a - b).abs().max().item<double>();
    }

private Q_SLOTS:
    void tenStepsEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/fine_tune.safetensors");
        const auto file = readSafetensors(test::shared("reference/cases/fine_tune.safetensors"));
        const auto at = [&file](const char* name) {
            return *file.find(std::string("linprobe_train/") + name);
        };
        LinearProbe probe(Classifier{.runningMean = at("start/0.running_mean"),
                                     .runningVar = at("start/0.running_var"),
                                     .head = {at("start/1.weight"), at("start/1.bias")}});
        const LrSchedule schedule{.peak = 2, .end = 0, .warmupEpochs = 1, .epochs = 2};
        constexpr std::array kLosses{2.324702501296997,  2.3006343841552734, 2.3186628818511963,
                                     2.3313941955566406, 2.3102757930755615, 2.4030327796936035,
                                     2.3903191089630127, 2.2282028198242188, 2.372894763946533,
                                     2.2688372135162354};
        for (std::size_t i = 0; i < kLosses.size(); ++i) {
            const auto index = static_cast<std::int64_t>(i);
            const auto step = probe.step(at("features")[index], at("labels")[index],
                                         schedule.at(static_cast<double>(i) / 5));
            QVERIFY(std::abs(step.loss - kLosses[i]) < 1e-5);
            QVERIFY(worst(step.logits, at("train_logits")[index]) < 1e-5);
        }
        const auto made = probe.classifier();
        QVERIFY(worst(made.head.weight, at("final/1.weight")) < 1e-5);
        QVERIFY(worst(made.head.bias, at("final/1.bias")) < 1e-5);
        QVERIFY(worst(made.runningMean, at("final/0.running_mean")) < 1e-5);
        QVERIFY(worst(made.runningVar, at("final/0.running_var")) < 1e-5);
        const auto seen = (at("features")[0] - made.runningMean) / (made.runningVar + 1e-6).sqrt();
        QVERIFY(worst(at::linear(seen, made.head.weight, made.head.bias),
                      at("eval_logits_of_batch0_after"))
                < 1e-5);
    }

    void smoothedLabelsEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/fine_tune.safetensors");
        const auto file = readSafetensors(test::shared("reference/cases/fine_tune.safetensors"));
        const auto &logits = *file.find("label_smoothing/logits"),
                   &labels = *file.find("label_smoothing/labels");
        QVERIFY(std::abs(crossEntropy(logits, labels, 0.1).loss - 5.168985843658447) < 1e-5);
        QVERIFY(std::abs(crossEntropy(logits, labels, 0.2).loss - 5.045757293701172) < 1e-5);
        QVERIFY(std::abs(crossEntropy(logits, labels, 0.01).loss - 5.2798919677734375) < 1e-5);
    }

    void theGradientIsThatOfTheLoss() {
        auto logits = at::randn({3, 4}, at::kFloat);
        const auto labels = at::tensor({1, 0, 3}, at::kLong);
        const auto gradient = crossEntropy(logits, labels, 0.1).gradient;
        for (int i = 0; i < 12; ++i) {
            auto more = logits.clone(), less = logits.clone();
            more.view({-1})[i] += 1e-2;
            less.view({-1})[i] -= 1e-2;
            const double slope =
                (crossEntropy(more, labels, 0.1).loss - crossEntropy(less, labels, 0.1).loss)
                / 2e-2;
            QVERIFY(std::abs(slope - gradient.view({-1})[i].item<double>()) < 1e-4);
        }
    }

    void whatCanBeSeparatedIsLearned() {
        const auto labels = at::tensor({0, 1, 0, 1, 0, 1, 0, 1}, at::kLong);
        const auto features =
            at::randn({8, 6}, at::kFloat) * 0.1 + (labels.to(at::kFloat) * 2 - 1).unsqueeze(1);
        LinearProbe probe(6, 2, 1);
        double loss = 0;
        for (int i = 0; i < 200; ++i) {
            loss = probe.step(features, labels, 5).loss;
        }
        QVERIFY(loss < 0.1);
    }

    void whatDoesNotFitIsRefused() {
        QVERIFY_EXCEPTION_THROWN(LinearProbe(0, 2, 1), Error);
        QVERIFY_EXCEPTION_THROWN(LinearProbe(Classifier{}), Error);
        LinearProbe probe(4, 2, 1);
        const auto two = at::tensor({0, 1}, at::kLong);
        QVERIFY_EXCEPTION_THROWN(probe.step(at::zeros({2, 5}, at::kFloat), two, 1), Error);
        QVERIFY_EXCEPTION_THROWN(probe.step(at::zeros({1, 4}, at::kFloat), two, 1), Error);
        QVERIFY_EXCEPTION_THROWN(
            probe.step(at::zeros({2, 4}, at::kFloat), at::tensor({0, 2}, at::kLong), 1), Error);
        QVERIFY_EXCEPTION_THROWN(crossEntropy(at::zeros({2, 4}, at::kFloat), two, 1.5), Error);
    }
};

QTEST_GUILESS_MAIN(TestLinearProbe)
#include "tst_linear_probe.moc"
