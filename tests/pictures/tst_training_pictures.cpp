// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/batcher.h"
#include "core/data/decode.h"
#include "core/data/training_pictures.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <set>

using namespace mae;
namespace fs = std::filesystem;

namespace {

void writePictures(const fs::path& folder, int first, int count) {
    fs::create_directories(folder);
    for (int i = first; i < first + count; ++i) {
        const Image image{.width = 8, .height = 8, .pixels = std::vector<std::uint8_t>(192, 90)};
        writePng(folder / (std::to_string(i) + ".png"), image);
    }
}

std::set<std::string> namesOf(const std::shared_ptr<PictureSource>& source) {
    std::set<std::string> names;
    for (std::int64_t i = 0; source && i < source->count(); ++i) {
        names.insert(source->name(i));
    }
    return names;
}

TrainingPictures open(const DataConfig& config, std::uint64_t seed = 3) {
    return openTrainingPictures(config, seed, 16);
}

OptimConfig batches(int size) {
    OptimConfig config;
    config.batchSize = size;
    config.seed = 5;
    return config;
}

} // namespace

class TestTrainingPictures : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;

    DataConfig folder(const char* name) const {
        DataConfig config;
        config.paths = {(m_root / name).string()};
        return config;
    }

private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_root = m_temporary->path().toStdString();
    }

    void withoutSettingsEverythingIsLearnedFrom() {
        writePictures(m_root / "all", 0, 6);
        const auto pictures = open(folder("all"));
        QCOMPARE(pictures.training->count(), 6);
        QVERIFY(!pictures.validation);
    }

    void aShareIsKeptBySeedAndName() {
        writePictures(m_root / "all" / "a", 0, 150);
        writePictures(m_root / "all" / "b", 0, 50);
        auto config = folder("all");
        config.validationShare = 0.25;
        const auto first = open(config);
        const auto kept = namesOf(first.validation), learned = namesOf(first.training);
        QCOMPARE(kept.size() + learned.size(), 200U);
        QVERIFY(kept.size() > 30 && kept.size() < 70);
        QCOMPARE(first.training->classes().size(), 2U);
        QCOMPARE(namesOf(open(config).validation), kept);
        QVERIFY(namesOf(open(config, 4).validation) != kept);
        QVERIFY(first.training->fingerprint() != open(folder("all")).training->fingerprint());
        // Others that come move none.
        writePictures(m_root / "all" / "a", 150, 30);
        const auto later = namesOf(open(config).validation);
        QVERIFY(std::ranges::includes(later, kept));
        // Nor does the place of the folder.
        fs::rename(m_root / "all", m_root / "moved");
        QCOMPARE(namesOf(open([&] {
                             auto moved = folder("moved");
                             moved.validationShare = 0.25;
                             return moved;
                         }())
                             .validation)
                     .size(),
                 later.size());
    }

    void aShareOfScenesIsKept() {
        DataConfig config;
        config.scenes = 400;
        config.validationShare = 0.1;
        const auto pictures = open(config);
        const auto kept = namesOf(pictures.validation);
        QVERIFY(kept.size() > 20 && kept.size() < 65);
        QCOMPARE(pictures.training->count() + pictures.validation->count(), 400);
        for (const auto& name : namesOf(pictures.training)) {
            QVERIFY(!kept.contains(name));
        }
    }

    void theValPartBesideTrainIsUsedByItself() {
        writePictures(m_root / "set" / "train" / "a", 0, 5);
        writePictures(m_root / "set" / "val" / "a", 10, 3);
        QCOMPARE(open(folder("set")).training->count(), 5);
        QCOMPARE(open(folder("set")).validation->count(), 3);
        auto config = folder("set");
        config.validation = {"none"};
        QVERIFY(!open(config).validation);
        config.validation = {};
        config.validationShare = 0.5; // of train, instead
        QVERIFY(namesOf(open(config).validation).size() != 3U
                || open(config).training->count() == 2);
    }

    void aFolderForValidationIsNotLearnedFrom() {
        writePictures(m_root / "all" / "a", 0, 4);
        writePictures(m_root / "all" / "held", 10, 3);
        auto config = folder("all");
        config.validation = {(m_root / "all" / "held").string()};
        const auto pictures = open(config);
        QCOMPARE(pictures.validation->count(), 3);
        QCOMPARE(pictures.training->count(), 4);
        for (const auto& name : namesOf(pictures.training)) {
            QVERIFY(name.find("held") == std::string::npos);
        }
    }

    void nothingLeftToLearnFromIsAnError() {
        writePictures(m_root / "all", 0, 3);
        auto config = folder("all");
        config.validation = config.paths;
        QVERIFY_THROWS_EXCEPTION(Error, open(config));
    }

    void weightsSayHowOftenAnEpochShowsAPicture() {
        writePictures(m_root / "a", 0, 6);
        writePictures(m_root / "b", 0, 10);
        DataConfig config;
        config.paths = {(m_root / "a").string(), (m_root / "b").string()};
        config.weights = {3, 0.5};
        const auto source = open(config).training;
        QCOMPARE(source->count(), 16);
        QCOMPARE(picturesPerEpoch(*source), 18 + 5);
        SampleOrder order(source->parts(), batches(23));
        std::map<std::int64_t, int> shown;
        for (int i = 0; i < 46; ++i) { // two epochs
            const auto sample = order.at(i);
            QCOMPARE(sample.epoch, i / 23);
            ++shown[sample.index];
        }
        for (int i = 0; i < 16; ++i) {
            QCOMPARE(shown[i], i < 6 ? 6 : 1);
        }
    }

    void repeatsOfAnEpochAreTold() {
        SampleOrder order({{.count = 5, .weight = 2.5}, {.count = 3, .weight = 1}}, batches(1));
        for (int epoch = 0; epoch < 4; ++epoch) {
            std::set<std::pair<std::int64_t, std::int64_t>> seen;
            for (int i = 0; i < 16; ++i) { // llround(12.5) + 3
                const auto sample = order.at(epoch * 16 + i);
                QCOMPARE(sample.epoch, epoch);
                QVERIFY(seen.insert({sample.index, sample.repeat}).second);
            }
        }
    }

    void theOrderIsAFunctionOfThePosition() {
        const std::vector<SourcePart> parts{{.count = 7, .weight = 1.5}, {.count = 4, .weight = 2}};
        SampleOrder forward(parts, batches(4)), other(parts, batches(4));
        std::vector<std::int64_t> wanted;
        for (int i = 0; i < 100; ++i) {
            wanted.push_back(forward.at(i).index);
        }
        for (int i = 99; i >= 0; --i) {
            QCOMPARE(other.at(i).index, wanted[std::size_t(i)]);
        }
    }

    void weightsOfOneChangeNothing() {
        SampleOrder plain(11, batches(4));
        SampleOrder weighted({{.count = 5, .weight = 1}, {.count = 6, .weight = 1}}, batches(4));
        for (int i = 0; i < 60; ++i) {
            QCOMPARE(weighted.at(i).index, plain.at(i).index);
            QCOMPARE(weighted.at(i).repeat, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestTrainingPictures)
#include "tst_training_pictures.moc"
