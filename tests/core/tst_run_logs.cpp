// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/train/epoch_log.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"
#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace mae;
namespace fs = std::filesystem;

namespace {

StepMetrics stepWith(std::int64_t step, double loss, double lr) {
    return {.step = step, .loss = loss, .lr = lr};
}

TrainConfig tinyConfig() {
    auto config = test::smallRun();
    config.model.depth = 1;
    config.data.scenes = 16; // four steps an epoch
    config.preview = {.everySteps = 6, .count = 1};
    return config;
}

std::size_t eventFilesIn(const fs::path& run) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(run)) {
        count += entry.path().filename().string().starts_with("events.out.tfevents.") ? 1 : 0;
    }
    return count;
}

} // namespace

class TestRunLogs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return m_folder.path().toStdString(); }

private Q_SLOTS:
    void anEpochIsALineOfMeansAsPythonWritesIt() {
        const auto run = root() / "means";
        fs::create_directory(run);
        EpochLog log(run, 2, {}, 0);
        log.add(stepWith(1, 1.0, 0.0));
        QVERIFY(!fs::exists(run / "log.txt"));
        log.add(stepWith(2, 0.5, 1.5e-6));
        log.add(stepWith(3, 0.25, 0.5));
        log.add(stepWith(4, 0.25, 0.5));
        QCOMPARE(readText(run / "log.txt"),
                 std::string("{\"train_lr\": 7.5e-07, \"train_loss\": 0.75, \"epoch\": 0}\n"
                             "{\"train_lr\": 0.5, \"train_loss\": 0.25, \"epoch\": 1}\n"));
    }

    void aContinuedRunDropsTheEpochsItDoesAgain() {
        const auto run = root() / "again";
        fs::create_directory(run);
        {
            EpochLog log(run, 2, {}, 0);
            for (int i = 1; i <= 6; ++i) {
                log.add(stepWith(i, i, 0));
            }
            std::ofstream(run / "log.txt", std::ios::app) << "{\"train_lr\": 0, \"tor";
        }
        // Stopped after step 3 of 6: epoch 0 is done, step 3 is the first half of epoch 1.
        EpochLog log(run, 2, {stepWith(1, 1, 0), stepWith(2, 2, 0), stepWith(3, 3, 0)}, 3);
        log.add(stepWith(4, 9, 0));
        QCOMPARE(readText(run / "log.txt"),
                 std::string("{\"train_lr\": 0.0, \"train_loss\": 1.5, \"epoch\": 0}\n"
                             "{\"train_lr\": 0.0, \"train_loss\": 6.0, \"epoch\": 1}\n"));
    }

    void aFolderThatIsGoneStopsNobody() {
        EpochLog log("/nonexistent/run", 1, {}, 0);
        log.add(stepWith(1, 1, 0));
        log.add(stepWith(2, 1, 0));
    }

    void aRunThatWasInterruptedHasTheLogOfOneThatWasNot() {
        const auto whole = root() / "whole", cut = root() / "cut";
        auto run = TrainingRun::create(tinyConfig(), whole, {});
        while (!run->finished()) {
            QVERIFY(run->advance());
        }
        run = TrainingRun::create(tinyConfig(), cut, {});
        while (run->step() < 6) {
            QVERIFY(run->advance());
        }
        run->save();
        while (run->step() < 9) { // lost, as in a crash
            QVERIFY(run->advance());
        }
        run.reset();
        run = TrainingRun::open(cut, {}, {});
        while (!run->finished()) {
            QVERIFY(run->advance());
        }
        run.reset();
        QCOMPARE(readText(cut / "log.txt"), readText(whole / "log.txt"));
        QCOMPARE(QByteArray::fromStdString(readText(cut / "log.txt")).count('\n'), 3);
        QCOMPARE(eventFilesIn(whole), 1U);
        QCOMPARE(eventFilesIn(cut), 2U);
    }

    void aStepCarriesTheMemoryOfTheProcess() {
        auto run = TrainingRun::create(tinyConfig(), root() / "memory", {});
        const auto step = run->advance();
        QVERIFY(step && step->memoryMb > 10);
    }
};

QTEST_GUILESS_MAIN(TestRunLogs)
#include "tst_run_logs.moc"
