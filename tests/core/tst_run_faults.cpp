// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the fault table that concern a run: F1, F2, F4, F6, F7, F8, F9, F12, F16.
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/config_json.h"
#include "core/config/validate.h"
#include "core/io/run_folder.h"
#include "core/train/checkpoint.h"
#include "core/train/training_run.h"

#include "tests/support/long_counts.h"
#include "tests/support/small_run.h"
#include "tests/support/traced.h"
#include "tests/support/unprivileged.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <map>
#include <optional>
#include <random>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
using mae::test::times;
namespace fs = std::filesystem;

namespace {

TrainConfig tinyRun() {
    auto config = test::endlessRun();
    config.data.scenes = 4;
    config.preview.count = 0;
    return config;
}

bool hasLitter(const fs::path& run) {
    const auto entries = fs::recursive_directory_iterator(run);
    return std::any_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
        return entry.path().filename().string().starts_with(".mae-unfinished");
    });
}

/// Trains in a child process, saving at every step; never comes back.
[[noreturn]] void saveUntilKilled(const fs::path& run, int told) {
    try {
        setThreads(1);
        auto training = TrainingRun::open(run, {}, {});
        while (true) {
            training->advance();
            training->save();
            const char done = 's';
            if (::write(told, &done, 1) != 1) {
                ::_exit(1);
            }
        }
    } catch (...) {
        ::_exit(2);
    }
}

std::string textOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace

