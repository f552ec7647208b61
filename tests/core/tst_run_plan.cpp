// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/recipes/recipes.h"
#include "core/recipes/user_presets.h"
#include "core/train/run_plan.h"
#include "core/train/trial.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>

using namespace mae;
using Kind = PlanWarning::Kind;

namespace {

bool warns(const RunPlan& plan, Kind kind) {
    return std::ranges::any_of(plan.warnings,
                               [kind](const PlanWarning& w) { return w.kind == kind; });
}

TrainConfig small() {
    auto config = recipe("tiny").make();
    config.model.imageSize = 16;
    config.model.patchSize = 4;
    config.model.width = 32;
    config.model.depth = 1;
    config.model.heads = 2;
    config.model.decoderWidth = 16;
    config.model.decoderDepth = 1;
    config.model.decoderHeads = 2;
    config.train.batchSize = 4;
    config.train.steps = 0;
    config.train.epochs = 10;
    config.train.warmupEpochs = 1;
    return config;
}

} // namespace

/// What is said of a run before it starts, and settings kept under a name.
class TestRunPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAndSizesAreComputed() {
        auto config = small();
        config.train.accumulate = 2;
        const auto plan = planRun(config, 100);
        QCOMPARE(plan.picturesPerStep, 8);
        QCOMPARE(plan.stepsPerEpoch, 12); // 100 / 8, rounded down
        QCOMPARE(plan.steps, 120);
        QCOMPARE(plan.parameters, parameterCount(config.model));
        QCOMPARE(plan.checkpointBytes, plan.parameters * 12); // weights and two moments
        QVERIFY(plan.diskBytes >= plan.checkpointBytes * (config.checkpoint.keep + 2));
        QVERIFY(plan.warnings.empty());
    }

    void memoryGrowsWithBatchAndModel() {
        auto config = small();
        const auto one = planRun(config, 100).memoryBytes;
        config.train.batchSize = 64;
        const auto more = planRun(config, 100).memoryBytes;
        config.model.depth = 12;
        QVERIFY(one < more);
        QVERIFY(more < planRun(config, 100).memoryBytes);
    }

    void oddSettingsAreNamed() {
        auto config = small();
        QVERIFY(warns(planRun(config, 3), Kind::BatchLargerThanData));
        QVERIFY(!warns(planRun(config, 4), Kind::BatchLargerThanData));
        config.mask.ratio = 0.9; // 16 patches: one stays
        QVERIFY(warns(planRun(config, 100), Kind::OnePatchVisible));
        config.mask.ratio = 0.05; // 15 stay
        QVERIFY(warns(planRun(config, 100), Kind::OnePatchHidden));
        config = small();
        config.train.warmupEpochs = 10;
        QVERIFY(warns(planRun(config, 100), Kind::WarmupTooLong));
        config = small();
        config.train.lr = 0.02;
        QVERIFY(warns(planRun(config, 100), Kind::HighLearningRate));
        config = small();
        QVERIFY(warns(planRun(config, 100, {.diskBytes = 1000}), Kind::DiskTooSmall));
        QVERIFY(warns(planRun(config, 100, {.memoryBytes = 1000}), Kind::MemoryTooSmall));
        config.probe.everyEpochs = 1;
        QVERIFY(warns(planRun(config, 100, {}, 1), Kind::ProbeWithoutClasses));
        QVERIFY(!warns(planRun(config, 100, {}, 2), Kind::ProbeWithoutClasses));
        QVERIFY(!warns(planRun(config, 100), Kind::ProbeWithoutClasses)); // nobody knows
        QVERIFY(!warns(planRun(small(), 100, {}, 1), Kind::ProbeWithoutClasses));
        for (const auto kind :
             {Kind::BatchLargerThanData, Kind::OnePatchVisible, Kind::OnePatchHidden,
              Kind::WarmupTooLong, Kind::HighLearningRate, Kind::DiskTooSmall, Kind::MemoryTooSmall,
              Kind::ProbeWithoutClasses}) {
            QVERIFY(describe({kind, 2, 1}).ends_with('.'));
        }
    }

    void ratesRiseAndFall() {
        const auto rates = plannedRates(small(), 100, 101);
        QCOMPARE(rates.size(), std::size_t{101});
        QCOMPARE(rates.front(), 0.0);
        QCOMPARE(std::ranges::max_element(rates) - rates.begin(), 10); // the end of the warm-up
        QVERIFY(rates.back() < 1e-9);
    }

    void aFolderThatDoesNotExistYetHasTheRoomOfItsParent() {
        const QTemporaryDir folder;
        const auto room = freeRoom(folder.filePath(QStringLiteral("a/b/c")).toStdString());
        QVERIFY(room.diskBytes > 0);
        QVERIFY(room.memoryBytes > 0);
    }

    void aTrialEndsAndMeasures() {
        auto config = small();
        config.train.precision = Precision::Float32;
        Trial trial(config, {});
        int steps = 1;
        while (trial.step()) {
            ++steps;
        }
        const auto result = trial.result();
        QVERIFY(steps >= 3);
        QVERIFY(result.secondsPerStep > 0);
        QCOMPARE(result.precision, std::string("float32"));
        QVERIFY(result.pictures >= 1 && result.pictures <= config.train.batchSize);
    }

    void presetsAreKeptUnderAName() {
        const QTemporaryDir place;
        const std::filesystem::path folder =
            place.filePath(QStringLiteral("presets")).toStdString();
        QVERIFY(userPresets(folder).empty());
        auto config = small();
        config.data.paths = {"/somewhere"};
        saveUserPreset("Zellen, klein", config, folder);
        saveUserPreset("a", small(), folder);
        QCOMPARE(userPresets(folder), (std::vector<std::string>{"Zellen, klein", "a"}));
        auto expected = config;
        expected.data.paths = DataConfig{}.paths;
        QVERIFY(userPreset("Zellen, klein", folder) == expected);
        std::ofstream(folder / "broken.json") << "{";
        QCOMPARE(userPresets(folder).size(), std::size_t{2});
        removeUserPreset("a", folder);
        removeUserPreset("a", folder);
        QCOMPARE(userPresets(folder).size(), std::size_t{1});
        QVERIFY_THROWS_EXCEPTION(Error, userPreset("a", folder));
    }

    void namesThatCantBePresetsAreRefused() {
        for (const char* name : {"", ".hidden", "a/b", "../a", " a", "a ", "a\nb", "tiny"}) {
            QVERIFY(!presetNameProblem(name).empty());
            QVERIFY_THROWS_EXCEPTION(Error, saveUserPreset(name, small(), "/nowhere"));
        }
        QVERIFY(!presetNameProblem(std::string(61, 'a')).empty());
        QVERIFY(presetNameProblem("my preset").empty());
    }
};

QTEST_GUILESS_MAIN(TestRunPlan)
#include "tst_run_plan.moc"
