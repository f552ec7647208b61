// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_watch.h"
#include "ui/session/paths.h"

#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mae;
using namespace mae::ui;

/// A session whose engine does nothing: its signals come from the test.
class TestRunWatch : public QObject {
    Q_OBJECT

    static constexpr const char* kRun = "/runs/night";

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::English); }
    void init() {
        m_seconds = 0;
        m_looks = false;
        m_session = std::make_unique<Session>(EngineOptions{.device = "cpu", .threads = 1});
        m_watch = std::make_unique<RunWatch>(
            *m_session, RunWatch::Surroundings{.isLookedAt = [this] { return m_looks; },
                                               .seconds = [this] { return m_seconds; }});
        m_told.clear();
        connect(m_watch.get(), &RunWatch::worthTelling, this,
                [this](const Notification& news) { m_told << news; });
    }
    void cleanup() {
        m_watch.reset();
        m_session.reset();
    }

    void theEndOfALongRunIsTold() {
        startRun();
        m_seconds = 3700;
        Q_EMIT m_session->metricsAdded({{.step = 1200, .loss = 0.25}});
        end(RunEnd::Finished);
        QCOMPARE(m_told.size(), 1);
        QCOMPARE(m_told[0].title, QStringLiteral("“night” has finished"));
        QCOMPARE(m_told[0].key, QLatin1String(kRun));
        QVERIFY(m_told[0].text.contains(QStringLiteral("1,200 steps")));
        QVERIFY(m_told[0].text.contains(QStringLiteral("0.2500")));
        QVERIFY(!m_told[0].urgent);
    }

    void aShortRunAndOneThatIsLookedAtAreNot() {
        startRun();
        m_seconds = 29;
        end(RunEnd::Finished);
        startRun();
        m_seconds = 1000;
        m_looks = true;
        end(RunEnd::Finished);
        QVERIFY(m_told.isEmpty());
    }

    void whoStopsARunKnows() {
        startRun();
        m_seconds = 1000;
        end(RunEnd::Stopped);
        QVERIFY(m_told.isEmpty());
    }

    void aFailureIsToldWithItsReason() {
        startRun();
        m_seconds = 1000;
        Q_EMIT m_session->failed({ErrorKind::Numerical, "The loss is not finite.", "training"});
        end(RunEnd::Failed);
        QCOMPARE(m_told.size(), 1);
        QVERIFY(m_told[0].title.contains(QStringLiteral("failed at step")));
        QCOMPARE(m_told[0].text, QStringLiteral("The loss is not finite."));
        QVERIFY(m_told[0].urgent);
    }

    void aRunThatPausesByItselfOrCannotBeSavedIsToldOnce() {
        const QTemporaryDir home;
        qputenv("MAE_HOME", QFile::encodeName(home.path()));
        auto config = test::smallRun();
        config.train.steps = 100'000;
        m_session->startTraining(config);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), EngineState::Training, 60'000);
        m_seconds = 1000;
        const EngineFailed full{ErrorKind::Io, "No space left on device.", "save"};
        Q_EMIT m_session->failed(full);
        Q_EMIT m_session->failed(full); // every few minutes
        QCOMPARE(m_told.size(), 1);
        QVERIFY(m_told[0].title.contains(QStringLiteral("can't be saved")));
        QVERIFY(m_told[0].urgent);
        m_session->pause();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), EngineState::Paused, 60'000);
        Q_EMIT m_session->failed({ErrorKind::Io, "7 of 10 pictures can't be read.", "training"});
        QCOMPARE(m_told.size(), 2);
        QVERIFY(m_told[1].title.contains(QStringLiteral("is paused")));
        QCOMPARE(m_told[1].text, QStringLiteral("7 of 10 pictures can't be read."));
    }

    void whatDoesNotConcernARunIsNot() {
        startRun();
        m_seconds = 1000;
        Q_EMIT m_session->failed({ErrorKind::Format, "No picture.", "reconstruct"});
        QVERIFY(m_told.isEmpty());
    }

private:
    void startRun() {
        RunStarted run;
        run.folder = kRun;
        Q_EMIT m_session->runStarted(run);
    }
    void end(RunEnd reason) { Q_EMIT m_session->runEnded({kRun, reason, 1200}); }

    double m_seconds = 0;
    bool m_looks = false;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RunWatch> m_watch;
    QList<Notification> m_told;
};

QTEST_MAIN(TestRunWatch)
#include "tst_run_watch.moc"