class TestRunFaults : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path root() const { return m_folder->path().toStdString(); }

    /// A run with checkpoints of the steps 1 and 2.
    fs::path savedRun() const {
        const auto folder = root() / "run";
        auto run = TrainingRun::create(tinyRun(), folder, {});
        advanceTo(*run, 1);
        run->save();
        advanceTo(*run, 2);
        run->save();
        return folder;
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void killedAtAnyTimeOfASaveLoopTheNewestCheckpointLoads() {
        const auto folder = savedRun();
        std::mt19937 random(7);
        std::int64_t before = 2;
        for (int round = 0; round < times(200); ++round) {
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe(pipe.data()), 0);
            const auto child = ::fork();
            if (child == 0) {
                ::close(pipe[0]);
                saveUntilKilled(folder, pipe[1]);
            }
            ::close(pipe[1]);
            char done = 0;
            const auto saves = 1 + random() % 4;
            for (unsigned i = 0; i < saves; ++i) {
                QCOMPARE(::read(pipe[0], &done, 1), 1);
            }
            for (auto spin = random() % 200'000; spin > 0; --spin) { // somewhere in the next one
                asm volatile("");
            }
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            ::close(pipe[0]);
            const auto newest = newestCheckpoint(folder);
            QCOMPARE(newest.path, listCheckpoints(folder).back().path); // none is torn
            QVERIFY(newest.counters.step >= before + std::int64_t(saves));
            before = newest.counters.step;
        }
        auto run = TrainingRun::open(folder, {}, {});
        QVERIFY(!hasLitter(folder));
        QCOMPARE(run->step(), before);
        QVERIFY(listCheckpoints(folder).size() <= 5);
    }

    void aFolderThatARunHasLeftIsNotOfferedAgain() {
        const auto folder = savedRun(), other = root() / "other";
        {
            auto run = TrainingRun::open(folder, {}, {});
            advanceTo(*run, 4); // its log goes on after its newest checkpoint
            run->moveTo(other);
            QVERIFY(!readRunSummary(folder).interrupted);
            advanceTo(*run, 5);
        }
        QVERIFY(!readRunSummary(folder).interrupted);
        QVERIFY(readRunSummary(other).interrupted); // not saved since
        QCOMPARE(readRunSummary(other).lostSteps, 1);
        QCOMPARE(TrainingRun::open(folder, {}, {})->step(), 2); // who wants to may go on with it
    }

    void killedAtAnyCallOfASaveThereIsTheOldOrTheNewCheckpoint() {
        const auto folder = savedRun();
        auto run = TrainingRun::open(folder, {}, {});
        advanceTo(*run, 3);
        run->save();
        const CheckpointImage image{.path = checkpointPath(folder, 9),
                                    .tensors = readCheckpoint(run->lastCheckpoint()).file.tensors,
                                    .metadata = {{"step", "9"}, {"time", "1"}},
                                    .step = 9};
        const auto save = [&] {
            writeImage(image);
            pruneCheckpoints(folder, 1, 9);
            return 0;
        };
        const auto before = listCheckpoints(folder);
        std::map<fs::path, std::string> old;
        for (const auto& file : before) {
            old[file.path] = textOf(file.path);
        }
        bool sawOld = false, sawNew = false;
        for (int call = 0;; ++call) {
            QVERIFY(call < 500);
            const auto outcome = test::withFault({.call = call}, save);
            const auto step = newestCheckpoint(folder).counters.step;
            QVERIFY(step == 3 || step == 9);
            sawOld = sawOld || step == 3;
            sawNew = sawNew || step == 9;
            removeUnfinishedFiles(checkpointsFolder(folder));
            fs::remove(image.path);
            for (const auto& [path, text] : old) {
                put(path, text);
            }
            if (outcome.finished) {
                QCOMPARE(outcome.code, 0);
                break;
            }
        }
        QVERIFY(sawNew);
#if defined(__x86_64__)
        QVERIFY(sawOld);
#endif
    }

    void anyCallOfASaveMayFailAndNoCheckpointIsLost_data() {
        QTest::addColumn<int>("error");
        for (const auto& [name, error] : {std::pair{"ENOSPC", ENOSPC},
                                          {"EIO", EIO},
                                          {"EDQUOT", EDQUOT},
                                          {"EINTR", EINTR},
                                          {"EROFS", EROFS}}) {
            QTest::newRow(name) << error;
        }
    }

    void anyCallOfASaveMayFailAndNoCheckpointIsLost() {
        QFETCH(int, error);
        const auto folder = savedRun();
        const CheckpointImage image{.path = checkpointPath(folder, 9),
                                    .tensors =
                                        readCheckpoint(checkpointPath(folder, 2)).file.tensors,
                                    .metadata = {{"step", "9"}, {"time", "1"}},
                                    .step = 9};
        const auto save = [&] {
            try {
                writeImage(image);
                pruneCheckpoints(folder, 3, 9);
                return 0;
            } catch (const Error& e) {
                return e.kind() == ErrorKind::Io || e.kind() == ErrorKind::Format ? 3 : 4;
            } catch (...) {
                return 5;
            }
        };
        for (int call = 0;; ++call) {
            QVERIFY(call < 500);
            const auto outcome = test::withFault({.call = call, .error = error}, save);
            QVERIFY2(outcome.code == 0 || outcome.code == 3, std::to_string(call).c_str());
            const auto step = newestCheckpoint(folder).counters.step;
            QVERIFY(step == 9 || (step == 2 && outcome.code == 3));
            QVERIFY(fs::exists(checkpointPath(folder, 2)));
            removeUnfinishedFiles(checkpointsFolder(folder));
            fs::remove(image.path);
            if (outcome.finished) {
                break;
            }
        }
    }

    void aBitThatFlippedIsSeenAndTheCheckpointBeforeItTaken() {
        const auto folder = savedRun();
        const auto newest = checkpointPath(folder, 2);
        const auto good = textOf(newest);
        int passedOver = 0;
        const std::size_t stride = times(1) > 1 ? 1 : 64;
        for (std::size_t bit = 0; bit < good.size() * 8; bit += stride) {
            auto bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit + bit / 64) % 8));
            put(newest, bad);
            QCOMPARE(newestCheckpoint(folder).counters.step, 1);
            ++passedOver;
        }
        QVERIFY(passedOver > 100);
        put(newest, good);
        QCOMPARE(newestCheckpoint(folder).counters.step, 2);
    }

    void aCheckpointThatIsCutOffAnywhereIsPassedOver() {
        const auto folder = savedRun();
        const auto newest = checkpointPath(folder, 2);
        const auto good = textOf(newest);
        const auto count = static_cast<std::size_t>(times(1100));
        for (std::size_t i = 0; i < count; ++i) {
            put(newest, good.substr(0, i * good.size() / count));
            QCOMPARE(newestCheckpoint(folder).counters.step, 1);
        }
        auto run = TrainingRun::open(folder, {}, {});
        QCOMPARE(run->step(), 1);
        advanceTo(*run, 2);
        run->save();
        QCOMPARE(firstDifference(run->lastCheckpoint(), newest), QString());
        QCOMPARE(textOf(newest).size(), good.size());
    }

    void aRunWhoseFolderIsLostGoesOnAndIsSavedElsewhere_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("step");
        for (const int step : {1, 3}) {
            for (const char* fault : {"deleted", "renamed", "a file instead", "no checkpoints",
                                      "read-only", "all read-only"}) {
                QTest::addRow("%s after step %d", fault, step) << QString::fromUtf8(fault) << step;
            }
        }
    }

    void aRunWhoseFolderIsLostGoesOnAndIsSavedElsewhere() {
        QFETCH(QString, fault);
        QFETCH(int, step);
        const auto folder = root() / "run", other = root() / "other";
        auto config = smallRun();
        config.checkpoint.everySteps = 1;
        auto run = TrainingRun::create(config, folder, {});
        advanceTo(*run, step);
        run->finishSaves();
        std::optional<test::Unprivileged> user;
        if (fault == QStringLiteral("renamed")) {
            fs::rename(folder, other);
        } else if (fault.endsWith(QStringLiteral("read-only"))) {
            user.emplace(root());
            if (!user->works()) {
                QSKIP("root may write everywhere, and can't become another user here");
            }
            const auto readOnly = fs::perms::owner_read | fs::perms::owner_exec;
            fs::permissions(checkpointsFolder(folder), readOnly);
            if (fault.startsWith(QStringLiteral("all"))) {
                fs::permissions(previewsFolder(folder), readOnly);
                fs::permissions(folder, readOnly);
            }
        } else {
            fs::remove_all(fault == QStringLiteral("no checkpoints") ? checkpointsFolder(folder)
                                                                     : folder);
            if (fault == QStringLiteral("a file instead")) {
                put(folder, "mine");
            }
        }
        advanceTo(*run, 6);
        run->finishSaves();
        QVERIFY(!run->saveProblem().empty());
        QVERIFY_EXCEPTION_THROWN(run->save(), Error);
        run->moveTo(other); // where it was renamed to, it finds itself again
        QCOMPARE(run->folder(), other);
        QVERIFY(run->saveProblem().empty());
        advanceTo(*run, 12);
        const auto last = run->save();
        QCOMPARE(last, checkpointPath(other, 12));
        QCOMPARE(readMetrics(other).size(), 12U);
        QCOMPARE(readRunConfig(other).train.lr, config.train.lr);
        QVERIFY_EXCEPTION_THROWN(TrainingRun::open(other, {}, {}), Error); // it is locked there
        run.reset();
        run = TrainingRun::open(other, {}, {});
        QCOMPARE(run->step(), 12);
        auto whole = TrainingRun::create(smallRun(), root() / "whole", {});
        advanceTo(*whole, 12);
        QCOMPARE(firstDifference(whole->save(), last), QString());
    }

    void aPlaceThatIsTakenIsRefusedAndTheRunStays() {
        const auto folder = root() / "run", other = root() / "other";
        auto run = TrainingRun::create(smallRun(), folder, {});
        advanceTo(*run, 3);
        fs::create_directories(other);
        put(other / "notes.txt", "mine");
        QVERIFY_EXCEPTION_THROWN(run->moveTo(other), Error);
        put(root() / "file", "mine");
        QVERIFY_EXCEPTION_THROWN(run->moveTo(root() / "file"), Error);
        QVERIFY_EXCEPTION_THROWN(run->moveTo("/proc/no/such/place"), Error);
        QCOMPARE(run->folder(), folder);
        QCOMPARE(std::distance(fs::directory_iterator(other), {}), 1);
        QCOMPARE(run->save(), checkpointPath(folder, 3));
    }

    void ofManyProcessesOneWritesTheRun() {
        const auto folder = savedRun();
        for (int round = 0; round < times(50); ++round) {
            std::array<int, 2> go{}, told{};
            QVERIFY(::pipe(go.data()) == 0 && ::pipe(told.data()) == 0);
            std::array<pid_t, 8> children{};
            for (auto& child : children) {
                child = ::fork();
                if (child == 0) {
                    ::close(go[1]);
                    char c = 0;
                    if (::read(go[0], &c, 1) != 0) { // all wait for the pipe's end
                        ::_exit(1);
                    }
                    char answer = 'x';
                    std::unique_ptr<TrainingRun> run;
                    try {
                        run = TrainingRun::open(folder, {}, {});
                        answer = 'y';
                    } catch (const Error& error) {
                        const std::string what = error.what();
                        answer = what.find("another process") != std::string::npos ? 'n' : 'x';
                    }
                    if (::write(told[1], &answer, 1) != 1) {
                        ::_exit(1);
                    }
                    ::pause(); // holds it until it is killed
                }
            }
            ::close(go[0]);
            ::close(go[1]);
            std::string answers;
            while (answers.size() < children.size()) {
                char c = 0;
                QCOMPARE(::read(told[0], &c, 1), 1);
                answers += c;
            }
            QCOMPARE(std::count(answers.begin(), answers.end(), 'y'), 1);
            QCOMPARE(std::count(answers.begin(), answers.end(), 'n'), 7);
            QVERIFY(readRunSummary(folder).beingWritten);
            for (const auto child : children) {
                ::kill(child, SIGKILL);
                ::waitpid(child, nullptr, 0);
            }
            ::close(told[0]);
            ::close(told[1]);
            QVERIFY(!readRunSummary(folder).beingWritten); // freed by the kernel at once
        }
        QCOMPARE(TrainingRun::open(folder, {}, {})->step(), 2);
    }

    void stoppedAtRandomStepsARunIsBitExact() {
        std::mt19937 random(12);
        auto config = smallRun();
        config.train.steps = 40; // eight passes of five steps
        auto whole = TrainingRun::create(config, root() / "whole", {});
        advanceTo(*whole, 40);
        const auto wanted = whole->save();
        const auto metrics = readMetrics(root() / "whole");
        for (int round = 0; round < times(30); ++round) {
            const auto folder = root() / ("cut" + std::to_string(round));
            config.data.workers = 1 + int(random() % 3);
            auto run = TrainingRun::create(config, folder, {});
            while (!run->finished()) {
                advanceTo(*run, std::min<std::int64_t>(40, run->step() + 1 + random() % 20));
                run->save();
                advanceTo(*run, std::min<std::int64_t>(39, run->step() + random() % 3)); // lost
                run.reset();
                run = TrainingRun::open(folder, {}, {});
            }
            QCOMPARE(firstDifference(wanted, run->lastCheckpoint()), QString());
            const auto again = readMetrics(folder);
            QVERIFY(std::ranges::equal(metrics, again, {}, &StepMetrics::loss, &StepMetrics::loss));
            QVERIFY(std::ranges::equal(metrics, again, {}, &StepMetrics::gradNorm,
                                       &StepMetrics::gradNorm));
            run.reset();
            fs::remove_all(folder);
        }
    }

    void absurdSettingsAreRefusedByNameAndLeaveNothing() {
        std::mt19937 random(16);
        const std::array<const char*, 10> values{
            "-1", "0", "1e308", "nan", "inf", "-1e99", "abc", "", "99999999999999999999", "1e-320"};
        const auto infos = listSettings(smallRun());
        int refused = 0;
        for (int i = 0; i < times(2000); ++i) {
            auto config = tinyRun();
            std::vector<std::string> paths;
            try {
                for (auto k = 1 + random() % 3; k > 0; --k) {
                    const auto& path = infos[random() % infos.size()].path;
                    if (path == "data.paths") {
                        continue;
                    }
                    paths.push_back(path);
                    setSetting(config, path, values[random() % values.size()]);
                }
                if (validate(config).empty()) {
                    continue; // some are only odd
                }
                TrainingRun::create(config, root() / "absurd", {});
                QFAIL("was accepted");
            } catch (const Error& error) {
                QCOMPARE(error.kind(), ErrorKind::InvalidConfig);
                const std::string what = error.what();
                QVERIFY2(std::ranges::any_of(paths,
                                             [&](const auto& path) {
                                                 return what.find(path) != std::string::npos
                                                        || what.find(path.substr(0, path.find('.')))
                                                               != std::string::npos;
                                             }),
                         what.c_str());
                ++refused;
            }
            QVERIFY(!fs::exists(root() / "absurd"));
        }
        QVERIFY(refused > 1000);
    }
};

QTEST_GUILESS_MAIN(TestRunFaults)
#include "tst_run_faults.moc"
