// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/config/config_json.h"
#include "core/data/batcher.h"
#include "core/data/transform.h"
#include "core/masking/sample_mask.h"

#include "tests/support/memory_source.h"

#include <QTest>
#include <latch>
#include <set>
#include <thread>

using namespace mae;
using test::MemorySource;

namespace {

TrainConfig smallConfig() {
    TrainConfig config;
    config.model = {.imageSize = 16, .patchSize = 4};
    config.train.batchSize = 10;
    config.train.seed = 5;
    config.data.workers = 2;
    return config;
}

bool equal(const Batch& a, const Batch& b) {
    return a.number == b.number && a.patches == b.patches && a.visibleIds == b.visibleIds
           && a.hiddenIds == b.hiddenIds;
}

std::vector<Batch> firstBatches(const std::shared_ptr<PictureSource>& source,
                                const TrainConfig& config, std::int64_t first, int count) {
    Batcher batcher(source, config, first);
    std::vector<Batch> result;
    for (int i = 0; i < count; ++i) {
        result.push_back(batcher.next());
    }
    return result;
}

/// A source whose threads wait at a gate until it is opened.
std::shared_ptr<MemorySource> gated(std::int64_t count, std::latch& gate) {
    auto source = std::make_shared<MemorySource>(count);
    source->beforeLoad = [&gate](std::int64_t) { gate.wait(); };
    return source;
}

} // namespace

class TestBatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyNumberOfThreadsGivesTheSameBatches_data();
    void anyNumberOfThreadsGivesTheSameBatches();
    void theNumberOfVisiblePatchesIsAFunctionOfTheBatch();
    void startingLaterGivesTheSameBatches();
    void aSampleIsTheCropAndTheMaskOfItsKey();
    void aMaskCanGoByThePictureThatWasCut();
    void withoutAugmentationPicturesAreCutFromTheMiddle();
    void anEpochShowsEveryPictureOnce();
    void epochsDifferInOrderCropsAndMasks();
    void fewerPicturesThanABatchGoRound();
    void stepsOfAnEpochAreWholeSteps();
    void patchesAreRowByRow();
    void idsAreAPermutation();
    void badPicturesAreReplacedByTheNext();
    void aBatchOfBadPicturesIsAnError();
    void oneGoodPictureIsEnoughForASmallBatch();
    void exceptionsReachTheReader_data();
    void exceptionsReachTheReader();
    void anErrorWaitsForItsBatch();
    void theQueueIsBounded();
    void stoppingAWaitGivesAnEmptyBatch();
    void destroyedInAnyState();
    void noPicturesIsAnError();
};

void TestBatcher::anyNumberOfThreadsGivesTheSameBatches_data() {
    QTest::addColumn<QString>("augmentation");
    QTest::addColumn<QString>("schedule");
    for (const auto& name : EnumNames<Augmentation>::kNames) {
        QTest::newRow(name.id) << QString::fromLatin1(name.id) << QStringLiteral("constant");
    }
    for (const char* kind : {"linear", "cosine", "steps"}) {
        QTest::newRow(kind) << QStringLiteral("random_crop") << QString::fromLatin1(kind);
    }
}

void TestBatcher::anyNumberOfThreadsGivesTheSameBatches() {
    QFETCH(QString, augmentation);
    QFETCH(QString, schedule);
    const auto source = std::make_shared<MemorySource>(57, std::set<std::int64_t>{3, 4, 30});
    auto config = smallConfig();
    config.train.steps = 20;
    config.mask.endRatio = 0.1;
    config.mask.steps = "1:0.5, 2:grid:0.25";
    setSetting(config, "data.augmentation", augmentation.toStdString());
    setSetting(config, "mask.schedule", schedule.toStdString());
    config.data.workers = 1;
    const auto expected = firstBatches(source, config, 0, 14);
    for (const int workers : {2, 5}) {
        config.data.workers = workers;
        const auto batches = firstBatches(source, config, 0, 14);
        for (std::size_t i = 0; i < batches.size(); ++i) {
            QVERIFY(equal(batches[i], expected[i]));
            QCOMPARE(batches[i].number, std::int64_t(i));
        }
        config.data.workers = 3;
        const auto later = firstBatches(source, config, 9, 3);
        QVERIFY(equal(later[0], expected[9]));
        QVERIFY(equal(later[2], expected[11]));
    }
}

