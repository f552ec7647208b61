// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors.h"
#include "core/model/model.h"
#include "core/model/positions.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <thread>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
namespace fs = std::filesystem;

class TestTrainingRun : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return m_folder.path().toStdString(); }

private Q_SLOTS:
    void initTestCase() { setThreads(1); } // so small a model only waits for a second thread

    void stoppedWhileItIsPreparedItLeavesNothing() {
        std::stop_source stop;
        stop.request_stop();
        const auto folder = root() / "stopped-at-once";
        QVERIFY(!TrainingRun::create(smallRun(), folder, {}, stop.get_token()));
        QVERIFY(!std::filesystem::exists(folder));
    }
    void aNewRunOfWhichNobodyHeardCanBeTriedAgainInItsFolder() {
        const auto folder = root() / "unheard-of", forked = root() / "unheard-of-fork";
        auto run = TrainingRun::create(smallRun(), folder, {});
        run->discardNew();
        run.reset();
        QVERIFY(!fs::exists(folder));
        run = TrainingRun::create(smallRun(), folder, {});
        advanceTo(*run, 1);
        run->save();
        run.reset();
        run = TrainingRun::fork(folder, forked, {}, {});
        run->discardNew();
        run.reset();
        QVERIFY(!fs::exists(forked));
        run = TrainingRun::open(folder, {}, {});
        run->discardNew(); // it was there before
        run.reset();
        QCOMPARE(TrainingRun::open(folder, {}, {})->step(), std::int64_t{1});
    }
    void resumingAtAnyStepIsBitExact_data() {
        QTest::addColumn<int>("stopAt");
        QTest::addColumn<bool>("lower");
        QTest::addColumn<int>("accumulate");
        QTest::addColumn<bool>("detail");
        for (const int step : {1, 4, 5, 7, 11}) {
            QTest::addRow("stopped after %d", step) << step << false << 1 << false;
        }
        QTest::newRow("bfloat16") << 3 << true << 1 << false;
        QTest::newRow("accumulation, other number of workers") << 6 << false << 2 << false;
        QTest::newRow("masks that go by the picture") << 6 << false << 1 << true;
    }
    void resumingAtAnyStepIsBitExact() {
        QFETCH(int, stopAt);
        QFETCH(bool, lower);
        QFETCH(int, accumulate);
        QFETCH(bool, detail);
        auto config = smallRun();
        config.train.precision = lower ? Precision::BFloat16 : Precision::Float32;
        config.train.accumulate = accumulate;
        if (detail) {
            config.mask.strategy = DetailMask{};
        }
        const auto whole = root() / QTest::currentDataTag() / "whole",
                   cut = root() / QTest::currentDataTag() / "cut";
        auto run = TrainingRun::create(config, whole, {});
        advanceTo(*run, 12);
        const auto wanted = run->save();
        run.reset();

        config.data.workers = 3;
        run = TrainingRun::create(config, cut, {});
        advanceTo(*run, stopAt);
        run->save();
        run = nullptr;
        run = TrainingRun::open(cut, {}, {});
        QCOMPARE(run->step(), stopAt);
        advanceTo(*run, 12);
        QVERIFY(run->finished());
        QCOMPARE(firstDifference(wanted, run->save()), QString());
        run.reset();

        const auto a = readMetrics(whole), b = readMetrics(cut);
        QCOMPARE(a.size(), 12U);
        QCOMPARE(b.size(), 12U);
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].step, b[i].step);
            QCOMPARE(a[i].loss, b[i].loss);
            QCOMPARE(a[i].lr, b[i].lr);
            QCOMPARE(a[i].gradNorm, b[i].gradNorm);
        }
    }

    void stepsDoneAfterTheLastCheckpointAreDoneAgain() {
        const auto folder = root() / "crash";
        auto run = TrainingRun::create(smallRun(), folder, {});
        advanceTo(*run, 4);
        run->save();
        advanceTo(*run, 7);
        run.reset(); // as a crash would: nothing is saved on the way out
        run = TrainingRun::open(folder, {}, {});
        QCOMPARE(run->step(), 4);
        QCOMPARE(run->history().size(), 4U);
        advanceTo(*run, 5);
        run.reset();
        QCOMPARE(readMetrics(folder).size(), 5U);
    }

    void aBrokenCheckpointIsPassedOver() {
        const auto folder = root() / "broken";
        auto run = TrainingRun::create(smallRun(), folder, {});
        advanceTo(*run, 3);
        run->save();
        advanceTo(*run, 6);
        const auto newest = run->save();
        run.reset();
        {
            std::fstream file(newest, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(-5, std::ios::end);
            file.put('x');
        }
        run = TrainingRun::open(folder, {}, {});
        QCOMPARE(run->step(), 3);
    }

    void brokenLaterCheckpointsDoNotPushANewOneOut() {
        const auto folder = root() / "broken-later";
        auto config = smallRun();
        config.checkpoint.keep = 1;
        auto run = TrainingRun::create(config, folder, {});
        advanceTo(*run, 2);
        run->save();
        run.reset();
        for (const int step : {7, 8, 9}) {
            std::ofstream(checkpointPath(folder, step)) << "torn";
        }
        run = TrainingRun::open(folder, {}, {});
        QCOMPARE(run->step(), 2);
        advanceTo(*run, 4);
        QVERIFY(fs::exists(run->save()));
    }

    void positionsAreSavedInFullPrecision() {
        auto config = smallRun();
        config.train.precision = Precision::BFloat16;
        const auto run = TrainingRun::create(config, root() / "positions", {});
        const auto file = readSafetensors(run->save());
        for (const auto& [name, width] :
             {std::pair{"pos_embed", config.model.width},
              std::pair{"decoder_pos_embed", config.model.decoderWidth}}) {
            const auto* table = file.find(name);
            QVERIFY(table != nullptr);
            QVERIFY(at::equal(table->flatten(), sinCosPositions(4, 4, width).flatten()));
        }
    }

    void aRunCanBeExtended() {
        const auto folder = root() / "extended";
        auto config = smallRun();
        config.train.steps = 0;
        config.train.epochs = 1;
        auto run = TrainingRun::create(config, folder, {});
        QCOMPARE(run->totalSteps(), 5);
        advanceTo(*run, 5);
        run.reset();
        run = TrainingRun::open(folder, 2, {});
        QCOMPARE(run->totalSteps(), 10);
        QCOMPARE(run->step(), 5);
        run.reset();
        QCOMPARE(readRunConfig(folder).train.epochs, 2.0);
    }

    void aCheckpointHoldsTheMomentAtWhichItWasBegun() {
        auto whole = TrainingRun::create(smallRun(), root() / "moment", {});
        advanceTo(*whole, 3);
        const auto wanted = whole->save();
        auto run = TrainingRun::create(smallRun(), root() / "meanwhile", {});
        advanceTo(*run, 3);
        run->beginSave();
        advanceTo(*run, 9); // while it is written
        run->finishSaves();
        QCOMPARE(run->lastCheckpointStep(), 3);
        QCOMPARE(firstDifference(wanted, run->lastCheckpoint()), QString());
        run->beginSave();
        run.reset(); // on the way out, too
        QCOMPARE(listCheckpoints(root() / "meanwhile").back().step, 9);
    }

    void aLargeStateIsCopiedWhileTheNextStepIsComputed() {
        RunOptions options;
        options.mostCopiedAtOnce = 0;
        auto whole = TrainingRun::create(smallRun(), root() / "copied at once", {});
        advanceTo(*whole, 3);
        const auto wanted = whole->save();
        auto run = TrainingRun::create(smallRun(), root() / "copied beside", options);
        advanceTo(*run, 3);
        run->beginSave();
        advanceTo(*run, 9);
        run->finishSaves();
        QCOMPARE(run->lastCheckpointStep(), 3);
        QCOMPARE(firstDifference(wanted, run->lastCheckpoint()), QString());
        advanceTo(*whole, 9);
        QCOMPARE(firstDifference(whole->save(), run->save()), QString());
        advanceTo(*run, 10);
        run->beginSave();
        run.reset(); // on the way out, too
        QCOMPARE(listCheckpoints(root() / "copied beside").back().step, 10);
    }

    void aChangeOfAFinishedRunIsRefusedUnlessItGoesOn() {
        const auto folder = root() / "changed at its end";
        auto config = smallRun();
        config.train.steps = 4;
        advanceTo(*TrainingRun::create(config, folder, {}), 4);
        const auto before = readText(folder / "config.json");
        QVERIFY_EXCEPTION_THROWN(TrainingRun::open(folder, {}, {}, {}, {{"mask.ratio", "0.5"}}),
                                 Error);
        QCOMPARE(readText(folder / "config.json"), before);
        const auto run =
            TrainingRun::open(folder, {}, {}, {}, {{"mask.ratio", "0.5"}, {"train.steps", "6"}});
        QCOMPARE(run->totalSteps(), std::int64_t{6});
    }

    void aFolderOfBrokenPicturesBeginsNoRun() {
        const auto pictures = root() / "broken pictures";
        fs::create_directories(pictures);
        for (const char* name : {"a.jpg", "b.jpg", "c.png"}) {
            writeFileAtomically(pictures / name, "no picture");
        }
        auto config = smallRun();
        config.data.paths = {pictures.string()};
        QVERIFY_EXCEPTION_THROWN(TrainingRun::create(config, root() / "of broken", {}), Error);
        QVERIFY(!fs::exists(root() / "of broken"));
    }

    void onlyTheLastAndTheBestCheckpointsAreKept() {
        auto config = smallRun();
        config.checkpoint.everySteps = 1;
        config.checkpoint.keep = 2;
        auto run = TrainingRun::create(config, root() / "kept", {});
        advanceTo(*run, 12);
        run->finishSaves();
        const auto files = listCheckpoints(root() / "kept");
        QVERIFY(files.size() == 2 || files.size() == 3);
        QCOMPARE(files.back().step, 12);
        QCOMPARE(files[files.size() - 2].step, 11);
    }

    void aLossThatIsInfiniteForGoodStopsTheRunAndKeepsTheLastCheckpoint() {
        auto config = smallRun();
        config.train.lr = 10;
        config.train.warmupEpochs = 0;
        config.train.weightDecay = 10; // every step multiplies the weights by -99
        config.train.steps = 1000;
        config.checkpoint.everySteps = 1;
        auto run = TrainingRun::create(config, root() / "nan", {});
        std::string message;
        try {
            for (int i = 0; i < 1000; ++i) {
                run->advance();
            }
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Numerical);
            message = error.what();
        }
        QVERIFY2(message.find("step") != std::string::npos, message.c_str());
        QVERIFY(message.find("learning rate") != std::string::npos);
        QCOMPARE(run->notices().back().kind, std::string("gave_up"));
        run->finishSaves();
        const auto last = run->lastCheckpointStep();
        run->save(); // changes nothing
        QCOMPARE(run->lastCheckpointStep(), last);
    }

    void aFullFolderOrAForeignOneIsRefused() {
        const auto folder = root() / "full";
        fs::create_directories(folder);
        writeFileAtomically(folder / "notes.txt", "mine");
        QVERIFY_EXCEPTION_THROWN(TrainingRun::create(smallRun(), folder, {}), Error);
        QVERIFY(fs::exists(folder / "notes.txt"));
        QVERIFY_EXCEPTION_THROWN(TrainingRun::open(folder, {}, {}), Error);
        QVERIFY_EXCEPTION_THROWN(TrainingRun::open(root() / "nowhere", {}, {}), Error);
    }

    void badSettingsLeaveNothingBehind() {
        auto config = smallRun();
        config.train.batchSize = 0;
        QVERIFY_EXCEPTION_THROWN(TrainingRun::create(config, root() / "bad", {}), Error);
        config = smallRun();
        config.data.paths = {(root() / "no such folder").string()};
        QVERIFY_EXCEPTION_THROWN(TrainingRun::create(config, root() / "bad", {}), Error);
        QVERIFY(!fs::exists(root() / "bad"));
    }

    void aFailedSaveIsToldAndTrainingGoesOn() {
        auto config = smallRun();
        config.checkpoint.everySteps = 2;
        const auto folder = root() / "readonly";
        auto run = TrainingRun::create(config, folder, {});
        fs::remove_all(checkpointsFolder(folder));
        writeFileAtomically(checkpointsFolder(folder), "in the way");
        advanceTo(*run, 3);
        run->finishSaves();
        QVERIFY(!run->saveProblem().empty());
        QVERIFY_EXCEPTION_THROWN(run->save(), Error);
        fs::remove(checkpointsFolder(folder));
        fs::create_directory(checkpointsFolder(folder));
        run->save();
        QVERIFY(run->saveProblem().empty());
        QCOMPARE(run->lastCheckpointStep(), 3);
    }

    void aSecondWriterIsRefused() {
        const auto folder = root() / "two";
        auto run = TrainingRun::create(smallRun(), folder, {});
        advanceTo(*run, 1);
        run->save();
        QVERIFY_EXCEPTION_THROWN(TrainingRun::open(folder, {}, {}), Error);
    }

    void aStopRequestGivesNoStepAndLosesNothing() {
        const auto folder = root() / "stopped";
        auto run = TrainingRun::create(smallRun(), folder, {});
        std::stop_source source;
        source.request_stop();
        QVERIFY(!run->advance(source.get_token()));
        QCOMPARE(run->step(), 0);
        advanceTo(*run, 3);
        QVERIFY(!run->advance(source.get_token()));
        QCOMPARE(run->step(), 3);
        QVERIFY(run->advance().has_value());
        QCOMPARE(run->step(), 4);
    }

    void aStopWhileItWaitsBeginsTheStepAgain() {
        auto config = smallRun();
        config.train.accumulate = 2;
        auto whole = TrainingRun::create(config, root() / "uninterrupted", {});
        advanceTo(*whole, 12);
        auto run = TrainingRun::create(config, root() / "interrupted", {});
        for (int i = 0; i < 11; ++i) { // wherever the request meets it
            std::stop_source source;
            std::jthread stopper([&source] { source.request_stop(); });
            run->advance(source.get_token());
        }
        advanceTo(*run, 12);
        QCOMPARE(firstDifference(whole->save(), run->save()), QString());
    }

    void previewsShowTheSamePicturesUnderTheSameMasks() {
        auto run = TrainingRun::create(smallRun(), root() / "previews", {});
        const auto before = run->previews();
        advanceTo(*run, 5);
        const auto after = run->previews();
        QCOMPARE(before.size(), 2U);
        QCOMPARE(after.size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(before[i].masked == after[i].masked);
            QVERIFY(before[i].hidden == after[i].hidden);
            QVERIFY(before[i].reconstruction != after[i].reconstruction);
        }
        QVERIFY(fs::exists(previewPath(root() / "previews", 5)));
    }
};

QTEST_GUILESS_MAIN(TestTrainingRun)
#include "tst_training_run.moc"
