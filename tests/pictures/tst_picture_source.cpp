// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/batcher.h"
#include "core/data/decode.h"
#include "core/data/picture_cache.h"
#include "core/data/picture_source.h"
#include "core/data/scenes.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <thread>

using namespace mae;
namespace fs = std::filesystem;

namespace {

Image grey(int width, int height, int value) {
    Image image{.width = width, .height = height, .pixels = {}};
    image.pixels.assign(std::size_t(width * height * 3), std::uint8_t(value));
    return image;
}

void writeText(const fs::path& path, const char* text) { std::ofstream(path) << text; }

/// A folder with @p count grey pictures in each of the named classes.
void makeClasses(const fs::path& root, std::initializer_list<const char*> names, int count) {
    for (const auto* name : names) {
        fs::create_directories(root / name);
        for (int i = 0; i < count; ++i) {
            writePng(root / name / (std::to_string(i) + ".png"), grey(20 + i, 24, 10 * i + 5));
        }
    }
}

std::shared_ptr<PictureSource> open(std::vector<std::string> paths, int cacheMb = 64) {
    DataConfig config;
    config.paths = std::move(paths);
    config.cacheMb = cacheMb;
    config.scenes = 48;
    return openPictures(config, 16);
}

} // namespace

class TestPictureSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void scenesAreDrawnWithRoomForCrops();
    void aFolderOfClassesHasLabels();
    void foldersAreJoined();
    void aPictureIsDecodedOnceWhileTheCacheHasRoom();
    void aFullCacheTakesNoMore();
    void theCacheCountsItsBytes();
    void differentSizesDoNotMix();
    void largePicturesAreKeptSmall();
    void badFilesAreRememberedOnce();
    void theFingerprintFollowsNamesAndSizes();
    void nothingToReadIsAnError();
    void manyThreadsReadAtOnce();
    void trainingGoesOnWithoutVanishedFiles();
    void aVanishedFolderStopsTraining();

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_root;
};

void TestPictureSource::init() {
    m_temporary = std::make_unique<QTemporaryDir>();
    m_root = m_temporary->path().toStdString();
}

void TestPictureSource::cleanup() { m_temporary.reset(); }

void TestPictureSource::scenesAreDrawnWithRoomForCrops() {
    const auto source = open({"scenes"});
    QCOMPARE(source->count(), 48);
    QCOMPARE(*source->load(5, 24), drawScene(0, 5, 24, 24));
    QCOMPARE(source->label(5), sceneLabel(5));
    QCOMPARE(source->classes().at(5), std::string(sceneClasses()[5]));
    QVERIFY(source->name(5).find(sceneClasses()[5]) != std::string::npos);
    QVERIFY(source->badFiles().empty());
    DataConfig other;
    other.scenes = 47;
    QVERIFY(openPictures(other, 16)->fingerprint() != source->fingerprint());
}

