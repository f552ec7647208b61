// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/data/decode.h"
#include "core/io/run_folder.h"
#include "core/train/reference_losses.h"
#include "core/train/training_run.h"

#include "tests/support/memory_source.h"
#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace mae;
namespace fs = std::filesystem;

namespace {

TrainConfig microConfig() {
    auto config = test::smallRun();
    config.model.depth = 1;
    config.train.steps = 10;
    config.preview.count = 0;
    return config;
}

/// A source of pictures of one kind.
class PaintedSource : public test::MemorySource {
public:
    using Paint = std::function<std::uint8_t(int x, int y)>;
    PaintedSource(std::int64_t count, Paint paint)
        : MemorySource(count), m_paint(std::move(paint)) {}
    std::shared_ptr<const Image> load(std::int64_t, int) override {
        auto image = std::make_shared<Image>(Image{.width = 16, .height = 16, .pixels = {}});
        for (int i = 0; i < 256; ++i) {
            image->pixels.insert(image->pixels.end(), 3, m_paint(i % 16, i / 16));
        }
        return image;
    }

private:
    Paint m_paint;
};

ReferenceLosses referencesOf(const PaintedSource::Paint& paint, TrainConfig config) {
    config.data.augmentation = Augmentation::None;
    const auto losses = measureReferenceLosses(std::make_shared<PaintedSource>(100, paint), config);
    return losses.value_or(ReferenceLosses{});
}

} // namespace

