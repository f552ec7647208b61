// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/train/run_journal.h"
#include "core/train/run_record.h"
#include "core/train/steering.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
namespace fs = std::filesystem;

namespace {

/// Goes to @p step, changing settings on the way as a user would.
void steerTo(TrainingRun& run, std::int64_t step) {
    while (run.step() < step) {
        switch (run.step()) {
        case 3: run.change({"train.lr", "0.003"}); break;
        case 5:
            run.change({"mask.ratio", "0.5"});
            run.change({"mask.strategy", "block"});
            run.change({"mask.blocks", "2"});
            break;
        case 7: run.change({"train.epochs", "3"}); break;
        case 8: run.change({"log.every_steps", "2"}); break;
        case 9: run.change({"train.lr", "0.002"}); break;
        default: break;
        }
        advanceTo(run, run.step() + 1);
    }
}

} // namespace

class TestSteering : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path place(const std::string& name) const {
        const auto* tag = QTest::currentDataTag();
        return fs::path(m_folder.path().toStdString()) / (std::string(tag ? tag : "") + name);
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }

    void whatChangedChangesAgainAfterACrash_data() {
        QTest::addColumn<int>("savedAt");
        for (const int step : {1, 3, 4, 5, 7, 9, 11}) {
            QTest::addRow("%d", step) << step;
        }
    }

    void whatChangedChangesAgainAfterACrash() {
        QFETCH(int, savedAt);
        auto run = TrainingRun::create(smallRun(), place("whole"), {});
        steerTo(*run, savedAt);
        run->save();
        steerTo(*run, 15);
        QVERIFY(run->finished());
        const auto wanted = run->save();
        const auto changes = run->changes();
        QCOMPARE(changes.size(), 7U);
        run.reset();
        run = TrainingRun::create(smallRun(), place("cut"), {});
        steerTo(*run, savedAt);
        run->save();
        steerTo(*run, std::max(savedAt, 10));
        run.reset(); // as a crash would
        run = TrainingRun::open(place("cut"), {}, {});
        QCOMPARE(run->step(), savedAt);
        QCOMPARE(run->lostSteps(), std::max(savedAt, 10) - savedAt);
        advanceTo(*run, 10);
        steerTo(*run, 15);
        QVERIFY(run->finished());
        QCOMPARE(firstDifference(wanted, run->save()), QString());
        QVERIFY(run->changes() == changes);
        QVERIFY(run->config() == readRunConfig(place("whole")));
        const auto a = readMetrics(place("whole")), b = readMetrics(place("cut"));
        QVERIFY(std::ranges::equal(a, b, {}, &StepMetrics::loss, &StepMetrics::loss));
        QVERIFY(std::ranges::equal(a, b, {}, &StepMetrics::lr, &StepMetrics::lr));
    }

    void aChangeConcernsTheNextStepAndIsInTheFolder() {
        auto run = TrainingRun::create(smallRun(), place("next"), {});
        advanceTo(*run, 5);
        const auto before = run->advance()->lr;
        run->change({"train.lr", "0.01"});
        run->change({"train.lr", "0.01"}); // changes nothing
        QVERIFY(run->advance()->lr > 5 * before);
        QVERIFY(run->changes() == (std::vector<RunChanged>{{6, "train.lr", "0.01"}}));
        QVERIFY(readChanges(place("next")) == run->changes());
        QCOMPARE(readRunConfig(place("next")).train.lr, 0.01);
        QCOMPARE(settingsAtStart(place("next")).train.lr, 1e-3);
        QCOMPARE(settingsAt(place("next"), 5).train.lr, 1e-3);
        QCOMPARE(settingsAt(place("next"), 6).train.lr, 0.01);
    }

    void aRunIsExtendedWhileItGoesOn() {
        auto run = TrainingRun::create(smallRun(), place("longer"), {});
        advanceTo(*run, 12);
        QVERIFY(run->finished());
        run->change({"train.steps", "24"});
        QVERIFY(!run->finished());
        QCOMPARE(run->totalSteps(), 24);
        QVERIFY(run->advance()->lr > 0.4e-3); // planned anew: it is half way now
        run->save();
        run.reset();
        run = TrainingRun::open(place("longer"), 2, {}, {}, {{"train.lr", "0.004"}});
        QCOMPARE(run->totalSteps(), 10); // epochs end a length in steps; shorter than it is
        QVERIFY(run->finished());
        QCOMPARE(run->changes().size(), 3U);
    }

    void aLongerRunPlansItsMasksAnewAtOnce() {
        auto config = smallRun();
        config.mask.schedule = MaskScheduleKind::Linear;
        config.mask.endRatio = 0.25;
        auto run = TrainingRun::create(config, place("masks"), {});
        advanceTo(*run, 4);
        run->save();
        run->change({"train.steps", "24"});
        advanceTo(*run, 10);
        run->save();
        run.reset();
        for (const auto& later : listCheckpoints(place("masks"))) {
            if (later.step > 4) {
                fs::rename(later.path, place("wanted.safetensors"));
            }
        }
        run = TrainingRun::open(place("masks"), {}, {});
        QCOMPARE(run->step(), 4);
        advanceTo(*run, 10); // the loader knows the new length from its first batch on
        QCOMPARE(firstDifference(place("wanted.safetensors"), run->save()), QString());
    }

    void aRunThatCantBeContinuedSoStaysAsItEnded() {
        auto run = TrainingRun::create(smallRun(), place("ended"), {});
        advanceTo(*run, 4);
        run->save();
        run.reset();
        QVERIFY(!readRunSummary(place("ended")).interrupted);
        const auto open = [this](std::optional<double> epochs, const SettingChange& change) {
            TrainingRun::open(place("ended"), epochs, {}, {}, {change});
        };
        QVERIFY_THROWS_EXCEPTION(Error, open({}, {"train.lr", "fast"}));
        QVERIFY_THROWS_EXCEPTION(Error, open(-1, {"train.lr", "0.01"}));
        QVERIFY(!readRunSummary(place("ended")).interrupted);
        QVERIFY(readChanges(place("ended")).empty());
    }

    void aNewerWishEndsTheReplayOfAnOlderOne() {
        auto run = TrainingRun::create(smallRun(), place("newer"), {});
        advanceTo(*run, 2);
        run->save();
        advanceTo(*run, 4);
        run->change({"train.lr", "0.5"});
        run->change({"preview.every_steps", "3"});
        run.reset();
        run = TrainingRun::open(place("newer"), {}, {}, {}, {{"train.lr", "0.002"}});
        advanceTo(*run, 6);
        QCOMPARE(run->config().train.lr, 0.002);
        QCOMPARE(run->config().preview.everySteps, 3);
        QVERIFY(run->changes()
                == (std::vector<RunChanged>{{2, "train.lr", "0.002"},
                                            {4, "preview.every_steps", "3"}}));
        QVERIFY(readChanges(place("newer")) == run->changes());
    }

    void whatMakesNoSenseIsRefusedByName_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        for (const auto& [path, value] : {std::pair{"train.lr", "fast"},
                                          {"train.lr", "-1"},
                                          {"train.lr", "nan"},
                                          {"mask.ratio", "1.5"},
                                          {"mask.strategy", "none"},
                                          {"train.batch_size", "8"},
                                          {"model.width", "48"},
                                          {"data.paths", "x"},
                                          {"train.steps", "3"},
                                          {"nothing.of_the_kind", "1"},
                                          {"", ""},
                                          {"train.base_lr", "0.1"},
                                          {"preview.every_steps", "0"},
                                          {"train.epochs", "-2"}}) {
            QTest::addRow("%s to %s", path, value) << path << value;
        }
    }

    void whatMakesNoSenseIsRefusedByName() {
        QFETCH(QString, path);
        QFETCH(QString, value);
        auto run = TrainingRun::create(smallRun(), place("refused"), {});
        advanceTo(*run, 4);
        const auto config = run->config();
        try {
            run->change({path.toStdString(), value.toStdString()});
            QFAIL("was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::InvalidConfig);
            QVERIFY2(std::string(error.what()).find(path.toStdString()) != std::string::npos,
                     error.what());
        }
        QVERIFY(run->config() == config && run->changes().empty());
    }

    void aForkGoesOnLikeItsParentUnlessItIsToldOtherwise() {
        auto run = TrainingRun::create(smallRun(), place("parent"), {});
        steerTo(*run, 6);
        const auto checkpoint = run->save();
        advanceTo(*run, 12);
        const auto wanted = run->save();
        // Its parent goes on meanwhile.
        auto fork = TrainingRun::fork(checkpoint, place("fork"), {}, {});
        QCOMPARE(fork->step(), 6);
        QCOMPARE(fork->history().size(), 6U);
        advanceTo(*fork, 12);
        QCOMPARE(firstDifference(wanted, fork->save()), QString());
        const auto record = readRunRecord(place("fork"));
        QCOMPARE(record.parent->step, 6);
        QCOMPARE(record.parent->run, place("parent").string());
        QCOMPARE(record.parent->checkpoint, std::string("step-00000006.safetensors"));

        auto other = TrainingRun::fork(place("parent"), place("other"),
                                       {{"train.weight_decay", "0.3"}, {"train.steps", "20"}}, {});
        QCOMPARE(other->step(), 12);
        QCOMPARE(other->totalSteps(), 20);
        QCOMPARE(other->config().train.weightDecay, 0.3);
        advanceTo(*other, 20);
        QCOMPARE(run->totalSteps(), 12);

        const auto refused = [&](const fs::path& from, const std::vector<SettingChange>& changes) {
            try {
                TrainingRun::fork(from, place("refused"), changes, {});
                return false;
            } catch (const Error&) {
                return !fs::exists(place("refused"));
            }
        };
        QVERIFY(refused(place("parent"), {{"model.width", "48"}}));
        QVERIFY(refused(place("parent"), {{"train.batch_size", "2"}}));
        QVERIFY(refused(place("parent"), {{"train.lr", "x"}}));
        QVERIFY(refused(place("nowhere"), {}));
        QVERIFY_EXCEPTION_THROWN(TrainingRun::fork(place("parent"), place("fork"), {}, {}), Error);
    }

    void whetherItEndedInOrderIsInTheFolder() {
        auto run = TrainingRun::create(smallRun(), place("state"), {});
        advanceTo(*run, 3);
        run->save();
        QCOMPARE(readRunRecord(place("state")).state, std::string("running"));
        QVERIFY(!readRunSummary(place("state")).interrupted); // it is being written
        advanceTo(*run, 5);
        run.reset(); // as a crash would
        QCOMPARE(readRunRecord(place("state")).state, std::string("running"));
        auto summary = readRunSummary(place("state"));
        QVERIFY(summary.interrupted);
        QCOMPARE(summary.lostSteps, 2);
        run = TrainingRun::open(place("state"), {}, {});
        QCOMPARE(run->lostSteps(), 2);
        advanceTo(*run, 6);
        run->save();
        run.reset();
        QCOMPARE(readRunRecord(place("state")).state, std::string("stopped"));
        summary = readRunSummary(place("state"));
        QVERIFY(!summary.interrupted);
        QCOMPARE(summary.lostSteps, 0);
        run = TrainingRun::open(place("state"), {}, {});
        QCOMPARE(run->lostSteps(), 0);
        advanceTo(*run, 12);
        run.reset();
        QCOMPARE(readRunRecord(place("state")).state, std::string("finished"));
    }
};

QTEST_GUILESS_MAIN(TestSteering)
#include "tst_steering.moc"