void TestPictureSource::aFolderOfClassesHasLabels() {
    makeClasses(m_root, {"cat", "dog"}, 3);
    const auto source = open({m_root.string()});
    QCOMPARE(source->count(), 6);
    QCOMPARE(source->classes(), (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(source->label(0), 0);
    QCOMPARE(source->label(5), 1);
    QCOMPARE(source->name(4), (m_root / "dog" / "1.png").string());
    QCOMPARE(*source->load(4, 16), grey(21, 24, 15));
    QVERIFY_THROWS_EXCEPTION(Error, source->load(6, 8));
    QVERIFY_THROWS_EXCEPTION(Error, source->load(-1, 8));
}

void TestPictureSource::foldersAreJoined() {
    makeClasses(m_root / "a", {"dog", "emu"}, 2);
    makeClasses(m_root / "b", {"cat", "dog"}, 2);
    const auto source = open({(m_root / "a").string(), "scenes", (m_root / "b").string()});
    QCOMPARE(source->count(), 4 + 48 + 4);
    const auto classes = source->classes();
    const auto nameOf = [&](std::int64_t index) {
        return classes.at(std::size_t(source->label(index)));
    };
    QCOMPARE(classes.size(), sceneClasses().size() + 3); // both dogs are one class
    QCOMPARE(nameOf(0), std::string("dog"));
    QCOMPARE(nameOf(3), std::string("emu"));
    QCOMPARE(nameOf(4), std::string(sceneClasses()[0]));
    QCOMPARE(nameOf(52), std::string("cat"));
    QCOMPARE(nameOf(55), std::string("dog"));
    QCOMPARE(source->load(55, 16)->width, 21);
    const auto single = open({(m_root / "a" / "dog" / "0.png").string()});
    QCOMPARE(single->count(), 1);
}

void TestPictureSource::aPictureIsDecodedOnceWhileTheCacheHasRoom() {
    makeClasses(m_root, {"cat"}, 2);
    const auto source = open({m_root.string()});
    const auto first = source->load(0, 8);
    QCOMPARE(source->load(0, 8), first); // the same object
    fs::remove_all(m_root / "cat");
    QCOMPARE(source->load(0, 8), first);
    QVERIFY_THROWS_EXCEPTION(Error, source->load(1, 8));
}

void TestPictureSource::aFullCacheTakesNoMore() {
    makeClasses(m_root, {"cat"}, 1);
    const auto source = open({m_root.string()}, 0);
    const auto first = source->load(0, 8);
    const auto second = source->load(0, 8);
    QVERIFY(first != second);
    QCOMPARE(*first, *second);
}

void TestPictureSource::theCacheCountsItsBytes() {
    PictureCache cache(10'000);
    const auto picture = std::make_shared<const Image>(grey(30, 30, 1)); // 2700 bytes
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                cache.insert(i, 1, picture);
            }
        });
    }
    threads.clear();
    int kept = 0;
    for (int i = 0; i < 20; ++i) {
        kept += cache.find(i, 1) ? 1 : 0;
    }
    QVERIFY(kept >= 1 && kept <= 3);
    QCOMPARE(cache.bytes(), std::uint64_t(kept) * (2700 + 160));
}

void TestPictureSource::differentSizesDoNotMix() {
    fs::create_directories(m_root);
    writePng(m_root / "large.png", grey(64, 64, 7));
    const auto source = open({m_root.string()});
    QCOMPARE(source->load(0, 16)->width, 16);
    QCOMPARE(source->load(0, 0)->width, 64);
    QCOMPARE(source->load(0, 33)->width, 64);
    QCOMPARE(source->load(0, 16)->width, 16);
}

void TestPictureSource::largePicturesAreKeptSmall() {
    fs::create_directories(m_root);
    writePng(m_root / "large.png", grey(300, 203, 7));
    const auto source = open({m_root.string()});
    const auto image = source->load(0, 50); // a quarter: as a JPEG would be decoded
    QCOMPARE(image->width, 75);
    QCOMPARE(image->height, 51);
    QCOMPARE(source->load(0, 51)->width, 150);
    QCOMPARE(source->load(0, 500)->width, 300);
}

void TestPictureSource::badFilesAreRememberedOnce() {
    makeClasses(m_root, {"cat"}, 2);
    writeText(m_root / "cat" / "bad.png", "this is no picture");
    const auto source = open({m_root.string()});
    QCOMPARE(source->count(), 3);
    std::string reason;
    for (int i = 0; i < 3; ++i) {
        try {
            source->load(2, 8);
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            reason = error.what();
        }
    }
    const auto bad = source->badFiles();
    QCOMPARE(bad.size(), std::size_t(1));
    QCOMPARE(bad[0].path, m_root / "cat" / "bad.png");
    QCOMPARE(bad[0].reason, reason);
    // A bad file stays out for this run, even when it is repaired meanwhile: the run repeats.
    writePng(m_root / "cat" / "bad.png", grey(9, 9, 9));
    QVERIFY_THROWS_EXCEPTION(Error, source->load(2, 8));
    QCOMPARE(open({m_root.string()})->load(2, 8)->width, 9);
}

