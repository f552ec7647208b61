// SPDX-License-Identifier: GPL-3.0-or-later
// Row F17 of the fault table: there is no memory for a run that is being prepared, trains or is
// saved.
#include "core/data/scenes.h"
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"

#include "tests/support/engine_watcher.h"
#include "tests/support/failing_memory.h"
#include "tests/support/long_counts.h"
#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <functional>
#include <map>
#include <random>

using namespace mae;
using mae::test::EngineWatcher;
using mae::test::Failure;
using mae::test::times;
namespace fs = std::filesystem;

namespace {

TrainConfig tiny() {
    auto config = test::endlessRun();
    config.train.warmupEpochs = 0;
    config.preview = {.everySteps = 7, .count = 1};
    config.checkpoint.everySteps = 10;
    return config;
}

constexpr std::int64_t kSteps = 22;

/// With all that a run does beside its steps.
TrainConfig shortRun() {
    auto config = tiny();
    config.train.steps = kSteps;
    config.data.scenes = 12;
    config.data.validationShare = 0.34;
    config.log.validateEveryEpochs = 1;
    return config;
}

} // namespace

class TestEngineFaults : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<EngineWatcher> m_engine;
    int m_number = 0;

    fs::path newFolder() {
        return fs::path(m_home.path().toStdString()) / ("run" + std::to_string(++m_number));
    }
    bool stepsTo(std::int64_t step) {
        return m_engine->until(
            [&] { return !m_engine->metrics.empty() && m_engine->metrics.back().step >= step; });
    }
    bool hasRun() const { return m_engine->runs.size() > m_engine->ended.size(); }

    /// All that was asked has been done: a trial that is refused comes after it.
    bool allIsDone() {
        auto wrong = tiny();
        wrong.model.patchSize = 5;
        const auto refused = [this] {
            return std::ranges::count_if(m_engine->failures, [](const EngineFailed& f) {
                return std::string_view(f.context) == "trial" && f.request == 7'777;
            });
        };
        const auto before = refused();
        const auto told = m_engine->failures.size();
        m_engine->post(TryOut{7'777, wrong});
        const auto answered = [&] { return refused() > before; };
        // What goes wrong while a failure is told is told in its place.
        const auto lost = [&] {
            return std::any_of(
                m_engine->failures.begin() + std::ptrdiff_t(told), m_engine->failures.end(),
                [](const EngineFailed& f) { return std::string_view(f.context) == "training"; });
        };
        if (!m_engine->until([&] { return answered() || lost(); })) {
            return false;
        }
        m_engine->post(TryOut{7'777, wrong});
        return m_engine->until(answered);
    }

    bool endsRun() {
        m_engine->post(StopTraining{});
        m_engine->post(StopTraining{}); // also what can't be saved
        return m_engine->until(
            [this] { return !hasRun() && m_engine->state == EngineState::Idle; });
    }

    /// The engine trains, saves, looks and stops as if nothing had happened.
    void isUsable() {
        QVERIFY(endsRun());
        const auto folder = newFolder();
        m_engine->metrics.clear();
        m_engine->post(StartTraining{tiny(), folder});
        QVERIFY(stepsTo(2));
        QVERIFY(endsRun());
        QVERIFY(newestCheckpoint(folder).counters.step >= 2);
        QVERIFY2(m_engine->broken.empty(),
                 m_engine->broken.empty() ? "" : m_engine->broken.front().c_str());
        fs::remove_all(folder);
    }

    /// Does @p action with the allocation failing that @p nth says. @return allocations counted
    std::int64_t with(std::int64_t nth, Failure how, const std::function<void()>& action) {
        test::failAllocation(nth, how);
        action();
        const auto counted = test::allocationsCounted.load();
        test::allocationsUntilFailure = 0;
        return counted;
    }

    /// Checkpoints of every step of an undisturbed run.
    fs::path reference() {
        const auto folder = newFolder();
        auto config = shortRun();
        config.checkpoint = {.everySteps = 1, .keep = int{kSteps}};
        test::advanceTo(*TrainingRun::create(config, folder, {.device = "cpu", .threads = 1}),
                        kSteps);
        return folder;
    }

    /// What was said to be saved is there, and is what an undisturbed run would have saved.
    void checkpointsAreWhole(const fs::path& run, const fs::path& undisturbed) {
        const auto files = listCheckpoints(run);
        const auto pieces = std::ranges::any_of(m_engine->notices, [](const RunNotice& notice) {
            return notice.kind == "micro_batch"; // the same but for rounding
        });
        for (const auto& file : files) {
            QCOMPARE(readCheckpoint(file.path).counters.step, file.step);
            if (!pieces) {
                const auto expected = checkpointPath(undisturbed, file.step);
                QCOMPARE(test::firstDifference(file.path, expected), QString());
            }
        }
        for (const auto& saved : m_engine->saved) {
            QVERIFY2(!files.empty() && files.back().step >= saved.step,
                     qPrintable(QStringLiteral("step %1 was saved").arg(saved.step)));
            QCOMPARE(saved.path, checkpointPath(run, saved.step));
        }
    }

private Q_SLOTS:
    void initTestCase() {
        test::spared = true; // the test's own thread
        test::letTensorsFail();
        qputenv("MAE_HOME", m_home.path().toUtf8());
        m_engine = std::make_unique<EngineWatcher>();
    }
    void cleanupTestCase() { m_engine.reset(); }

    void preparingStopsCleanlyIfThereIsNoMemory() {
        std::mt19937_64 random(17);
        std::int64_t all = 20'000;
        int happened = 0;
        for (int i = 0; i < times(100); ++i) {
            const auto folder = newFolder();
            const auto told = m_engine->failures.size() + m_engine->notices.size();
            const auto runs = m_engine->runs.size();
            const auto counted = with(i == 0 ? 0 : 1 + std::int64_t(random() % std::uint64_t(all)),
                                      Failure::BadAlloc, [&] {
                                          m_engine->post(StartTraining{tiny(), folder});
                                          QVERIFY(allIsDone());
                                      });
            all = i == 0 ? counted : all;
            if (m_engine->runs.size() == runs) { // it did not begin: told once, nothing is left
                ++happened;
                QVERIFY(m_engine->failures.size() > told);
                m_engine->post(StartTraining{tiny(), folder}); // and it can be tried again
                QVERIFY(m_engine->until([&] { return m_engine->runs.size() > runs; }));
            }
            QVERIFY(endsRun());
            fs::remove_all(folder);
        }
        qInfo("%d preparations failed", happened);
        QVERIFY(happened > 10);
        isUsable();
    }

    void trainingAndSavingStopCleanlyOrGoOnIfThereIsNoMemory() {
        const auto undisturbed = reference();
        std::mt19937_64 random(18);
        std::int64_t all = 1;
        std::map<std::string, int> outcomes;
        for (int i = 0; i < times(100); ++i) {
            const auto folder = newFolder();
            const auto told = m_engine->failures.size();
            const auto ended = m_engine->ended.size(), runs = m_engine->runs.size();
            m_engine->notices.clear();
            m_engine->saved.clear();
            m_engine->post(StartTraining{shortRun(), folder});
            QVERIFY(m_engine->until([&] { return m_engine->runs.size() > runs; }));
            const auto nth = i == 0 ? 0 : 1 + std::int64_t(random() % std::uint64_t(all));
            const auto counted = with(nth, Failure::BadAlloc, [&] {
                QVERIFY(m_engine->until([&] {
                    return m_engine->ended.size() > ended || m_engine->state == EngineState::Paused;
                }));
            });
            all = i == 0 ? counted : all;
            if (m_engine->ended.size() == ended) {
                ++outcomes["paused"];
                m_engine->post(ResumeTraining{});
                QVERIFY(m_engine->until([&] { return m_engine->ended.size() > ended; }));
            }
            QVERIFY(m_engine->untilState(EngineState::Idle));
            QVERIFY2(m_engine->broken.empty(),
                     m_engine->broken.empty() ? "" : m_engine->broken.front().c_str());
            checkpointsAreWhole(folder, undisturbed);
            QVERIFY(!QTest::currentTestFailed());
            if (m_engine->ended.back().reason == RunEnd::Finished) {
                QCOMPARE(m_engine->metrics.size(), std::size_t(kSteps));
                QCOMPARE(listCheckpoints(folder).back().step, kSteps);
            } else {
                QVERIFY(m_engine->failures.size() > told);
            }
            ++outcomes[m_engine->ended.back().reason == RunEnd::Failed ? "failed" : "finished"];
            for (auto j = told; j < m_engine->failures.size(); ++j) {
                const auto& failure = m_engine->failures[j];
                ++outcomes[failure.context + ": " + failure.message];
            }
            outcomes["notices"] += int(m_engine->notices.size());
            fs::remove_all(folder);
        }
        for (const auto& [what, count] : outcomes) {
            qInfo("%4d %s", count, what.c_str());
        }
        isUsable();
    }

    void savingFailsCleanlyIfThereIsNoMemory() {
        const auto folder = newFolder();
        auto config = tiny();
        config.preview.everySteps = config.checkpoint.everySteps = 1'000'000;
        m_engine->metrics.clear();
        m_engine->post(StartTraining{config, folder});
        std::mt19937_64 random(19);
        std::int64_t all = 1;
        std::int64_t newest = 0;
        int refused = 0;
        for (int i = 0; i < times(100); ++i) {
            QVERIFY(stepsTo(newest + 1));
            m_engine->post(PauseTraining{});
            QVERIFY(m_engine->untilState(EngineState::Paused));
            const auto told = m_engine->failures.size(), saved = m_engine->saved.size();
            const auto nth = i == 0 ? 0 : 1 + std::int64_t(random() % std::uint64_t(all));
            const auto counted = with(nth, Failure::BadAlloc, [&] {
                m_engine->post(SaveNow{});
                QVERIFY(allIsDone());
            });
            all = i == 0 ? counted : all;
            const auto step = m_engine->metrics.back().step;
            if (m_engine->saved.size() == saved) { // what was there is there
                ++refused;
                QVERIFY(m_engine->failures.size() > told);
                const auto old = newestCheckpoint(folder).counters.step;
                QVERIFY(old == newest || old == step);
                m_engine->post(SaveNow{});
                QVERIFY(m_engine->until([&] { return m_engine->saved.size() > saved; }));
            }
            newest = newestCheckpoint(folder).counters.step;
            QCOMPARE(newest, step);
            QCOMPARE(m_engine->saved.back().step, step);
            m_engine->post(ResumeTraining{});
        }
        qInfo("%d saves failed", refused);
        QVERIFY(refused > times(10));
        isUsable();
    }
};

QTEST_GUILESS_MAIN(TestEngineFaults)
#include "tst_engine_faults.moc"
