// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/base/shell_word.h"
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors.h"
#include "core/io/safetensors_format.h"
#include "core/recipes/recipes.h"
#include "ui/panels/train_command.h"
#include "ui/session/session.h"

#include "tests/support/cli.h"
#include "tests/support/small_run.h"
#include <ATen/ops/equal.h>
#include <nlohmann/json.hpp>

#include <QSignalSpy>
#include <QTest>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>

using namespace mae;
namespace fs = std::filesystem;

namespace {

/// Sixteen steps of a model of a few thousand numbers, with all a run writes.
TrainConfig settings() {
    auto config = recipe("tiny").make();
    config.model = test::smallRun().model;
    config.data.scenes = 40;
    config.data.validationShare = 0.2;
    config.log.validateEveryEpochs = 1;
    config.train.batchSize = 4;
    config.train.steps = 16; // two epochs
    config.train.lr = 1e-3;
    config.train.warmupEpochs = 0.5;
    config.train.seed = 7;
    config.train.precision = Precision::Float32;
    config.checkpoint.everySteps = 5;
    config.preview = {.everySteps = 4, .count = 2};
    return config;
}

/// What is left of an object without the keys that tell of time and machine.
nlohmann::json without(nlohmann::json json, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        json.erase(key);
    }
    return json;
}

std::vector<nlohmann::json> metricsOf(const fs::path& run) {
    std::vector<nlohmann::json> lines;
    std::istringstream text(readText(run / "metrics.jsonl"));
    for (std::string line; std::getline(text, line);) {
        lines.push_back(
            without(nlohmann::json::parse(line), {"time", "images_per_s", "memory_mb"}));
    }
    return lines;
}

/// The records of a run's event files, session by session, without their wall times.
std::vector<std::string> eventsOf(const fs::path& run) {
    std::map<fs::file_time_type, fs::path> files;
    for (const auto& entry : fs::directory_iterator(run)) {
        if (entry.path().filename().string().starts_with("events.out.tfevents.")) {
            files[entry.last_write_time()] = entry.path();
        }
    }
    std::vector<std::string> events;
    for (const auto& [time, file] : files) {
        const auto bytes = readText(file);
        for (std::size_t at = 0; at + 12 < bytes.size();) {
            std::uint64_t length = 0;
            std::memcpy(&length, bytes.data() + at, sizeof length);
            auto event = bytes.substr(at + 12, length);
            if (event.size() > 9 && event[0] == 9) { // field 1, a double
                event.erase(0, 9);
            }
            events.push_back(std::move(event));
            at += 16 + length;
        }
    }
    return events;
}

/// Everything in a run's folder but event files, whose names tell the time.
std::set<std::string> namesIn(const fs::path& run) {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(run)) {
        const auto name = fs::relative(entry.path(), run).string();
        names.insert(name.starts_with("events.out.tfevents.") ? "events.out.tfevents" : name);
    }
    return names;
}

void compareCheckpoints(const fs::path& a, const fs::path& b) {
    const auto left = readSafetensors(a), right = readSafetensors(b);
    auto its = left.metadata, others = right.metadata;
    for (auto* metadata : {&its, &others}) {
        for (const char* key : {"time", kChecksumKey, kHeaderChecksumKey}) {
            metadata->erase(key);
        }
    }
    QCOMPARE(its, others);
    QCOMPARE(left.tensors.size(), right.tensors.size());
    for (std::size_t i = 0; i < left.tensors.size(); ++i) {
        QCOMPARE(left.tensors[i].name, right.tensors[i].name);
        QVERIFY2(at::equal(left.tensors[i].tensor, right.tensors[i].tensor),
                 left.tensors[i].name.c_str());
    }
}