void TestPictureSource::theFingerprintFollowsNamesAndSizes() {
    makeClasses(m_root, {"cat"}, 2);
    const auto print = [this] { return open({m_root.string()})->fingerprint(); };
    const auto first = print();
    QCOMPARE(print(), first);
    fs::rename(m_root / "cat" / "0.png", m_root / "cat" / "00.png");
    const auto renamed = print();
    QVERIFY(renamed != first);
    writePng(m_root / "cat" / "00.png", grey(99, 98, 3));
    const auto resized = print();
    QVERIFY(resized != renamed);
    writePng(m_root / "cat" / "3.png", grey(20, 20, 3));
    QVERIFY(print() != resized);
    // The place of the folder does not matter: data sets are moved.
    const auto here = print();
    const fs::path elsewhere = m_root.string() + "-moved";
    fs::rename(m_root, elsewhere);
    QCOMPARE(open({elsewhere.string()})->fingerprint(), here);
    fs::rename(elsewhere, m_root);
}

void TestPictureSource::nothingToReadIsAnError() {
    QVERIFY_THROWS_EXCEPTION(Error, open({}));
    QVERIFY_THROWS_EXCEPTION(Error, open({(m_root / "missing").string()}));
    fs::create_directories(m_root / "texts");
    writeText(m_root / "texts" / "a.txt", "text");
    QVERIFY_THROWS_EXCEPTION(Error, open({(m_root / "texts").string()}));
}

void TestPictureSource::manyThreadsReadAtOnce() {
    makeClasses(m_root, {"cat", "dog"}, 5);
    writeText(m_root / "cat" / "bad.png", "no picture");
    const auto source = open({m_root.string()});
    std::atomic<int> good = 0, bad = 0;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 110; ++i) {
                try {
                    source->load(i % 11, 8);
                    ++good;
                } catch (const Error&) {
                    ++bad;
                }
            }
        });
    }
    threads.clear();
    QCOMPARE(good.load(), 400);
    QCOMPARE(bad.load(), 40);
    QCOMPARE(source->badFiles().size(), std::size_t(1));
}

void TestPictureSource::trainingGoesOnWithoutVanishedFiles() {
    makeClasses(m_root, {"cat", "dog"}, 10);
    TrainConfig config;
    config.model = {.imageSize = 16, .patchSize = 4};
    config.train.batchSize = 5;
    config.data.cacheMb = 0;
    const auto source = open({m_root.string()}, 0);
    Batcher batcher(source, config, 0);
    batcher.next();
    fs::remove(m_root / "cat" / "3.png");
    std::ofstream(m_root / "dog" / "4.png", std::ios::trunc); // emptied
    writeText(m_root / "dog" / "5.png", "replaced by something else");
    for (int i = 1; i < 20; ++i) {
        const auto batch = batcher.next();
        QCOMPARE(batch.number, i);
        QCOMPARE(batch.patches.size(), std::size_t(5 * 16 * 16 * 3));
    }
    QCOMPARE(source->badFiles().size(), std::size_t(3));
}

void TestPictureSource::aVanishedFolderStopsTraining() {
    makeClasses(m_root, {"cat"}, 12);
    TrainConfig config;
    config.model = {.imageSize = 16, .patchSize = 4};
    config.train.batchSize = 6;
    Batcher batcher(open({m_root.string()}, 0), config, 0);
    batcher.next();
    fs::remove_all(m_root / "cat");
    bool stopped = false;
    for (int i = 0; i < 20 && !stopped; ++i) {
        try {
            batcher.next();
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Io);
            QVERIFY(std::string(error.what()).find("cat") != std::string::npos);
            stopped = true;
        }
    }
    QVERIFY(stopped);
}

QTEST_GUILESS_MAIN(TestPictureSource)
#include "tst_picture_source.moc"
