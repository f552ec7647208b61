// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>
#include <string>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
namespace fs = std::filesystem;

namespace {

/// Goes to @p step, changing settings on the way as a user would.
void steerTo(TrainingRun& run, std::int64_t step) {
    while (run.step() < step) {
        if (run.step() == 0) {
            run.change({"checkpoint.keep", "2"});
        } else if (run.step() == 3) {
            run.change({"train.lr", "0.003"});
        } else if (run.step() == 5) {
            run.change({"mask.ratio", "0.5"});
        }
        advanceTo(run, run.step() + 1);
    }
}

std::string failureOf(const fs::path& run) {
    try {
        TrainingRun::open(run, {}, {});
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

/// Runs that were cut off before their first checkpoint.
class TestBeginAgain : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path place(const char* name) const {
        return fs::path(m_folder->path().toStdString()) / name;
    }

    /// Destroyed without a save, a run leaves what a killed process leaves.
    void cutOff(const TrainConfig& config, std::int64_t step) const {
        auto run = TrainingRun::create(config, place("cut"), {});
        steerTo(*run, step);
    }

    fs::path model(int width) const {
        auto config = smallRun();
        config.train.seed = 99;
        config.model.width = width;
        config.train.steps = 2;
        auto run = TrainingRun::create(config, place("model"), {});
        advanceTo(*run, 2);
        const auto path = place("model.safetensors");
        fs::copy_file(run->save(), path, fs::copy_options::overwrite_existing);
        run.reset();
        fs::remove_all(place("model"));
        return path;
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void itBeginsAgainAndIsBitExact_data() {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::newRow("before a step") << 0 << ""
                                       << "";
        QTest::newRow("after a step") << 1 << ""
                                      << "";
        QTest::newRow("after changes") << 6 << ""
                                       << "";
        QTest::newRow("bfloat16") << 6 << "train.precision"
                                  << "bfloat16";
        QTest::newRow("a mean of weights") << 6 << "train.ema"
                                           << "0.9";
        QTest::newRow("from a model") << 6 << "train.init"
                                      << "model";
        QTest::newRow("a frozen encoder") << 6 << "train.freeze"
                                          << "encoder";
    }

    void itBeginsAgainAndIsBitExact() {
        QFETCH(int, step);
        QFETCH(QString, setting);
        QFETCH(QString, value);
        auto config = smallRun();
        if (setting == "train.init" || setting == "train.freeze") {
            config.train.init = model(config.model.width).string();
        }
        if (!setting.isEmpty() && setting != "train.init") {
            setSetting(config, setting.toStdString(), value.toStdString());
        }
        auto whole = TrainingRun::create(config, place("whole"), {});
        steerTo(*whole, 12);
        const auto wanted = whole->save();
        cutOff(config, step);
        const auto summary = readRunSummary(place("cut"));
        QVERIFY(summary.interrupted);
        QCOMPARE(summary.lostSteps, step);
        auto run = TrainingRun::open(place("cut"), {}, {});
        QCOMPARE(run->step(), 0);
        QCOMPARE(run->lostSteps(), step);
        QVERIFY(run->lastCheckpoint().empty());
        advanceTo(*run, step); // what was changed changes again by itself
        steerTo(*run, 12);
        QCOMPARE(firstDifference(wanted, run->save()), QString());
        QCOMPARE(run->config().mask.ratio, 0.5);
        QCOMPARE(readMetrics(place("cut")).size(), 12U);
    }

    void itMayBeCutOffAgainAndAgain() {
        auto whole = TrainingRun::create(smallRun(), place("whole"), {});
        advanceTo(*whole, 12);
        TrainingRun::create(smallRun(), place("cut"), {});
        for (const std::int64_t step : {4, 2, 7}) {
            auto run = TrainingRun::open(place("cut"), {}, {});
            QCOMPARE(run->step(), 0);
            advanceTo(*run, step);
        }
        auto run = TrainingRun::open(place("cut"), {}, {});
        advanceTo(*run, 5);
        run->save();
        run.reset();
        run = TrainingRun::open(place("cut"), {}, {});
        QCOMPARE(run->step(), 5);
        advanceTo(*run, 12);
        QCOMPARE(firstDifference(whole->save(), run->save()), QString());
    }

    void aModelThatIsGoneOrAnotherIsToldAndNothingIsChanged() {
        auto config = smallRun();
        const auto path = model(config.model.width);
        config.train.init = path.string();
        cutOff(config, 4);
        fs::remove(path);
        auto failure = failureOf(place("cut"));
        QVERIFY2(failure.find("cut off before its first checkpoint") != std::string::npos
                     && failure.find(path.string()) != std::string::npos,
                 failure.c_str());
        model(2 * config.model.width);
        failure = failureOf(place("cut"));
        QVERIFY2(failure.find("model.width") != std::string::npos, failure.c_str());
        QCOMPARE(readMetrics(place("cut")).size(), 4U);
        model(config.model.width);
        QCOMPARE(TrainingRun::open(place("cut"), {}, {})->step(), 0);
    }

    void whatEndedInOrderOrWasForkedNeverBeginsAgain() {
        auto run = TrainingRun::create(smallRun(), place("cut"), {});
        advanceTo(*run, 3);
        run->save();
        run.reset();
        run = TrainingRun::fork(place("cut"), place("fork"), {}, {});
        advanceTo(*run, 5);
        run.reset();
        for (const char* name : {"cut", "fork"}) { // as if somebody had removed them
            for (const auto& file : listCheckpoints(place(name))) {
                fs::remove(file.path);
            }
            const auto failure = failureOf(place(name));
            QVERIFY2(failure.find("holds no checkpoint") != std::string::npos, failure.c_str());
            QVERIFY(!readMetrics(place(name)).empty());
        }
    }

    void whatHasLostItsCheckpointsNeverBeginsAgain() {
        auto run = TrainingRun::create(smallRun(), place("cut"), {});
        advanceTo(*run, 3);
        run->save();
        advanceTo(*run, 5);
        run.reset(); // as a crash would: later steps are not saved
        QVERIFY(readRunSummary(place("cut")).interrupted);
        for (const auto& file : listCheckpoints(place("cut"))) {
            fs::remove(file.path);
        }
        const auto failure = failureOf(place("cut"));
        QVERIFY2(failure.find("holds no checkpoint") != std::string::npos, failure.c_str());
        QCOMPARE(readMetrics(place("cut")).size(), 5U);
    }
};

QTEST_GUILESS_MAIN(TestBeginAgain)
#include "tst_begin_again.moc"