class TestValidation : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return m_folder.path().toStdString(); }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }

    void theLossIsMeasuredEachEpochAndAtTheEnd() {
        auto config = microConfig();
        config.data.scenes = 24;
        config.data.validationShare = 0.3;
        config.log.everySteps = 100;
        auto run = TrainingRun::create(config, root() / "each-epoch", {});
        QVERIFY(run->validationPictures() > 0);
        QCOMPARE(run->pictures() + run->validationPictures(), 24);
        const auto perEpoch = run->stepsPerEpoch();
        while (!run->finished()) {
            const auto step = run->advance();
            QVERIFY(step);
            QCOMPARE(step->validationLoss.has_value(),
                     step->step % perEpoch == 0 || run->finished());
        }
        run.reset();
        const auto written = readMetrics(root() / "each-epoch");
        QVERIFY(written.size() >= 3);
        for (const auto& step : written) {
            QVERIFY(step.validationLoss && *step.validationLoss > 0);
        }
    }

    void measuringChangesNothingElse() {
        auto config = microConfig();
        config.data.validationShare = 0.3;
        config.log.validateEveryEpochs = 0.001; // every step
        auto run = TrainingRun::create(config, root() / "measured", {});
        config.log.validateEveryEpochs = 0;
        auto other = TrainingRun::create(config, root() / "not-measured", {});
        while (!run->finished()) {
            const auto a = run->advance(), b = other->advance();
            QVERIFY(a && b && a->validationLoss && !b->validationLoss);
            QCOMPARE(a->loss, b->loss);
        }
    }

    void aContinuedRunMeasuresTheSame() {
        auto config = microConfig();
        config.data.validationShare = 0.3;
        config.log.validateEveryEpochs = 0.001;
        auto run = TrainingRun::create(config, root() / "whole", {});
        auto cut = TrainingRun::create(config, root() / "cut", {});
        for (int i = 0; i < 10; ++i) {
            if (i == 5) {
                cut->save();
                cut.reset();
                cut = TrainingRun::open(root() / "cut", {}, {});
                QVERIFY(cut->referenceLosses());
                QCOMPARE(*cut->referenceLosses(), *run->referenceLosses());
            }
            const auto a = run->advance(), b = cut->advance();
            QVERIFY(a && b && a->validationLoss);
            QCOMPARE(a->validationLoss, b->validationLoss);
        }
    }

    void masksThatChangeOverTheRunAreMeasuredUnderTheFirst() {
        auto config = microConfig();
        config.data.scenes = 40;
        config.data.validationShare = 0.3;
        config.log.validateEveryEpochs = 0.001;
        config.mask.schedule = MaskScheduleKind::Linear;
        config.mask.ratio = 0.25;
        config.mask.endRatio = 0.9;
        auto run = TrainingRun::create(config, root() / "scheduled", {});
        while (!run->finished()) {
            QVERIFY(run->advance()->validationLoss);
        }
    }

    void filesThatCannotBeReadAreLeftOut() {
        const auto held = root() / "held";
        fs::create_directories(held);
        const Image image{.width = 16, .height = 16, .pixels = std::vector<std::uint8_t>(768, 9)};
        writePng(held / "good.png", image);
        std::ofstream(held / "bad.png") << "no picture";
        auto config = microConfig();
        config.data.validation = {held.string()};
        config.log.validateEveryEpochs = 0.001;
        auto run = TrainingRun::create(config, root() / "bad-files", {});
        QVERIFY(run->advance()->validationLoss.has_value());
        fs::remove(held / "good.png");
        run = TrainingRun::create(config, root() / "only-bad-files", {});
        QVERIFY(!run->advance()->validationLoss.has_value());
    }

    void aFlatPictureNeedsNoModel() {
        auto config = microConfig();
        config.data.mean = config.data.std = {0.5, 0.5, 0.5}; // else the channels differ
        const auto losses = referencesOf([](int, int) { return std::uint8_t{77}; }, config);
        QCOMPARE(losses.pictures, 64);
        QVERIFY(losses.pixels.meanColour < 1e-12);
        QVERIFY(losses.pixels.neighbours < 1e-12);
        QVERIFY(losses.normalised.meanColour < 1e-12);
    }

    void repeatedPatchesAreTheirNeighboursCopies() {
        const auto paint = [](int x, int y) {
            return static_cast<std::uint8_t>(x % 4 * 60 + y % 4 * 3);
        };
        const auto losses = referencesOf(paint, microConfig());
        QVERIFY(losses.pixels.neighbours < 1e-12);
        QVERIFY(losses.normalised.neighbours < 1e-9);
        QVERIFY(losses.pixels.meanColour > 0.1);
        // A flat patch against one of variance 1 (unbiased, of 48 values).
        QVERIFY(std::abs(losses.normalised.meanColour - 47.0 / 48) < 1e-3);
    }

    void theLossOfTheMeanColourIsTheVariance() {
        // Halves of black and white patches: deviations of 1/2 from the mean of the visible ones,
        // which differs from 1/2 only by chance.
        auto config = microConfig();
        config.mask.ratio = 0.5;
        config.data.mean = {0.5, 0.5, 0.5};
        config.data.std = {0.5, 0.5, 0.5};
        const auto losses = referencesOf(
            [](int x, int y) { return std::uint8_t((x / 4 + y / 4) % 2 == 0 ? 0 : 255); }, config);
        QVERIFY(losses.pixels.meanColour > 0.95 && losses.pixels.meanColour < 1.3);
        QVERIFY(losses.pixels.neighbours > losses.pixels.meanColour);
    }

    void aRunNotesThem() {
        auto run = TrainingRun::create(microConfig(), root() / "noted", {});
        QVERIFY(run->referenceLosses());
        QCOMPARE(*readReferenceLosses(root() / "noted"), *run->referenceLosses());
        QVERIFY(!readReferenceLosses(root() / "nowhere"));
    }

    void weightedFoldersResumeBitByBit() {
        auto config = microConfig();
        config.data.paths = {"scenes", "scenes"};
        config.data.weights = {1.5, 0.4};
        config.train.steps = 30;
        auto run = TrainingRun::create(config, root() / "weighted", {});
        auto cut = TrainingRun::create(config, root() / "weighted-cut", {});
        QCOMPARE(run->stepsPerEpoch(), (30 + 8) / 4);
        for (int i = 0; i < 30; ++i) {
            if (i == 13) {
                cut->save();
                cut.reset();
                cut = TrainingRun::open(root() / "weighted-cut", {}, {});
            }
            const auto a = run->advance(), b = cut->advance();
            QVERIFY(a && b);
            QCOMPARE(a->loss, b->loss);
        }
        run->save();
        QCOMPARE(readRunSummary(root() / "weighted").totalSteps, 30);
    }
};

QTEST_GUILESS_MAIN(TestValidation)
#include "tst_validation.moc"
