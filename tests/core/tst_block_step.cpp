// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/model/block_step.h"
#include "core/model/row_kernels.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/unbind.h>

#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <numbers>
#include <vector>

using namespace mae;

namespace {

constexpr double kEps = 1e-6;
constexpr std::int64_t kBrainBits = 16; // of a float that bfloat16 does not have

Tensor normed(const LayerNorm& norm, const Tensor& x) {
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, kEps);
}

/// The block, an operator for each step.
Tensor byOperators(const Block& block, const Tensor& x, int heads) {
    const auto b = x.size(0), t = x.size(1), d = x.size(2);
    const auto qkv = at::linear(normed(block.norm1, x), block.qkv.weight, block.qkv.bias)
                         .reshape({b, t, 3, heads, d / heads})
                         .permute({2, 0, 3, 1, 4});
    const auto parts = at::unbind(qkv, 0);
    const auto scores =
        at::matmul(parts[0] / std::sqrt(double(d / heads)), parts[1].transpose(-2, -1));
    const auto mixed =
        at::matmul(at::softmax(scores, -1), parts[2]).transpose(1, 2).reshape({b, t, d});
    const auto h = x + at::linear(mixed, block.proj.weight, block.proj.bias);
    const auto hidden =
        at::gelu(at::linear(normed(block.norm2, h), block.fc1.weight, block.fc1.bias));
    return h + at::linear(hidden, block.fc2.weight, block.fc2.bias);
}

std::vector<Tensor*> learned(Block& b) {
    return {&b.norm1.weight, &b.norm1.bias, &b.qkv.weight,   &b.qkv.bias,
            &b.proj.weight,  &b.proj.bias,  &b.norm2.weight, &b.norm2.bias,
            &b.fc1.weight,   &b.fc1.bias,   &b.fc2.weight,   &b.fc2.bias};
}

Block randomBlock(std::int64_t width, at::ScalarType type) {
    const auto options = at::TensorOptions(at::kFloat);
    const auto layer = [&](std::int64_t out, std::int64_t in) {
        return Linear{at::randn({out, in}, options) / std::sqrt(double(in)),
                      at::randn({out}, options) * 0.1};
    };
    const auto norm = [&] {
        return LayerNorm{1 + at::randn({width}, options) * 0.1, at::randn({width}, options) * 0.1};
    };
    Block block{.norm1 = norm(),
                .qkv = layer(3 * width, width),
                .proj = layer(width, width),
                .norm2 = norm(),
                .fc1 = layer(4 * width, width),
                .fc2 = layer(width, 4 * width)};
    for (auto* tensor : learned(block)) {
        *tensor = tensor->to(type).detach().requires_grad_(true);
    }
    return block;
}

Block copyOf(const Block& block, at::ScalarType type) {
    auto copy = block;
    for (auto* tensor : learned(copy)) {
        *tensor = tensor->detach().to(type).clone().requires_grad_(true);
    }
    return copy;
}

/// The largest difference in terms of the largest value.
double difference(const Tensor& a, const Tensor& b) {
    const auto wide = b.to(at::kDouble);
    return ((a.to(at::kDouble) - wide).abs().max() / wide.abs().max()).item<double>();
}

std::uint16_t brain(float value) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return static_cast<std::uint16_t>(bits >> kBrainBits);
}
float wide(float value) { return value; }
float wide(std::uint16_t value) {
    const auto bits = static_cast<std::uint32_t>(value) << kBrainBits;
    float result = 0;
    std::memcpy(&result, &bits, sizeof result);
    return result;
}
template <class T> T narrow(float value) {
    if constexpr (std::is_same_v<T, float>) {
        return value;
    } else {
        return brain(value);
    }
}

