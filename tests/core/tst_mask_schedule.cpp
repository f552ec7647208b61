// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/masking/mask_schedule.h"

#include <QTest>
#include <cmath>

using namespace mae;

namespace {

TrainMask masks(MaskScheduleKind kind, double from, double to) {
    TrainMask mask;
    mask.ratio = from;
    mask.schedule = kind;
    mask.endRatio = to;
    return mask;
}

TrainMask inSteps(const std::string& steps) {
    auto mask = masks(MaskScheduleKind::Steps, 0.75, 0);
    mask.steps = steps;
    return mask;
}

} // namespace

class TestMaskSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConstantScheduleIsTheMask() {
        auto mask = masks(MaskScheduleKind::Constant, 0.6, 0.9);
        mask.strategy = BlockMask{.blocks = 3};
        const MaskSchedule schedule(mask, 100, 10);
        for (const std::int64_t step : {0, 1, 50, 99, 1000}) {
            QVERIFY(schedule.at(step) == static_cast<const MaskConfig&>(mask));
        }
    }

    void curvesBeginAndEndWhereTheySay() {
        for (const auto kind : {MaskScheduleKind::Linear, MaskScheduleKind::Cosine}) {
            const MaskSchedule schedule(masks(kind, 0.5, 0.9), 101, 10);
            QCOMPARE(schedule.at(0).ratio, 0.5);
            QCOMPARE(schedule.at(50).ratio, 0.7);
            QCOMPARE(schedule.at(100).ratio, 0.9);
            QCOMPARE(schedule.at(500).ratio, 0.9); // a run that was cut short
            for (std::int64_t step = 1; step <= 100; ++step) {
                QVERIFY(schedule.at(step).ratio > schedule.at(step - 1).ratio);
            }
        }
        const MaskSchedule cosine(masks(MaskScheduleKind::Cosine, 0.9, 0.5), 101, 10);
        QVERIFY(std::abs(cosine.at(25).ratio - (0.5 + 0.4 * 0.5 * (1 + std::sqrt(0.5)))) < 1e-12);
        QCOMPARE(MaskSchedule(masks(MaskScheduleKind::Linear, 0.5, 0.9), 1, 1).at(0).ratio, 0.5);
    }

    void stepsChangeRatioAndStrategyAtTheirEpoch() {
        auto mask = inSteps("1:0.6, 2.5:block:0.5,4:0.9, 5:random:0.1");
        mask.strategy = UniformMask{.cell = 3};
        const MaskSchedule schedule(mask, 1000, 10);
        const auto is = [&](std::int64_t step, const MaskStrategy& strategy, double ratio) {
            const auto at = schedule.at(step);
            return at.strategy == strategy && at.ratio == ratio;
        };
        QVERIFY(is(9, UniformMask{.cell = 3}, 0.75));
        QVERIFY(is(10, UniformMask{.cell = 3}, 0.6));
        QVERIFY(is(24, UniformMask{.cell = 3}, 0.6));
        QVERIFY(is(25, BlockMask{}, 0.5));
        QVERIFY(is(40, BlockMask{}, 0.9));
        QVERIFY(is(999, RandomMask{}, 0.1));
    }

    void aStrategyOfTheRunKeepsItsSettings() {
        auto mask = inSteps("1:random:0.5, 2:block:0.5");
        mask.strategy = BlockMask{.blocks = 5, .aspect = 2};
        const auto steps = parseMaskSteps(mask);
        QVERIFY(steps[0].mask.strategy == MaskStrategy(RandomMask{}));
        QVERIFY(steps[1].mask.strategy == mask.strategy);
    }

    void epochsThatAreNoWholeNumbersOfStepsRoundUp() {
        const MaskSchedule schedule(inSteps("0.1:0.5, 0.25:0.6"), 100, 10);
        QCOMPARE(schedule.at(0).ratio, 0.75);
        QCOMPARE(schedule.at(1).ratio, 0.5); // 0.1 * 10 is not less than 1
        QCOMPARE(schedule.at(2).ratio, 0.5);
        QCOMPARE(schedule.at(3).ratio, 0.6);
    }

    void wrongStepsAreRefusedWithTheReason_data() {
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* steps, const char* reason) {
            QTest::newRow(steps) << QString::fromLatin1(steps) << QString::fromLatin1(reason);
        };
        row("", "must be epoch:ratio");
        row("5", "must be epoch:ratio");
        row("1:0.5,", "must be epoch:ratio");
        row("1:a:b:0.5", "must be epoch:ratio");
        row("x:0.5", "epoch 'x'");
        row("-1:0.5", "epoch '-1'");
        row("nan:0.5", "epoch 'nan'");
        row("1e9:0.5", "epoch '1e9'");
        row("1:1", "ratio '1'");
        row("1:-0.1", "ratio '-0.1'");
        row("1:inf", "ratio 'inf'");
        row("1:spiral:0.5", "strategy 'spiral'");
        row("2:0.5,1:0.6", "1 does not come after 2");
        row("2:0.5,2:0.6", "2 does not come after 2");
    }
    void wrongStepsAreRefusedWithTheReason() {
        QFETCH(QString, steps);
        QFETCH(QString, reason);
        try {
            parseMaskSteps(inSteps(steps.toStdString()));
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::InvalidConfig);
            QVERIFY2(QString::fromStdString(error.what()).contains(reason), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestMaskSchedule)
#include "tst_mask_schedule.moc"
