// SPDX-License-Identifier: GPL-3.0-or-later
// Row F22 of the fault table: whatever is asked of a run in whatever order, the engine keeps its
// promises and ends idle. EngineWatcher checks the promises at every event.
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "core/data/scenes.h"
#include "core/io/run_folder.h"

#include "tests/support/engine_watcher.h"
#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <random>

using namespace mae;
using mae::test::EngineWatcher;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kActions = 500;
#else
constexpr int kActions = 10'000;
#endif

TrainConfig tiny(std::int64_t steps) {
    auto config = test::endlessRun();
    config.train.steps = steps;
    config.train.warmupEpochs = 0;
    config.preview = {.everySteps = 20, .count = 1};
    return config;
}

const char* brokenPromise(const EngineWatcher& engine) {
    return engine.broken.empty() ? "" : engine.broken.front().c_str();
}

/// A user who never rests.
class Monkey {
public:
    Monkey(EngineWatcher& engine, unsigned seed) : m_engine(engine), m_random(seed) {}

    void act() {
        switch (draw(24)) {
        case 0: m_engine.post(StartTraining{tiny(5 + std::int64_t(draw(60))), {}}); break;
        case 1: m_engine.post(ContinueRun{anyRun(), {}, {}}); break;
        case 2: m_engine.post(ContinueRun{anyRun(), double(1 + draw(20)), {}}); break;
        case 3: m_engine.post(ForkRun{anyRun(), {}, {{"train.lr", "0.0005"}}}); break;
        case 4:
        case 5: m_engine.post(PauseTraining{}); break;
        case 6:
        case 7:
        case 8: m_engine.post(ResumeTraining{}); break;
        case 9: m_engine.post(StopTraining{}); break;
        case 10: m_engine.post(SaveNow{}); break;
        case 11: m_engine.post(SaveElsewhere{}); break;
        case 12: m_engine.post(RemoveQueued{anyQueued()}); break;
        case 13:
        case 14: m_engine.post(anyChange()); break;
        case 15: m_engine.post(TryOut{++m_request, tiny(10)}); break;
        case 16: m_engine.post(UseTrainingModel{draw(3) > 0}); break;
        case 17: m_engine.post(OpenModel{.path = anyRun().string()}); break;
        case 18: m_engine.post(study()); break;
        default: m_engine.post(reconstruct()); break;
        }
    }

    unsigned draw(unsigned below) { return unsigned(m_random() % below); }

private:
    fs::path anyRun() {
        return m_engine.runs.empty() || draw(20) == 0
                   ? fs::path("/no/such/run")
                   : m_engine
                         .runs[m_engine.runs.size() - 1
                               - draw(unsigned(std::min<std::size_t>(6, m_engine.runs.size())))]
                         .folder;
    }
    std::uint64_t anyQueued() {
        const auto& waiting = m_engine.queue.runs;
        return waiting.empty() ? 99'999 : waiting[draw(unsigned(waiting.size()))].id;
    }
    ChangeRun anyChange() {
        constexpr std::array<std::array<const char*, 2>, 9> kChanges{{{"train.lr", "0.002"},
                                                                      {"train.steps", "40"},
                                                                      {"train.epochs", "3"},
                                                                      {"mask.ratio", "0.5"},
                                                                      {"mask.strategy", "block"},
                                                                      {"mask.ratio", "nan"},
                                                                      {"model.width", "16"},
                                                                      {"preview.every_steps", "3"},
                                                                      {"checkpoint.keep", "1"}}};
        const auto& change = kChanges[draw(unsigned(kChanges.size()))];
        return {change[0], change[1]};
    }
    MaskChoice mask() { return {.config = {.ratio = 0.1 * double(1 + draw(8))}, .seed = draw(9)}; }
    Reconstruct reconstruct() { return {++m_request, m_picture, mask(), {}}; }
    Study study() {
        ReconstructTask task;
        task.picture = [picture = m_picture] { return picture; };
        task.mask = mask();
        return {++m_request, StudyChannel::View, {task}};
    }

    EngineWatcher& m_engine;
    std::mt19937 m_random;
    std::uint64_t m_request = 0;
    std::shared_ptr<const Image> m_picture = std::make_shared<const Image>(drawScene(1, 2, 20, 20));
};

} // namespace

class TestEngineRandom : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase() { qputenv("MAE_HOME", m_home.path().toUtf8()); }

    void whateverIsAskedTheEngineKeepsItsPromises() {
        EngineWatcher engine;
        Monkey monkey(engine, 22);
        for (int done = 0; done < kActions;) {
            for (auto burst = 1 + monkey.draw(12); burst > 0; --burst, ++done) {
                monkey.act();
            }
            if (monkey.draw(3) > 0) { // else more is asked before all of this is heard
                QVERIFY(allIsHeard(engine));
            }
            engine.drain();
            QVERIFY2(engine.broken.empty(), brokenPromise(engine));
        }
        endsIdle(engine);
        everyRunIsWhole(engine);
    }

private:
    /// Commands are served in order: a trial that is refused comes after all that was asked.
    static bool allIsHeard(EngineWatcher& engine) {
        const auto refused = [&engine] {
            return std::ranges::count(engine.failures, "trial", &EngineFailed::context);
        };
        auto wrong = tiny(1);
        wrong.model.patchSize = 5;
        const auto before = refused();
        engine.post(TryOut{1, wrong});
        return engine.until([&] { return refused() > before; });
    }

    void endsIdle(EngineWatcher& engine) {
        engine.post(StopTraining{});
        engine.post(StopTraining{}); // also one that can't be saved
        QVERIFY(engine.until([&] {
            for (const auto& waiting : engine.queue.runs) {
                engine.post(RemoveQueued{waiting.id});
            }
            return engine.queue.runs.empty() && engine.state == EngineState::Idle
                   && engine.runs.size() == engine.ended.size();
        }));
        engine.post(StartTraining{tiny(3), {}});
        const auto before = engine.ended.size();
        QVERIFY(engine.until([&] { return engine.ended.size() > before; }));
        QVERIFY(engine.ended.back().reason == RunEnd::Finished);
        QVERIFY(engine.untilState(EngineState::Idle));
        QVERIFY2(engine.broken.empty(), brokenPromise(engine));
    }

    void everyRunIsWhole(const EngineWatcher& engine) {
        QVERIFY(engine.runs.size() >= std::size_t(kActions / 200));
        qInfo("%zu runs, %zu failures told, %zu reconstructions", engine.runs.size(),
              engine.failures.size(), engine.reconstructions.size());
        for (const auto& failure : engine.failures) {
            QVERIFY2(failure.kind != ErrorKind::Internal, failure.message.c_str());
        }
        for (const auto& ended : engine.ended) {
            QVERIFY(ended.reason != RunEnd::Failed);
            if (std::ranges::find(engine.left, ended.folder) != engine.left.end()) {
                continue;
            }
            const auto summary = readRunSummary(ended.folder);
            QVERIFY2(!summary.beingWritten && summary.lostSteps == 0, ended.folder.c_str());
            QVERIFY(summary.step >= ended.step);
        }
    }
};

QTEST_GUILESS_MAIN(TestEngineRandom)
#include "tst_engine_random.moc"