/// gelu, its slope and the softmax of every set of kernels against double precision.
template <class T> void checkFunctions(double tolerance) {
    const auto list = allRowKernels<T>();
    QVERIFY(list.count >= 1);
    for (int k = 0; k < list.count; ++k) {
        const auto& kernels = *list.items[k].kernels;
        for (const std::int64_t width : {1, 7, 16, 17, 33, 240}) {
            std::vector<T> values, bias(static_cast<std::size_t>(width), narrow<T>(0.0F)),
                y(values);
            for (std::int64_t i = 0; i < width; ++i) {
                values.push_back(narrow<T>(-9.0F + 18.0F * float(i) / float(width)));
            }
            y.resize(values.size());
            auto slope = values, p = values;
            kernels.gelu({1, width}, {.before = slope.data(), .bias = bias.data(), .y = y.data()});
            kernels.softmax({1, width}, {p.data()});
            double total = 0;
            for (const auto v : values) {
                total += std::exp(double(wide(v)));
            }
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double v = wide(values[i]);
                const double below = 0.5 * std::erfc(-v / std::numbers::sqrt2);
                const double density = std::exp(-v * v / 2) / std::sqrt(2 * std::numbers::pi);
                const auto near = [&](double actual, double wanted) {
                    return std::abs(actual - wanted) <= tolerance * std::max(1.0, std::abs(wanted));
                };
                QVERIFY2(near(wide(y[i]), v * below), list.items[k].name);
                QVERIFY2(near(wide(slope[i]), below + v * density), list.items[k].name);
                QVERIFY2(near(wide(p[i]), std::exp(v) / total), list.items[k].name);
            }
        }
    }
}

/// What the kernels beside those of checkFunctions() make of three rows, number after number.
template <class T> std::vector<float> resultsOf(const RowKernels<T>& kernels, std::int64_t width) {
    constexpr std::int64_t kRows = 3;
    const auto cells = static_cast<std::size_t>(kRows * width);
    const auto wave = [&](std::size_t count, double pace, double offset) {
        std::vector<T> values;
        for (std::size_t i = 0; i < count; ++i) {
            values.push_back(
                narrow<T>(static_cast<float>(std::sin(pace * double(i + 1)) + offset)));
        }
        return values;
    };
    const auto x = wave(cells, 0.7, 0.2), other = wave(cells, 1.3, 0);
    const auto weight = wave(static_cast<std::size_t>(width), 0.3, 1),
               shift = wave(static_cast<std::size_t>(width), 0.9, 0);
    std::vector<float> mean(kRows), scale(kRows), sums(static_cast<std::size_t>(4 * width)), all;
    std::vector<T> sum(cells), y(cells), dx = other, d = other, added(cells), q = other, p = x;
    const RowShape shape{kRows, width};
    kernels.norm(shape, {.x = x.data(),
                         .branch = other.data(),
                         .bias = shift.data(),
                         .sum = sum.data(),
                         .weight = weight.data(),
                         .shift = shift.data(),
                         .eps = kEps,
                         .y = y.data(),
                         .mean = mean.data(),
                         .scale = scale.data()});
    kernels.normGradient(shape, {.dy = dx.data(),
                                 .x = sum.data(),
                                 .residual = x.data(),
                                 .mean = mean.data(),
                                 .scale = scale.data(),
                                 .weight = weight.data(),
                                 .dx = dx.data(),
                                 .dWeight = sums.data(),
                                 .dShift = sums.data() + width});
    kernels.geluGradient(shape,
                         {.d = d.data(), .slope = x.data(), .dBias = sums.data() + 2 * width});
    kernels.add(shape,
                {.x = x.data(), .branch = other.data(), .bias = shift.data(), .sum = added.data()});
    kernels.columnSums(shape, {.x = x.data(), .sums = sums.data() + 3 * width});
    kernels.softmaxGradient(shape, {.d = q.data(), .p = p.data()});
    std::vector<T> heads(cells), back(cells);
    std::vector<float> merged(static_cast<std::size_t>(width));
    const HeadShape one{.batch = 1,
                        .tokens = kRows,
                        .parts = 1,
                        .heads = 1,
                        .width = width,
                        .partStride = kRows * width};
    kernels.split(one,
                  {.rows = x.data(), .bias = shift.data(), .scale = 0.5F, .heads = heads.data()});
    kernels.merge(one,
                  {.heads = heads.data(), .scale = 2, .rows = back.data(), .sums = merged.data()});
    for (const auto* values : {&sum, &y, &dx, &d, &added, &q, &heads, &back}) {
        std::ranges::transform(*values, std::back_inserter(all), [](T v) { return wide(v); });
    }
    for (const auto* values : {&mean, &scale, &sums, &merged}) {
        all.insert(all.end(), values->begin(), values->end());
    }
    return all;
}

/// Every set of kernels against the first, which is plain.
template <class T> void checkAgreement(float tolerance) {
    const auto list = allRowKernels<T>();
    for (const std::int64_t width : {1, 7, 16, 17, 33}) {
        const auto wanted = resultsOf(*list.items[0].kernels, width);
        for (int k = 1; k < list.count; ++k) {
            const auto actual = resultsOf(*list.items[k].kernels, width);
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                QVERIFY2(std::abs(actual[i] - wanted[i])
                             <= tolerance * std::max(1.0F, std::abs(wanted[i])),
                         qPrintable(QStringLiteral("%1, width %2, value %3: %4, not %5")
                                        .arg(QLatin1String(list.items[k].name))
                                        .arg(width)
                                        .arg(i)
                                        .arg(actual[i])
                                        .arg(wanted[i])));
            }
        }
    }
}

} // namespace

class TestBlockStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::manual_seed(7); }
    void cleanup() { setThreads(1); }

    void valuesAndGradientsAreThoseOfTheOperators_data() {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("threads");
        QTest::newRow("the encoder of a small model") << 17 << 192 << 3 << 1;
        QTest::newRow("its decoder") << 65 << 128 << 4 << 1;
        QTest::newRow("two threads") << 65 << 128 << 4 << 2;
        QTest::newRow("odd widths") << 5 << 36 << 3 << 1;
        QTest::newRow("one token") << 1 << 24 << 2 << 2;
    }
    void valuesAndGradientsAreThoseOfTheOperators() {
        QFETCH(int, tokens);
        QFETCH(int, width);
        QFETCH(int, heads);
        QFETCH(int, threads);
        setThreads(threads);
        const std::vector<std::pair<at::ScalarType, double>> types{{at::kFloat, 1e-5},
                                                                   {at::kBFloat16, 0.04}};
        for (const auto& [type, tolerance] : types) {
            auto block = randomBlock(width, type);
            auto exact = copyOf(block, at::kDouble);
            const auto x = at::randn({3, tokens, width}).to(type).requires_grad_(true);
            const auto same = x.detach().to(at::kDouble).requires_grad_(true);
            const auto weight = at::randn({3, tokens, width});
            QVERIFY(canStep(block, x));
            const auto y = blockStep(block, x, heads, kEps);
            const auto wanted = byOperators(exact, same, heads);
            QVERIFY(difference(y, wanted) <= tolerance);
            (y * weight.to(type)).sum().backward();
            (wanted * weight).sum().backward();
            QVERIFY(difference(x.grad(), same.grad()) <= tolerance);
            const auto ours = learned(block), theirs = learned(exact);
            for (std::size_t i = 0; i < ours.size(); ++i) {
                const double off = difference(ours[i]->grad(), theirs[i]->grad());
                QVERIFY2(off <= tolerance,
                         qPrintable(QStringLiteral("tensor %1: %2").arg(i).arg(off)));
            }
        }
    }

    void theSameInputGivesTheSameBits() {
        setThreads(2);
        std::vector<Tensor> first;
        for (int round = 0; round < 2; ++round) {
            at::manual_seed(3);
            auto block = randomBlock(48, at::kBFloat16);
            const auto x = at::randn({4, 9, 48}).to(at::kBFloat16).requires_grad_(true);
            const auto y = blockStep(block, x, 4, kEps);
            y.sum().backward();
            std::vector<Tensor> now{y, x.grad()};
            for (auto* tensor : learned(block)) {
                now.push_back(tensor->grad());
            }
            for (std::size_t i = 0; i < first.size(); ++i) {
                QVERIFY(at::equal(first[i], now[i]));
            }
            first = now;
        }
    }

    void whatIsNotANumberIsNotHidden() {
        for (const auto type : {at::kFloat, at::kBFloat16}) {
            for (const double bad : {std::nan(""), HUGE_VAL}) {
                const auto block = randomBlock(32, type);
                auto x = at::randn({1, 4, 32}).to(type);
                x[0][2][5] = bad;
                const auto y = blockStep(block, x, 2, kEps);
                QVERIFY(at::isnan(y).any().item<bool>());
            }
        }
    }

    void everySetOfKernelsComputesTheSameFunctions() {
        checkFunctions<float>(1e-6);
        checkFunctions<std::uint16_t>(0.01);
    }

    void everySetOfKernelsComputesTheSameRows() {
        checkAgreement<float>(1e-4F);
        checkAgreement<std::uint16_t>(0.03F);
    }

    void otherBlocksAreLeftToTheOperators() {
        auto block = randomBlock(32, at::kFloat);
        const auto x = at::randn({1, 4, 32});
        QVERIFY(canStep(block, x));
        QVERIFY(!canStep(block, x.to(at::kDouble)));
        {
            const at::NoGradGuard noGrad;
            QVERIFY(!canStep(block, x));
        }
        block.scale1 = at::rand({32});
        QVERIFY(!canStep(block, x));
    }
};

QTEST_GUILESS_MAIN(TestBlockStep)
#include "tst_block_step.moc"
