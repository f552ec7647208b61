// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/io/safetensors.h"
#include "core/train/lars.h"

#include "tests/support/shared.h"
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include <QTest>
#include <cmath>
#include <limits>

using namespace mae;

namespace {

double largestDifference(const Tensor& a, const Tensor& b) {
    return (a - b).abs().max().item<double>();
}

} // namespace

class TestLars : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fiveStepsEqualTheReference_data() {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<double>("weightDecay");
        for (const char* name : {"matrix", "vector", "zero_matrix"}) {
            QTest::addRow("%s", name) << std::string(name) << 0.0;
            QTest::addRow("%s, decays", name) << std::string(name) << 0.0001;
        }
    }

    void fiveStepsEqualTheReference() {
        MAE_NEEDS_SHARED("reference/cases/lars.safetensors");
        QFETCH(std::string, name);
        QFETCH(double, weightDecay);
        const auto file = readSafetensors(test::shared("reference/cases/lars.safetensors"));
        QCOMPARE(file.metadata.at("lr"), std::string("0.1"));
        const LarsConfig config{.momentum = std::stod(file.metadata.at("momentum")),
                                .weightDecay = weightDecay,
                                .trust = std::stod(file.metadata.at("trust_coefficient"))};
        const auto run = (weightDecay > 0 ? "wd0.0001/" : "wd0/") + name;
        LarsState state{.parameter = *file.find(name + "/start")};
        for (int step = 0; step < 5; ++step) {
            const auto number = std::to_string(step);
            const auto* gradient = file.find(name + "/grad" + number);
            gradient = gradient != nullptr ? gradient : file.find(name + "/grad");
            state = larsStep(state, *gradient, 0.1, config);
            const auto &after = *file.find(run + "/after" + number),
                       &momentum = *file.find(run + "/mu" + number);
            QVERIFY(largestDifference(state.parameter, after) < 1e-6);
            QVERIFY(largestDifference(state.momentum, momentum) < 1e-6);
        }
    }

    void aStepIsAsLongAsTheTrustAllows() {
        const auto parameter = at::rand({6, 5}), gradient = at::rand({6, 5});
        for (const double size : {1e-6, 1.0, 1e6}) { // of the gradient: it does not matter
            const auto next = larsStep({.parameter = parameter}, gradient * size, 2.0);
            const double moved = (next.parameter - parameter).norm().item<double>();
            const double own = parameter.norm().item<double>();
            QVERIFY(std::abs(moved - 2.0 * 0.001 * own) < 1e-5 * own);
        }
    }

    void lengthsOfZeroLeaveTheGradientAsItIs() {
        const auto ones = at::ones({2, 2}), zeros = at::zeros({2, 2});
        QVERIFY(at::equal(larsStep({.parameter = zeros}, ones, 0.5).parameter, ones * -0.5));
        QVERIFY(at::equal(larsStep({.parameter = ones}, zeros, 0.5).parameter, ones));
    }

    void oneDimensionNeitherDecaysNorIsScaled() {
        const auto parameter = at::rand({5}), gradient = at::rand({5});
        const auto next = larsStep({.parameter = parameter}, gradient, 1, {.weightDecay = 10});
        QVERIFY(at::equal(next.momentum, gradient));
        QVERIFY(at::equal(next.parameter, parameter - gradient));
    }

    void aStepLeavesItsInputsAlone() {
        const auto parameter = at::rand({3, 4}), gradient = at::rand({3, 4}),
                   momentum = at::rand({3, 4});
        const auto copies = {parameter.clone(), gradient.clone(), momentum.clone()};
        const auto next = larsStep({parameter, momentum}, gradient, 0.1, {.weightDecay = 0.1});
        QVERIFY(at::equal(parameter, *copies.begin()));
        QVERIFY(at::equal(gradient, *(copies.begin() + 1)));
        QVERIFY(at::equal(momentum, *(copies.begin() + 2)));
        // The first momentum is no alias of the gradient: the caller may reuse it.
        const auto first = larsStep({.parameter = at::rand({4})}, gradient[0], 0.1);
        QVERIFY(!first.momentum.is_alias_of(gradient));
        QVERIFY(!at::equal(next.parameter, parameter));
    }

    void absurdSettingsAndTensorsAreRefused() {
        const LarsState state{.parameter = at::ones({2, 2})};
        const auto gradient = at::ones({2, 2});
        const auto refused = [&](double lr, const LarsConfig& config) {
            try {
                larsStep(state, gradient, lr, config);
            } catch (const Error& error) {
                return error.kind() == ErrorKind::InvalidConfig;
            }
            return false;
        };
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!refused(0, {}));
        QVERIFY(refused(-1, {}) && refused(nan, {}));
        QVERIFY(refused(1, {.momentum = 1}) && refused(1, {.momentum = -0.1}));
        QVERIFY(refused(1, {.weightDecay = -1}) && refused(1, {.trust = INFINITY}));
        QVERIFY_EXCEPTION_THROWN(larsStep({}, gradient, 1), Error);
        QVERIFY_EXCEPTION_THROWN(larsStep(state, at::ones({2, 3}), 1), Error);
        QVERIFY_EXCEPTION_THROWN(larsStep(state, at::ones({2, 2}, at::kDouble), 1), Error);
        QVERIFY_EXCEPTION_THROWN(larsStep({state.parameter, at::ones({4})}, gradient, 1), Error);
    }
};

QTEST_GUILESS_MAIN(TestLars)
#include "tst_lars.moc"
