// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors.h"
#include "core/train/run_guard.h"
#include "core/train/run_journal.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
namespace fs = std::filesystem;

namespace {

using Plan = std::map<std::int64_t, Fault>;

RunOptions withFaults(const Plan& plan) {
    RunOptions options;
    options.faults = [plan](std::int64_t tried) {
        const auto found = plan.find(tried);
        return found == plan.end() ? Fault::None : found->second;
    };
    return options;
}

std::vector<std::string> kindsOf(const TrainingRun& run) {
    std::vector<std::string> kinds;
    for (const auto& notice : run.notices()) {
        kinds.push_back(notice.kind);
    }
    return kinds;
}

bool allFinite(const fs::path& checkpoint) {
    const auto file = readSafetensors(checkpoint);
    return std::ranges::all_of(file.tensors, [](const NamedTensor& named) {
        return std::isfinite(named.tensor.sum().item<double>());
    });
}

} // namespace

class TestRunGuard : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return fs::path(m_folder.path().toStdString()); }
    fs::path place(const char* name) const {
        return root()
               / (std::string(QTest::currentDataTag() ? QTest::currentDataTag() : "") + name);
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }

    void theUsualIsGoodAndWhatIsFarAboveItIsNot() {
        GuardMemory memory;
        RunGuard guard(memory);
        const double inf = std::numeric_limits<double>::infinity();
        QVERIFY(guard.judge(inf, 1)->what == "loss");
        QVERIFY(guard.judge(std::nan(""), 1)->problem == RunGuard::Problem::NotFinite);
        QVERIFY(guard.judge(1, inf)->what == "gradient");
        QVERIFY(!guard.judge(1e9, 1e9)); // nobody knows yet what is usual
        for (int i = 0; i < 300; ++i) {  // a curve that falls, with noise
            const double loss = std::exp(-0.01 * i) * (1 + 0.2 * std::sin(7.0 * i));
            QVERIFY(!guard.judge(loss, 3 * loss));
            guard.accept(loss, 3 * loss);
        }
        QCOMPARE(memory.losses.size(), 100U);
        QVERIFY(!guard.judge(0.15, 0.5)); // three times the usual happens
        QVERIFY(guard.judge(50, 0.5)->problem == RunGuard::Problem::Spike);
        QCOMPARE(guard.judge(0.1, 1e4)->what, std::string("gradient"));
        QVERIFY(!guard.judge(1e-9, 1e-9)); // low is no harm
        guard.forget();
        QVERIFY(!guard.judge(50, 1e4));
    }

    void itsMemoryIsSavedExactly() {
        GuardMemory memory{.losses = {0.1, 1.0 / 3, -7e-12},
                           .norms = {1, 2, 3},
                           .skippedAt = {5, 9},
                           .skipped = 2,
                           .rewinds = 1,
                           .rate = 0.5,
                           .pieces = 4,
                           .notices = 7};
        QVERIFY(guardMemoryFromJson(toJson(memory)) == memory);
        for (const char* text : {"", "{}", "[]", "{\"losses\":7}", "nonsense"}) {
            QVERIFY(guardMemoryFromJson(text) == GuardMemory{});
        }
    }

    void oneBadStepIsSkipped_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("at");
        for (const int at : {0, 3, 7, 11}) {
            QTest::addRow("loss at %d", at) << int(Fault::Loss) << at;
            QTest::addRow("gradient at %d", at) << int(Fault::Gradient) << at;
            QTest::addRow("weights at %d", at) << int(Fault::Weights) << at;
        }
    }

    void oneBadStepIsSkipped() {
        QFETCH(int, fault);
        QFETCH(int, at);
        const auto options = withFaults({{at, Fault(fault)}});
        auto config = smallRun();
        config.checkpoint.everySteps = 1;
        auto run = TrainingRun::create(config, place("run"), options);
        advanceTo(*run, 12);
        QVERIFY(run->finished());
        const bool rewinds = Fault(fault) == Fault::Weights;
        QCOMPARE(run->notices().size(), rewinds ? 2U : 1U);
        const auto& notice = run->notices()[0];
        QCOMPARE(notice.kind, std::string("skipped"));
        QCOMPARE(notice.step, at);
        QCOMPARE(notice.tensor.empty(), Fault(fault) == Fault::Loss);
        run->save();
        for (const auto& file : listCheckpoints(place("run"))) {
            QVERIFY(allFinite(file.path));
        }
        QCOMPARE(readMetrics(place("run")).size(), 12U);
        QVERIFY(readNotices(place("run")) == run->notices());
    }

    void whatHappenedHappensAgainAfterAResume_data() {
        QTest::addColumn<int>("stopAt");
        for (const int step : {1, 2, 5, 8, 11}) {
            QTest::addRow("%d", step) << step;
        }
    }

    void whatHappenedHappensAgainAfterAResume() {
        QFETCH(int, stopAt);
        const auto options = withFaults({{2, Fault::Loss},
                                         {4, Fault::Gradient},
                                         {6, Fault::Loss}, // the third: it goes back
                                         {9, Fault::Memory},
                                         {12, Fault::Weights}});
        const auto config = smallRun();
        auto run = TrainingRun::create(config, place("whole"), options);
        advanceTo(*run, stopAt);
        run->save();
        advanceTo(*run, 12);
        const auto wanted = run->save();
        const auto notices = run->notices();
        QCOMPARE(kindsOf(*run),
                 (std::vector<std::string>{"skipped", "skipped", "skipped", "rewound",
                                           "micro_batch", "skipped", "rewound"}));
        run.reset();
        run = TrainingRun::create(config, place("cut"), options);
        advanceTo(*run, stopAt);
        run->save();
        advanceTo(*run, std::min(11, stopAt + 3));
        run.reset(); // as a crash would
        run = TrainingRun::open(place("cut"), {}, options);
        QCOMPARE(run->step(), stopAt);
        advanceTo(*run, 12);
        QCOMPARE(firstDifference(wanted, run->save()), QString());
        QVERIFY(run->notices() == notices);
        const auto a = readMetrics(place("whole")), b = readMetrics(place("cut"));
        QCOMPARE(a.size(), 12U);
        QVERIFY(std::ranges::equal(a, b, {}, &StepMetrics::loss, &StepMetrics::loss));
        QVERIFY(std::ranges::equal(a, b, {}, &StepMetrics::lr, &StepMetrics::lr));
    }

    void aSpikeIsSkippedAndARepeatedOneHalvesTheRate() {
        auto config = smallRun();
        config.train.steps = 130;
        const auto plan = Plan{{60, Fault::Spike}, {80, Fault::Spike}, {110, Fault::Spike}};
        auto run = TrainingRun::create(config, place("spikes"), withFaults(plan));
        auto calm = TrainingRun::create(config, place("calm"), {});
        std::optional<StepMetrics> last, calmLast;
        while (!run->finished()) {
            last = run->advance();
            calmLast = calm->advance();
        }
        QCOMPARE(kindsOf(*run),
                 (std::vector<std::string>{"skipped", "skipped", "skipped", "rewound"}));
        QVERIFY(run->notices()[3].text.find("those of step 100") != std::string::npos);
        QCOMPARE(last->lr, calmLast->lr / 2);
        QVERIFY(calm->notices().empty());
    }

    void whereBfloat16BreaksItGoesOnInFloat32() {
        auto config = smallRun();
        config.train.precision = Precision::BFloat16;
        const auto plan = Plan{{2, Fault::Loss}, {3, Fault::Loss}, {5, Fault::Loss}};
        auto run = TrainingRun::create(config, place("lower"), withFaults(plan));
        QCOMPARE(run->precision(), std::string("bfloat16"));
        advanceTo(*run, 6);
        QCOMPARE(run->precision(), std::string("float32"));
        QVERIFY(run->notices().back().text.find("float32") != std::string::npos);
        run->save();
        run.reset();
        run = TrainingRun::open(place("lower"), {}, {});
        QCOMPARE(run->precision(), std::string("float32"));
        advanceTo(*run, 12);
    }

    void afterThreeWaysBackItEndsWithAReason() {
        RunOptions options;
        options.faults = [](std::int64_t tried) { return tried < 4 ? Fault::None : Fault::Loss; };
        auto run = TrainingRun::create(smallRun(), place("hopeless"), options);
        advanceTo(*run, 4);
        const auto good = run->save();
        try {
            run->advance();
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Numerical);
            QVERIFY(std::string(error.what()).find("step 4.") != std::string::npos);
        }
        QCOMPARE(run->notices().size(), 12U + 3U + 1U);
        QCOMPARE(run->save(), good);
        QVERIFY(allFinite(good));
    }

    void tooLittleMemoryGivesTheSameStepInParts() {
        auto config = smallRun();
        config.train.batchSize = 9; // 3 parts, as 2 does not divide it
        auto run = TrainingRun::create(config, place("parts"), withFaults({{5, Fault::Memory}}));
        auto whole = TrainingRun::create(config, place("whole"), {});
        for (int step = 0; step < 12; ++step) {
            const auto a = run->advance(), b = whole->advance();
            QVERIFY(std::abs(a->loss - b->loss) < 1e-5 * b->loss);
            QVERIFY(std::abs(a->gradNorm - b->gradNorm) < 1e-4 * b->gradNorm);
        }
        QCOMPARE(kindsOf(*run), std::vector<std::string>{"micro_batch"});
        QVERIFY(run->notices()[0].text.find("in 3 parts") != std::string::npos);
    }

    void aTornJournalLosesOnlyItsTornLine() {
        const auto folder = place("torn");
        fs::create_directories(folder);
        RunJournal journal(folder, 100);
        journal.add(RunNotice{.step = 3, .kind = "skipped", .text = "ü\n\"", .tensor = "a.b"});
        journal.add(RunNotice{.step = 7, .kind = "rewound", .text = "x"});
        journal.add(RunChanged{5, "train.lr", "0.1"});
        journal.add(RunChanged{9, "train.lr", "0.2"});
        journal.add(RunChanged{6, "train.lr", "0.3"}); // 9 was of a session that was cut off
        QCOMPARE(readChanges(folder).size(), 2U);
        {
            std::ofstream stream(folder / "events.jsonl", std::ios::app);
            stream << "[1]\n{\"step\":-1}\nnonsense\n{\"step\":8,\"kind";
        }
        QVERIFY(readNotices(folder) == journal.notices());
        QCOMPARE(RunJournal(folder, 1).notices().size(), 1U); // what comes again is dropped
        QCOMPARE(readNotices(folder).size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestRunGuard)
#include "tst_run_guard.moc"