void compareRuns(const fs::path& a, const fs::path& b) {
    QCOMPARE(namesIn(a), namesIn(b));
    QCOMPARE(readText(a / "config.json"), readText(b / "config.json"));
    QCOMPARE(readText(a / "log.txt"), readText(b / "log.txt"));
    QVERIFY(metricsOf(a) == metricsOf(b));
    const auto events = eventsOf(a);
    QVERIFY(events.size() > 10);
    QVERIFY(events == eventsOf(b));
    int previews = 0;
    for (const auto& entry : fs::directory_iterator(previewsFolder(a))) {
        const auto name = entry.path().filename();
        QVERIFY2(readText(entry.path()) == readText(previewsFolder(b) / name), name.c_str());
        ++previews;
    }
    QVERIFY(previews >= 4);
    const auto checkpoints = listCheckpoints(a);
    QVERIFY(checkpoints.size() >= 3);
    for (const auto& checkpoint : checkpoints) {
        compareCheckpoints(checkpoint.path, checkpointPath(b, checkpoint.step));
    }
}

} // namespace

/// A run of the window and one of the command line.
class TestSameRun : public QObject {
    Q_OBJECT

    test::Cli m_cli;
    ui::Session m_session{EngineOptions{.device = "cpu", .threads = 1}};

    fs::path place(const char* name) const { return m_cli.pathText(QString::fromUtf8(name)); }

    void trainInTheWindow(const std::function<void()>& begin) {
        QSignalSpy ended(&m_session, &ui::Session::runEnded);
        begin();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    }

    /// What the window gives to copy, with the folder and the machine.
    void trainByCommand(const std::string& command, const char* more) const {
        const auto result = m_cli.shell(
            QStringLiteral("\"$MAE\" ")
            + QString::fromStdString(command.substr(std::string("mae ").size()))
            + QStringLiteral(" --device cpu --threads 1 --output ") + QString::fromUtf8(more));
        QVERIFY2(result.code == 0, result.err.constData());
    }

private Q_SLOTS:
    void initTestCase() { qputenv("MAE_HOME", m_cli.path(QStringLiteral("home")).toUtf8()); }

    void theCommandThatTheWindowShowsWritesTheSameFiles_data() {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::newRow("float32") << "train.precision"
                                 << "float32";
        QTest::newRow("bfloat16") << "train.precision"
                                  << "bfloat16";
        QTest::newRow("block masks") << "mask.strategy"
                                     << "block";
        QTest::newRow("accumulated") << "train.accumulate"
                                     << "2";
        QTest::newRow("a mean of weights") << "train.ema"
                                           << "0.9";
        QTest::newRow("three loaders") << "data.workers"
                                       << "3";
    }

    void theCommandThatTheWindowShowsWritesTheSameFiles() {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        auto config = settings();
        setSetting(config, setting.toStdString(), value.toStdString());
        const auto name = "/run-" + std::string(QTest::currentDataTag());
        const auto window = fs::path(place("window").string() + name);
        const auto command = fs::path(place("command").string() + name);
        trainInTheWindow(
            [&] { m_session.startTraining(config, QString::fromStdString(window.string())); });
        trainByCommand(ui::trainCommand(config, "tiny"), shellQuoted(command.string()).c_str());
        compareRuns(window, command);
    }

    void continuedByEitherItWritesTheSameFiles() {
        const auto window = place("window") / "again", command = place("command") / "again";
        const auto config = settings();
        trainInTheWindow(
            [&] { m_session.startTraining(config, QString::fromStdString(window.string())); });
        fs::create_directories(command.parent_path());
        fs::copy(window, command, fs::copy_options::recursive);
        trainInTheWindow(
            [&] { m_session.continueRun(QString::fromStdString(window.string()), 3.0); });
        const auto result = m_cli.shell(
            QStringLiteral("\"$MAE\" resume command/again --epochs 3 --device cpu --threads 1"));
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(readMetrics(command).size(), 24U);
        compareRuns(window, command);
    }
};

QTEST_GUILESS_MAIN(TestSameRun)
#include "tst_same_run.moc"