void TestBatcher::theNumberOfVisiblePatchesIsAFunctionOfTheBatch() {
    auto config = smallConfig(); // 16 patches
    config.train.accumulate = 2;
    config.train.steps = 5;
    config.mask.ratio = 0.25;
    config.mask.endRatio = 0.75;
    config.mask.schedule = MaskScheduleKind::Linear;
    std::vector<std::size_t> visible;
    for (const auto& batch : firstBatches(std::make_shared<MemorySource>(57), config, 0, 10)) {
        visible.push_back(batch.visibleIds.size() / 10);
        QCOMPARE(batch.visibleIds.size() + batch.hiddenIds.size(), 160U);
        QVERIFY(std::set<std::int64_t>(batch.visibleIds.begin(), batch.visibleIds.end()).size()
                <= 16);
    }
    QCOMPARE(visible, (std::vector<std::size_t>{12, 12, 10, 10, 8, 8, 6, 6, 4, 4}));
}

void TestBatcher::aMaskCanGoByThePictureThatWasCut() {
    const auto source = std::make_shared<MemorySource>(40, std::set<std::int64_t>{3});
    auto config = smallConfig();
    static_cast<MaskConfig&>(config.mask) = {.strategy = DetailMask{DetailOrder::Least},
                                             .ratio = 0.5};
    config.data.workers = 1;
    const auto expected = firstBatches(source, config, 0, 6);
    config.data.workers = 4;
    const auto batches = firstBatches(source, config, 0, 6);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        QVERIFY(equal(batches[i], expected[i]));
    }
    // The patches of a batch are those of the cut picture: their detail is what was gone by.
    SampleOrder order(40, config.train);
    for (std::size_t i = 0; i < 10; ++i) {
        const auto sample = order.at(std::int64_t(i));
        if (sample.index == 3) {
            continue;
        }
        const auto epoch = std::uint64_t(sample.epoch), index = std::uint64_t(sample.index);
        Rng random(5, Purpose::Crop, epoch, index);
        const auto image = source->load(sample.index, 0);
        auto square =
            resizeBicubic(*image, randomCropBox(random, image->width, image->height, 0.2), 16, 16);
        if (random.uniform() < 0.5) {
            square = flipHorizontally(square);
        }
        const auto detail = contentOf(square, 4).detail;
        double mostHidden = 0, leastVisible = 10;
        for (std::size_t j = 0; j < 8; ++j) {
            const auto hidden = batches[0].hiddenIds[i * 8 + j];
            const auto visible = batches[0].visibleIds[i * 8 + j];
            mostHidden = std::max(mostHidden, double(detail[std::size_t(hidden)]));
            leastVisible = std::min(leastVisible, double(detail[std::size_t(visible)]));
        }
        QVERIFY(mostHidden <= leastVisible);
    }
}

void TestBatcher::startingLaterGivesTheSameBatches() {
    const auto source = std::make_shared<MemorySource>(33);
    const auto config = smallConfig();
    const auto all = firstBatches(source, config, 0, 9);
    for (const int first : {1, 2, 3, 8}) {
        QVERIFY(equal(firstBatches(source, config, first, 1)[0], all[std::size_t(first)]));
    }
}

