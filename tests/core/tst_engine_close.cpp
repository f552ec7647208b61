// SPDX-License-Identifier: GPL-3.0-or-later
// Row F21 of the fault table: whatever the engine is doing when it is closed, it ends, and what was
// trained is saved.
#include "core/base/files.h"
#include "core/data/scenes.h"
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"

#include "tests/support/engine_watcher.h"
#include "tests/support/long_counts.h"
#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <optional>
#include <random>

using namespace mae;
using mae::test::EngineWatcher;
using mae::test::times;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kRounds = 20;
#else
constexpr int kRounds = 100;
#endif

TrainConfig endless() {
    auto config = test::smallRun();
    config.data.scenes = 8;
    config.data.workers = 1;
    config.train.batchSize = 2;
    config.train.steps = 1'000'000;
    config.preview = {.everySteps = 3, .count = 1};
    config.checkpoint.everySteps = 5;
    return config;
}

enum Doing { Loading, Training, Saving, Looking, Trying, Forking, Moving, Paused, Continuing, All };

} // namespace

class TestEngineClose : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_home;
    std::mt19937 m_random{21};
    std::uint64_t m_request = 0;

    unsigned draw(unsigned below) { return unsigned(m_random() % below); }

    /// Up to some milliseconds, as many as the machine takes.
    void spin() {
        for (auto left = draw(3) == 0 ? 0 : draw(4'000'000); left > 0; --left) {
            asm volatile("");
        }
    }

    void begin(EngineWatcher& engine, Doing doing) {
        engine.post(StartTraining{endless(), runsFolder() / "run"});
        if (doing == Loading) {
            return;
        }
        const auto steps = 1 + draw(8);
        QVERIFY(engine.until([&] { return engine.metrics.size() >= steps; }));
        if (doing != Training) {
            const auto before = engine.saved.size();
            engine.post(SaveNow{}); // so that there is something to fork and to leave behind
            QVERIFY(engine.until([&] { return engine.saved.size() > before; }));
        }
    }

    void act(EngineWatcher& engine, Doing doing) {
        switch (doing) {
        case Saving: engine.post(SaveNow{}); break;
        case Looking:
            engine.post(UseTrainingModel{true});
            engine.post(Reconstruct{++m_request, m_picture, {.seed = m_request}, {}});
            engine.post(MeasureLayers{});
            break;
        case Trying:
            engine.post(StopTraining{});
            engine.post(TryOut{++m_request, endless()});
            break;
        case Forking:
            engine.post(StopTraining{});
            engine.post(ForkRun{runsFolder() / "run", runsFolder() / "fork", {}});
            engine.post(ResumeTraining{});
            break;
        case Moving: engine.post(SaveElsewhere{runsFolder() / "moved"}); break;
        case Paused: engine.post(PauseTraining{}); break;
        case Continuing:
            engine.post(StopTraining{});
            engine.post(ContinueRun{runsFolder() / "run", {}, {{"train.lr", "0.0005"}}});
            break;
        case Loading:
        case Training:
        case All: break;
        }
    }

    /// Every run is openable, free, and has its last steps.
    static void isWhole(std::int64_t told) {
        std::int64_t newest = 0;
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(runsFolder(), none)) {
            const auto checkpoint = newestCheckpoint(entry.path());
            QCOMPARE(checkpoint.path, listCheckpoints(entry.path()).back().path); // none is torn
            newest = std::max(newest, checkpoint.counters.step);
            QVERIFY(!readRunSummary(entry.path()).beingWritten);
        }
        QVERIFY2(newest >= told, qPrintable(QStringLiteral("%1 < %2").arg(newest).arg(told)));
    }

    std::shared_ptr<const Image> m_picture = std::make_shared<const Image>(drawScene(1, 2, 20, 20));

private Q_SLOTS:
    void closedAtAnyMomentItEndsAndWhatWasTrainedIsSaved() {
        for (int round = 0; round < times(kRounds); ++round) {
            const auto doing = Doing(round % All);
            m_home.emplace();
            qputenv("MAE_HOME", m_home->path().toUtf8());
            std::int64_t told = 0;
            {
                EngineWatcher engine;
                begin(engine, doing);
                QVERIFY(!QTest::currentTestFailed());
                act(engine, doing);
                spin();
                engine.drain();
                told = engine.metrics.empty() ? 0 : engine.metrics.back().step;
                QVERIFY2(engine.broken.empty(),
                         engine.broken.empty() ? "" : engine.broken.front().c_str());
            } // closed
            isWhole(told);
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString::number(round)));
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineClose)
#include "tst_engine_close.moc"
