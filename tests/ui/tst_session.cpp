// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes.h"
#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <optional>

using namespace mae;
using mae::ui::Session;

namespace {

/// A model of a thousand numbers on scenes; endless unless @p steps is given.
TrainConfig quick(std::int64_t steps = 1'000'000) {
    TrainConfig config;
    config.model = {.imageSize = 16,
                    .patchSize = 4,
                    .width = 16,
                    .depth = 1,
                    .heads = 2,
                    .decoderWidth = 16,
                    .decoderDepth = 1,
                    .decoderHeads = 2};
    config.data.scenes = 12;
    config.data.workers = 1;
    config.train.batchSize = 2;
    config.train.steps = steps;
    config.train.precision = Precision::Float32;
    config.train.warmupEpochs = 0;
    config.preview = {.everySteps = 5, .count = 1};
    return config;
}

EngineOptions onTheCpu() { return {.device = "cpu", .threads = 1}; }

std::shared_ptr<const Image> picture() {
    return std::make_shared<const Image>(drawScene(1, 2, 20, 20));
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private:
    std::optional<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder.emplace();
        qputenv("MAE_HOME", m_folder->path().toUtf8());
    }

    void reportsEveryStepInOrder() {
        Session session(onTheCpu());
        QSignalSpy metrics(&session, &Session::metricsAdded);
        session.startTraining(quick());
        QTRY_VERIFY(metrics.count() >= 3);

        std::int64_t expected = 1;
        for (const auto& call : metrics) {
            for (const auto& one : call[0].value<std::vector<StepMetrics>>()) {
                QCOMPARE(one.step, expected++);
            }
        }
        QVERIFY(session.hasActiveRun());
        QCOMPARE(session.run().pictures, 12);
    }

    void drainsAtMostThirtyTimesASecondWhileItTrains() {
        Session session(onTheCpu());
        QElapsedTimer clock;
        std::vector<qint64> gaps;
        connect(&session, &Session::metricsAdded, &session, [&] {
            if (clock.isValid()) {
                gaps.push_back(clock.elapsed());
            }
            clock.start();
        });
        session.startTraining(quick());
        QTRY_VERIFY(gaps.size() >= 10);
        for (const auto gap : gaps) {
            QVERIFY2(gap >= 30, qPrintable(QString::number(gap))); // coarse timers: 33 ms - 5 %
        }
    }

    void pauseStopsTheStepsAndPicturesAreStillServed() {
        Session session(onTheCpu());
        QSignalSpy probes(&session, &Session::probesReady);
        QSignalSpy pictures(&session, &Session::reconstructionReady);
        session.startTraining(quick());
        session.useTrainingModel(true);
        QTRY_VERIFY(!probes.isEmpty());
        session.pause();
        QTRY_COMPARE(session.state(), EngineState::Paused);
        QVERIFY(session.usesTrainingModel());

        QSignalSpy metrics(&session, &Session::metricsAdded);
        const auto request = session.reconstruct(picture(), {.config = {}, .seed = 1}, {});
        QTRY_COMPARE(pictures.count(), 1);
        const auto answer = pictures[0][0].value<ReconstructionReady>();
        QCOMPARE(answer.request, request);
        QVERIFY(answer.training);
        QCOMPARE(answer.result->original.width, 16);
        QVERIFY(metrics.isEmpty());
    }

    void aRunEndsAndIsContinued() {
        Session session(onTheCpu());
        QSignalSpy started(&session, &Session::runStarted);
        QSignalSpy ended(&session, &Session::runEnded);
        session.startTraining(quick(6));
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended[0][0].value<RunEnded>().reason, RunEnd::Finished);
        QTRY_COMPARE(session.state(), EngineState::Idle);
        QVERIFY(!session.hasActiveRun());

        session.continueRun(QString::fromStdString(session.run().folder.string()), 2.0);
        QTRY_COMPARE(started.count(), 2);
        QCOMPARE(session.run().firstStep, 6);
        QTRY_COMPARE(ended.count(), 2);
        QCOMPARE(ended[1][0].value<RunEnded>().step, 12);
    }

    void refusesABadConfiguration() {
        Session session(onTheCpu());
        QSignalSpy failed(&session, &Session::failed);
        auto config = quick();
        config.model.patchSize = 5;
        session.startTraining(config);
        QTRY_COMPARE(failed.count(), 1);
        const auto failure = failed[0][0].value<EngineFailed>();
        QCOMPARE(failure.kind, ErrorKind::InvalidConfig);
        QCOMPARE(failure.context, std::string("training"));
        QCOMPARE(session.state(), EngineState::Idle);
    }

    void keepsTheOrderIfAReceiverWaitsForAnother() {
        Session session(onTheCpu());
        std::vector<EngineState> seen;
        connect(&session, &Session::stateChanged, &session, [&](EngineState state) {
            if (state == EngineState::Preparing) { // like a dialog: an event loop of its own
                QTRY_VERIFY(session.hasActiveRun());
            }
        });
        connect(&session, &Session::stateChanged, &session,
                [&](EngineState state) { seen.push_back(state); });
        session.startTraining(quick());
        QTRY_VERIFY(seen.size() >= 2);
        QVERIFY(session.state() == EngineState::Training);
    }

    void canBeDestroyedWhileTraining() {
        for (int i = 0; i < 20; ++i) {
            Session session(onTheCpu());
            QSignalSpy metrics(&session, &Session::metricsAdded);
            session.startTraining(quick());
            QTRY_VERIFY(metrics.count() >= i % 4);
        }
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
