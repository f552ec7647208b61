// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/config/config_json.h"
#include "core/io/convert_model.h"
#include "core/io/inspection.h"
#include "core/io/model_file.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors.h"
#include "core/train/training_run.h"

#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
using mae::test::smallRun;
namespace fs = std::filesystem;

namespace {

constexpr int kSteps = 12; ///< of smallRun()

/// Settings as on the command line: "train.ema=0.9 mask.schedule=linear".
TrainConfig with(const QString& settings) {
    auto config = smallRun();
    for (const auto& setting : settings.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto at = setting.indexOf(QLatin1Char('='));
        setSetting(config, setting.left(at).toStdString(), setting.mid(at + 1).toStdString());
    }
    return config;
}

} // namespace

class TestRecipeRun : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return m_folder.path().toStdString(); }

    fs::path trained(const QString& settings, const char* name, std::int64_t steps = kSteps) const {
        const auto folder = root() / name;
        auto run = TrainingRun::create(with(settings), folder, {});
        while (run->step() < steps) {
            run->advance();
        }
        run->save();
        return folder;
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); } // so small a model only waits for a second thread

    void resumingIsBitExactWithEverythingOn_data() {
        QTest::addColumn<QString>("settings");
        const QString everything = QStringLiteral(
            "data.augmentation=color_jitter mask.schedule=cosine mask.ratio=0.5 mask.end_ratio=0.9 "
            "model.mask_tokens_in_encoder=true train.loss_on=all train.ema=0.9 "
            "train.gradient_checkpointing=true train.accumulate=2 train.clip_norm=0.5");
        QTest::newRow("everything") << everything;
        QTest::newRow("everything, bfloat16")
            << everything + QStringLiteral(" train.precision=bfloat16");
        QTest::newRow("steps") << QStringLiteral(
            "data.augmentation=fixed_crop mask.schedule=steps "
            "mask.steps=0.5:0.5,1:block:0.6,1.75:detail:0.3 train.ema=0.99 train.clip_norm=1");
    }
    void resumingIsBitExactWithEverythingOn() {
        QFETCH(QString, settings);
        const auto name = fs::path(QTest::currentDataTag());
        auto config = with(settings);
        auto run = TrainingRun::create(config, root() / name / "whole", {});
        advanceTo(*run, kSteps);
        const auto wanted = run->save();
        run.reset();
        Rng rng(1, Purpose::Test);
        for (int trial = 0; trial < 4; ++trial) {
            const auto folder = root() / name / std::to_string(trial);
            config.data.workers = 1 + static_cast<int>(rng.below(4));
            run = TrainingRun::create(config, folder, {});
            // Stopped twice, at random.
            const auto first = 1 + rng.below(kSteps - 2);
            const auto second = first + 1 + rng.below(kSteps - first - 1);
            for (const auto step : {first, second}) {
                advanceTo(*run, step);
                run->save();
                run.reset();
                run = TrainingRun::open(folder, {}, {});
                QCOMPARE(run->step(), std::int64_t{step});
            }
            advanceTo(*run, kSteps);
            QCOMPARE(firstDifference(wanted, run->save()), QString());
            run.reset();
        }
    }

    void aCheckpointIsOpenedWithItsAverage() {
        const auto folder = trained(QStringLiteral("train.ema=0.9"), "average");
        const auto file = readSafetensors(listCheckpoints(folder).back().path);
        const auto average = openModel(folder.string());
        const auto last = openModel(folder.string(), {.average = false});
        forEachTensor(average.weights, [&](const std::string& name, const Tensor& tensor) {
            const auto* kept = file.find(isLearned(name) ? "ema." + name : name);
            QVERIFY2(kept != nullptr && at::equal(*kept, tensor), name.c_str());
        });
        forEachTensor(last.weights, [&](const std::string& name, const Tensor& tensor) {
            QVERIFY2(at::equal(*file.find(name), tensor), name.c_str());
        });
        QVERIFY(!at::equal(average.weights.patchEmbed.weight, last.weights.patchEmbed.weight));
        QCOMPARE(average.card.parameters, last.card.parameters);

        const auto exported = root() / "average.safetensors";
        convertModel({.input = folder.string(), .output = exported});
        const auto written = readSafetensors(exported);
        QVERIFY(at::equal(*written.find("norm.weight"), average.weights.norm.weight));
        QVERIFY(written.find("ema.norm.weight") == nullptr);

        const auto report = inspectModel(folder.string());
        QCOMPARE(report.kind, std::string("training checkpoint"));
        QVERIFY(report.unexpected.empty());
        QVERIFY(report.problems.empty());
        QCOMPARE(report.parts.back().tensors, 0);
        QCOMPARE(report.parts[0].values + report.parts[1].values, average.card.parameters);
    }

    void aFrozenEncoderIsBitExactToo() {
        const auto begin = trained({}, "begin", 3);
        const auto settings = QStringLiteral("train.freeze=encoder train.ema=0.5 train.init=")
                              + QString::fromStdString(begin.string());
        const auto whole = listCheckpoints(trained(settings, "frozen")).back().path;
        const auto cut = trained(settings, "frozen, cut", 5);
        auto run = TrainingRun::open(cut, {}, {});
        advanceTo(*run, kSteps);
        QCOMPARE(firstDifference(whole, run->save()), QString());
        run.reset();
        const auto first = openModel(begin.string()), last = openModel(cut.string());
        QVERIFY(at::equal(first.weights.blocks[1].fc1.weight, last.weights.blocks[1].fc1.weight));
        QVERIFY(!at::equal(first.weights.decoderPred.weight, last.weights.decoderPred.weight));
    }

    void aRunThatCanNotBeginFromItsModelLeavesNothing() {
        const auto begin = trained({}, "small", 1);
        auto config = with(QStringLiteral("model.width=48 train.init=")
                           + QString::fromStdString(begin.string()));
        const auto folder = root() / "not begun";
        try {
            TrainingRun::create(config, folder, {});
            QFAIL("begun");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::InvalidConfig);
            QVERIFY2(QString::fromUtf8(error.what()).contains(QLatin1String("model.width")),
                     error.what());
        }
        QVERIFY(!fs::exists(folder));
    }

    void aRunGoesOnWithoutTheModelItBeganFrom() {
        const auto begin = trained({}, "gone", 1);
        const auto folder = trained(
            QStringLiteral("train.init=") + QString::fromStdString(begin.string()), "goes on", 2);
        fs::remove_all(begin);
        auto run = TrainingRun::open(folder, {}, {});
        advanceTo(*run, 4);
    }

    void recipesWithoutThemAreAsBefore() {
        // What a newer setting does not touch: off is the same bits as not being there.
        const auto plain = listCheckpoints(trained({}, "plain")).back().path;
        const auto off =
            listCheckpoints(trained(QStringLiteral("mask.schedule=linear mask.end_ratio=0.75 "
                                                   "train.gradient_checkpointing=true"),
                                    "off"));
        QCOMPARE(firstDifference(plain, off.back().path), QString());
    }
};

QTEST_GUILESS_MAIN(TestRecipeRun)
#include "tst_recipe_run.moc"
