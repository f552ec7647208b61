// SPDX-License-Identifier: GPL-3.0-or-later
// Row F29 of goals.md: files that are deleted, truncated or replaced while a run reads them.
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/data/decode.h"
#include "core/train/training_run.h"

#include "tests/support/engine_watcher.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <set>

using namespace mae;
using mae::test::EngineWatcher;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string pngOf(int width, int seed) {
    Image image{.width = width, .height = 20, .pixels = {}};
    Rng rng(1, Purpose::Test, 0, static_cast<std::uint64_t>(seed));
    for (int i = 0; i < width * 60; ++i) {
        image.pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
    }
    const auto bytes = encodePng(image);
    return {bytes.begin(), bytes.end()};
}

fs::path fileOf(const fs::path& folder, int number) {
    return folder / (std::to_string(number) + ".png");
}

void makeFiles(const fs::path& folder, int count) {
    fs::create_directories(folder);
    for (int i = 0; i < count; ++i) {
        write(fileOf(folder, i), pngOf(20 + i % 5, i));
    }
}

TrainConfig microConfig(const fs::path& folder) {
    TrainConfig config;
    config.model = {.imageSize = 16,
                    .patchSize = 4,
                    .width = 24,
                    .depth = 1,
                    .heads = 2,
                    .decoderWidth = 16,
                    .decoderDepth = 1,
                    .decoderHeads = 2};
    config.data.paths = {folder.string()};
    config.data.cacheMb = 0; // every picture is read each time it is shown
    config.train.epochs = 1e5;
    config.train.batchSize = 20;
    config.train.precision = Precision::Float32;
    config.train.warmupEpochs = 1;
    config.preview.count = 0;
    config.checkpoint.everyMinutes = 0;
    return config;
}

} // namespace

class TestVanishingFiles : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path place(const char* name) const {
        return fs::path(m_folder->path().toStdString()) / name;
    }

private Q_SLOTS:
    void initTestCase() { setThreads(1); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void filesThatChangeAreSkippedCountedAndListed() {
        constexpr int kFiles = 500, kChanged = 400;
        makeFiles(place("pictures"), kFiles);
        auto config = microConfig(place("pictures"));
        config.data.badShare = 1;
        auto run = TrainingRun::create(config, place("run"), {});
        std::set<std::string> touched;
        Rng rng(4, Purpose::Test);
        for (int i = 0; i < kChanged; ++i) {
            const auto path = fileOf(place("pictures"), i);
            const auto bytes = pngOf(20 + i % 5, i);
            switch (rng.below(4)) {
            case 0: fs::remove(path); break;
            case 1: fs::resize_file(path, rng.below(std::uint32_t(bytes.size()))); break;
            case 2: write(path, "no picture at all"); break;
            default: write(path, pngOf(31, 1000 + i)); continue; // another picture is as good
            }
            touched.insert(path.string());
            if (i % 4 == 0) {
                const auto step = run->advance();
                QVERIFY(step && std::isfinite(step->loss));
            }
        }
        const auto perEpoch = run->stepsPerEpoch();
        QCOMPARE(perEpoch, kFiles / 20);
        for (int i = 0; i < 2 * perEpoch; ++i) {
            QVERIFY(run->advance());
        }
        std::set<std::string> listed;
        for (const auto& file : run->badFiles()) {
            QVERIFY(!file.reason.empty());
            QVERIFY2(listed.insert(file.path.string()).second, "listed twice");
        }
        QCOMPARE(listed, touched);
    }

    void aboveTheShareItSaysSoOnceAndCanGoOn() {
        makeFiles(place("pictures"), 100);
        auto run = TrainingRun::create(microConfig(place("pictures")), place("run"), {});
        QVERIFY(run->advance());
        for (int i = 0; i < 8; ++i) {
            write(fileOf(place("pictures"), i), "broken");
        }
        std::int64_t before = 0;
        std::string told;
        try {
            for (int i = 0; i < 30; ++i) {
                before = run->step();
                QVERIFY(run->advance());
            }
            QFAIL("eight of a hundred went unnoticed");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Io);
            told = error.what();
        }
        QVERIFY2(told.find("of 100 pictures") != std::string::npos, told.c_str());
        QCOMPARE(run->step(), before);
        run->save();
        for (int i = 0; i < 30; ++i) {
            QVERIFY(run->advance());
        }
        QCOMPARE(run->badFiles().size(), 8U);
    }

    void theEnginePausesUntilTheFolderIsBack() {
        makeFiles(place("pictures"), 60);
        EngineWatcher engine;
        engine.post(StartTraining{microConfig(place("pictures")), place("run")});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 2; }));
        fs::rename(place("pictures"), place("unplugged"));
        QVERIFY(engine.untilState(EngineState::Paused));
        QVERIFY(engine.until([&] { return !engine.failures.empty(); }));
        QCOMPARE(engine.failures.back().context, std::string("training"));
        QVERIFY(engine.ended.empty());
        QVERIFY(!engine.saved.empty());

        fs::rename(place("unplugged"), place("pictures"));
        const auto before = engine.metrics.size();
        engine.post(ResumeTraining{});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= before + 5; }));
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Idle));
        QCOMPARE(engine.ended.at(0).reason, RunEnd::Stopped);
        QVERIFY(engine.broken.empty());
    }
};

QTEST_GUILESS_MAIN(TestVanishingFiles)
#include "tst_vanishing_files.moc"