void TestBatcher::aSampleIsTheCropAndTheMaskOfItsKey() {
    const auto source = std::make_shared<MemorySource>(40);
    const auto config = smallConfig();
    const auto batch = firstBatches(source, config, 5, 1)[0];
    SampleOrder order(40, config.train);
    const PatchGrid grid{.rows = 4, .columns = 4};
    for (std::size_t i = 0; i < 10; ++i) {
        const auto sample = order.at(50 + std::int64_t(i));
        QCOMPARE(sample.epoch, std::int64_t(1));
        const auto epoch = std::uint64_t(sample.epoch), index = std::uint64_t(sample.index);
        Rng random(5, Purpose::Crop, epoch, index);
        const auto image = source->load(sample.index, 0);
        const auto box = randomCropBox(random, image->width, image->height, 0.2);
        auto square = resizeBicubic(*image, box, 16, 16);
        if (random.uniform() < 0.5) {
            square = flipHorizontally(square);
        }
        std::vector<std::uint8_t> bytes(16 * 16 * 3);
        patchBytes(square, 4, bytes.data());
        QVERIFY(std::equal(bytes.begin(), bytes.end(),
                           batch.patches.begin() + std::ptrdiff_t(i * bytes.size())));
        const auto mask = sampleMask(config.mask, grid, Rng(5, Purpose::Mask, epoch, index));
        QVERIFY(std::equal(mask.visibleIds.begin(), mask.visibleIds.end(),
                           batch.visibleIds.begin() + std::ptrdiff_t(i * 4)));
        QVERIFY(std::equal(mask.hiddenIds.begin(), mask.hiddenIds.end(),
                           batch.hiddenIds.begin() + std::ptrdiff_t(i * 12)));
    }
}

void TestBatcher::withoutAugmentationPicturesAreCutFromTheMiddle() {
    const auto source = std::make_shared<MemorySource>(10);
    auto config = smallConfig();
    config.data.augmentation = Augmentation::None;
    const auto batch = firstBatches(source, config, 0, 1)[0];
    SampleOrder order(10, config.train);
    const auto image = source->load(order.at(0).index, 0);
    std::vector<std::uint8_t> bytes(16 * 16 * 3);
    patchBytes(resizeBicubic(*image, centreSquare(image->width, image->height), 16, 16), 4,
               bytes.data());
    QVERIFY(std::equal(bytes.begin(), bytes.end(), batch.patches.begin()));
}

void TestBatcher::anEpochShowsEveryPictureOnce() {
    auto config = smallConfig().train;
    config.accumulate = 2;
    SampleOrder order(67, config); // 3 steps of 20; 7 are left out
    for (std::int64_t epoch = 0; epoch < 4; ++epoch) {
        std::set<std::int64_t> seen;
        for (std::int64_t i = 0; i < 60; ++i) {
            const auto sample = order.at(epoch * 60 + i);
            QCOMPARE(sample.epoch, epoch);
            QVERIFY(sample.index >= 0 && sample.index < 67);
            seen.insert(sample.index);
        }
        QCOMPARE(seen.size(), std::size_t(60));
    }
}

void TestBatcher::epochsDifferInOrderCropsAndMasks() {
    const auto source = std::make_shared<MemorySource>(10);
    const auto batches = firstBatches(source, smallConfig(), 0, 2);
    QVERIFY(batches[0].patches != batches[1].patches);
    QVERIFY(batches[0].visibleIds != batches[1].visibleIds);
    auto other = smallConfig();
    other.train.seed = 6;
    QVERIFY(firstBatches(source, other, 0, 1)[0].patches != batches[0].patches);
}

void TestBatcher::fewerPicturesThanABatchGoRound() {
    SampleOrder order(3, smallConfig().train);
    std::vector<int> seen(3);
    for (std::int64_t i = 0; i < 9; ++i) {
        const auto sample = order.at(i);
        QCOMPARE(sample.epoch, i / 3);
        ++seen[std::size_t(sample.index)];
    }
    QCOMPARE(seen, (std::vector<int>{3, 3, 3}));
    const auto batch = firstBatches(std::make_shared<MemorySource>(3), smallConfig(), 0, 1)[0];
    QCOMPARE(batch.patches.size(), std::size_t(10 * 16 * 16 * 3));
}

