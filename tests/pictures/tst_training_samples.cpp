// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/batcher.h"
#include "core/data/training_pictures.h"
#include "core/probe/training_samples.h"

#include <QTest>

using namespace mae;

namespace {

TrainConfig smallConfig() {
    TrainConfig config;
    config.model.imageSize = 32;
    config.model.patchSize = 8;
    config.data.scenes = 12;
    config.train.batchSize = 4;
    config.train.seed = 9;
    return config;
}

} // namespace

class TestTrainingSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyAreWhatTrainingSees() {
        const auto config = smallConfig();
        const auto samples = trainingSamples(config, 4);
        QCOMPARE(samples.size(), 4U);
        const auto source =
            openTrainingPictures(config.data, config.train.seed, config.model.imageSize).training;
        Batcher batcher(source, config, 0);
        const auto batch = batcher.next();
        std::vector<std::uint8_t> patches(batch.patches.size());
        std::vector<std::int64_t> visible;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            patchBytes(samples[i].picture, 8, patches.data() + i * patches.size() / 4);
            visible.insert(visible.end(), samples[i].mask.visibleIds.begin(),
                           samples[i].mask.visibleIds.end());
        }
        QVERIFY(patches == batch.patches);
        QCOMPARE(visible, batch.visibleIds);
    }

    void theyGoOnWhereItIsWanted() {
        auto config = smallConfig();
        config.mask.schedule = MaskScheduleKind::Linear; // the ratio is that of the step
        config.mask.ratio = 0.5;
        config.mask.endRatio = 0.9;
        config.train.steps = 6;
        const auto source =
            openTrainingPictures(config.data, config.train.seed, config.model.imageSize).training;
        const auto samples = trainingSamples(source, config, 16, 4); // the second epoch
        Batcher batcher(source, config, 4);
        const auto batch = batcher.next();
        QCOMPARE(samples.size(), 4U);
        std::vector<std::int64_t> visible;
        for (const auto& sample : samples) {
            visible.insert(visible.end(), sample.mask.visibleIds.begin(),
                           sample.mask.visibleIds.end());
        }
        QCOMPARE(visible, batch.visibleIds);
        QVERIFY(visible.size() < 4 * 8);
        const auto numbers = [&](std::int64_t first) {
            std::vector<std::int64_t> all;
            for (const auto& sample : trainingSamples(source, config, first, 4)) {
                all.push_back(sample.number);
            }
            return all;
        };
        QCOMPARE(numbers(16), (std::vector<std::int64_t>{16, 17, 18, 19}));
        QCOMPARE(numbers(22), (std::vector<std::int64_t>{22, 23})); // the last ones
        QCOMPARE(numbers(24), (std::vector<std::int64_t>{0, 1, 2, 3}));
    }

    void thereAreNoMoreThanPictures() { QCOMPARE(trainingSamples(smallConfig(), 99).size(), 12U); }

    void theSheetShowsPairs() {
        auto samples = trainingSamples(smallConfig(), 5);
        const auto sheet = sampleSheet(samples, 2);
        QCOMPARE(sheet.width, 4 * 32 + 3 * 4);
        QCOMPARE(sheet.height, 3 * 32 + 2 * 4);
        const auto at = [&sheet](int x, int y) {
            return sheet.pixels[std::size_t(y * sheet.width + x) * 3];
        };
        QCOMPARE(at(0, 0), samples[0].picture.pixels[0]);
        const auto hidden = samples[0].mask.hiddenIds.front();
        QCOMPARE(at(32 + 4 + hidden % 4 * 8, hidden / 4 * 8), 128);
        QVERIFY_THROWS_EXCEPTION(Error, sampleSheet({}, 2));
    }
};

QTEST_GUILESS_MAIN(TestTrainingSamples)
#include "tst_training_samples.moc"