void TestBatcher::stepsOfAnEpochAreWholeSteps() {
    OptimConfig config{.batchSize = 8, .accumulate = 2};
    QCOMPARE(stepsPerEpoch(100, config), 6);
    QCOMPARE(stepsPerEpoch(16, config), 1);
    QCOMPARE(stepsPerEpoch(5, config), 1);
}

void TestBatcher::patchesAreRowByRow() {
    Image image{.width = 4, .height = 4, .pixels = {}};
    for (int i = 0; i < 48; ++i) {
        image.pixels.push_back(std::uint8_t(i));
    }
    std::vector<std::uint8_t> bytes(48);
    patchBytes(image, 2, bytes.data());
    const std::vector<std::uint8_t> second{6, 7, 8, 9, 10, 11, 18, 19, 20, 21, 22, 23};
    QVERIFY(std::equal(second.begin(), second.end(), bytes.begin() + 12));
    QCOMPARE(bytes[24], std::uint8_t(24)); // the third patch begins in the third row
}

void TestBatcher::idsAreAPermutation() {
    auto config = smallConfig();
    config.mask.ratio = 0.6;
    const auto batch = firstBatches(std::make_shared<MemorySource>(10), config, 0, 1)[0];
    QCOMPARE(batch.visibleIds.size(), std::size_t(10 * 6));
    QCOMPARE(batch.hiddenIds.size(), std::size_t(10 * 10));
    for (std::ptrdiff_t i = 0; i < 10; ++i) {
        std::set<std::int64_t> ids(batch.visibleIds.begin() + i * 6,
                                   batch.visibleIds.begin() + (i + 1) * 6);
        ids.insert(batch.hiddenIds.begin() + i * 10, batch.hiddenIds.begin() + (i + 1) * 10);
        QCOMPARE(ids.size(), std::size_t(16));
        QVERIFY(*ids.begin() == 0 && *ids.rbegin() == 15);
    }
}

void TestBatcher::badPicturesAreReplacedByTheNext() {
    auto config = smallConfig();
    config.data.augmentation = Augmentation::None;
    const auto good = firstBatches(std::make_shared<MemorySource>(10), config, 0, 1)[0];
    const auto mended = firstBatches(
        std::make_shared<MemorySource>(10, std::set<std::int64_t>{4, 5}), config, 0, 1)[0];
    SampleOrder order(10, config.train);
    std::vector<std::ptrdiff_t> placeOf(10);
    for (std::ptrdiff_t i = 0; i < 10; ++i) {
        placeOf[std::size_t(order.at(i).index)] = i;
    }
    const std::ptrdiff_t bytes = 16 * 16 * 3;
    for (std::size_t picture = 0; picture < 10; ++picture) {
        const std::size_t expected = picture == 4 || picture == 5 ? 6 : picture;
        QVERIFY(std::equal(mended.patches.begin() + placeOf[picture] * bytes,
                           mended.patches.begin() + (placeOf[picture] + 1) * bytes,
                           good.patches.begin() + placeOf[expected] * bytes));
    }
    QCOMPARE(mended.visibleIds, good.visibleIds);
}

void TestBatcher::aBatchOfBadPicturesIsAnError() {
    auto config = smallConfig();
    config.train.batchSize = 16;
    std::set<std::int64_t> bad;
    for (std::int64_t i = 0; i < 200; ++i) {
        bad.insert(i);
    }
    const auto source = std::make_shared<MemorySource>(200, bad);
    Batcher batcher(source, config, 0);
    for (int i = 0; i < 2; ++i) { // and it stays one
        try {
            batcher.next();
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Io);
            const std::string text = error.what();
            QVERIFY(text.find("None of 16 pictures") != std::string::npos);
            QVERIFY(text.find("is bad") != std::string::npos);
        }
    }
    QVERIFY(source->loads < 200); // it was not the whole source that was searched
}

void TestBatcher::oneGoodPictureIsEnoughForASmallBatch() {
    auto config = smallConfig();
    config.train.batchSize = 2;
    std::set<std::int64_t> bad;
    for (std::int64_t i = 0; i < 50; ++i) {
        bad.insert(i);
    }
    bad.erase(17);
    QCOMPARE(firstBatches(std::make_shared<MemorySource>(50, bad), config, 0, 5).size(),
             std::size_t(5));
    bad.insert(17);
    Batcher hopeless(std::make_shared<MemorySource>(50, bad), config, 0);
    QVERIFY_THROWS_EXCEPTION(Error, hopeless.next());
}

void TestBatcher::exceptionsReachTheReader_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("out of memory") << int(ErrorKind::OutOfMemory);
    QTest::newRow("a bug") << int(ErrorKind::Internal);
}

void TestBatcher::exceptionsReachTheReader() {
    QFETCH(int, kind);
    const auto source = std::make_shared<MemorySource>(40);
    source->beforeLoad = [kind](std::int64_t index) {
        if (index == 11 && kind == int(ErrorKind::OutOfMemory)) {
            throw std::bad_alloc();
        }
        if (index == 11) {
            throw std::logic_error("a bug");
        }
    };
    Batcher batcher(source, smallConfig(), 0);
    try {
        for (int i = 0; i < 4; ++i) {
            batcher.next();
        }
        QFAIL("nothing was thrown");
    } catch (const Error& error) {
        QCOMPARE(int(error.kind()), kind);
    }
}

void TestBatcher::anErrorWaitsForItsBatch() {
    const auto config = smallConfig();
    SampleOrder order(100, config.train);
    const auto culprit = order.at(25).index;
    for (int round = 0; round < 20; ++round) {
        const auto source = std::make_shared<MemorySource>(100);
        source->beforeLoad = [culprit](std::int64_t index) {
            if (index == culprit) {
                throw std::runtime_error("third batch");
            }
        };
        Batcher batcher(source, config, 0);
        QCOMPARE(batcher.next().number, 0);
        QCOMPARE(batcher.next().number, 1);
        QVERIFY_THROWS_EXCEPTION(Error, batcher.next());
    }
}

void TestBatcher::theQueueIsBounded() {
    auto config = smallConfig();
    config.data.workers = 3;
    const auto source = std::make_shared<MemorySource>(1000);
    Batcher batcher(source, config, 0);
    for (int taken = 0; taken < 5; ++taken) {
        const auto expected = (4 + taken) * config.train.batchSize;
        QTRY_COMPARE(source->loads.load(), expected); // full, and then nothing more
        batcher.next();
    }
}

void TestBatcher::stoppingAWaitGivesAnEmptyBatch() {
    std::latch gate(1);
    Batcher batcher(gated(40, gate), smallConfig(), 0);
    std::stop_source stop;
    std::jthread stopper([&stop] { stop.request_stop(); });
    QVERIFY(batcher.next(stop.get_token()).patches.empty());
    gate.count_down();
    QCOMPARE(batcher.next().number, 0); // nothing is lost by a wait given up
}

void TestBatcher::destroyedInAnyState() {
    const auto config = smallConfig();
    for (int round = 0; round < 30; ++round) {
        Batcher atOnce(std::make_shared<MemorySource>(40), config, 0);
        Batcher afterSome(std::make_shared<MemorySource>(40), config, 0);
        for (int i = 0; i < round % 7; ++i) {
            afterSome.next();
        }
    }
    const auto source = std::make_shared<MemorySource>(40);
    {
        Batcher full(source, config, 0);
        QTRY_COMPARE(source->loads.load(), 40);
    }
    std::latch gate(1);
    {
        auto waiting = std::make_unique<Batcher>(gated(40, gate), config, 0);
        std::jthread opener([&gate] { gate.count_down(); });
        waiting.reset(); // while its threads are inside the source
    }
}

void TestBatcher::noPicturesIsAnError() {
    QVERIFY_THROWS_EXCEPTION(Error, Batcher(std::make_shared<MemorySource>(0), smallConfig(), 0));
}

QTEST_GUILESS_MAIN(TestBatcher)
#include "tst_batcher.moc"
