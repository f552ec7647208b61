// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/rng.h"
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/io/safetensors.h"

#include <ATen/ops/zeros.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <limits>

using namespace mae;
namespace fs = std::filesystem;

class TestRunFolder : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    static std::uint32_t length(const std::string& text) {
        return static_cast<std::uint32_t>(text.size());
    }
    fs::path root() const { return m_folder->path().toStdString(); }

    static void write(const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    static StepMetrics metricsAt(std::int64_t step) {
        const auto x = static_cast<double>(step);
        return {.step = step,
                .epoch = x / 3,
                .loss = 1 / (x + 1),
                .lr = 1e-4 * x,
                .gradNorm = std::sqrt(x),
                .imagesPerSecond = 1e3 / 7,
                .time = 0.1 * x};
    }

    /// A run of 400 pictures in batches of 4 for 2 epochs: 200 steps.
    fs::path makeRun(const std::string& name, std::initializer_list<std::int64_t> checkpoints) {
        const auto run = root() / name;
        TrainConfig config;
        config.train = {.epochs = 2, .batchSize = 4};
        const auto json = toJson(config);
        write(run / "config.json",
              json.substr(0, json.rfind('}')) + R"(, "run": {"pictures": 400}})");
        for (const auto step : checkpoints) {
            fs::create_directories(checkpointsFolder(run));
            writeSafetensors(checkpointPath(run, step), {{"a", at::zeros({2}, at::kFloat)}}, {});
        }
        return run;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void cleanup() {
        fs::remove_all(root()); // QTemporaryDir can't remove names that are not UTF-8
    }

    void namesAreThoseOfTheContract() {
        QCOMPARE(checkpointPath("run", 12345).string(),
                 std::string("run/checkpoints/step-00012345.safetensors"));
        QCOMPARE(previewPath("run", 0).string(), std::string("run/previews/step-00000000.png"));
        QCOMPARE(checkpointPath("run", 1234567890).filename().string(),
                 std::string("step-1234567890.safetensors"));
    }

    void checkpointsAreListedOldestFirstAndNothingElse() {
        const auto run = makeRun("a", {100000000, 7, 30});
        const auto folder = checkpointsFolder(run);
        for (const char* name :
             {".step-00000008.safetensors.x1y2z3", "step-.safetensors", "step-12.safetensors.tmp",
              "step--5.safetensors", "step-1e3.safetensors",
              "step-99999999999999999999.safetensors", "best.safetensors", "step-+5.safetensors",
              "step- 5.safetensors"}) {
            write(folder / name, "x");
        }
        fs::create_directories(folder / "step-00000050.safetensors"); // a folder of that name
        QCOMPARE(::mkfifo((folder / "step-00000060.safetensors").c_str(), 0600), 0);
        const auto files = listCheckpoints(run);
        QCOMPARE(files.size(), std::size_t{3});
        QCOMPARE(files[0].step, 7);
        QCOMPARE(files[1].step, 30);
        QCOMPARE(files[2].step, 100000000);
        QVERIFY(listCheckpoints(root() / "absent").empty());
    }

    void metricsComeBackExactly() {
        std::vector<StepMetrics> all;
        std::string text;
        for (std::int64_t step = 1; step <= 50; ++step) {
            all.push_back(metricsAt(step));
            text += metricsLine(all.back()) + "\n";
        }
        all.push_back({.step = std::numeric_limits<std::int64_t>::max(),
                       .loss = std::numeric_limits<double>::denorm_min(),
                       .lr = std::numeric_limits<double>::max()});
        text += metricsLine(all.back()) + "\n";
        write(root() / "metrics.jsonl", text);
        QVERIFY(readMetrics(root()) == all);
        QVERIFY(readMetrics(root() / "absent").empty());
    }

    void aTornTailIsDroppedAtEveryLength() {
        std::string text;
        for (std::int64_t step = 1; step <= 3; ++step) {
            text += metricsLine(metricsAt(step)) + "\n";
        }
        const auto path = root() / "metrics.jsonl";
        for (std::size_t length = 0; length <= text.size(); ++length) {
            write(path, text.substr(0, length));
            const auto whole = static_cast<std::size_t>(
                std::count(text.begin(), text.begin() + static_cast<long>(length), '\n'));
            const auto read = readMetrics(root());
            QCOMPARE(read.size(), whole);
            for (std::size_t i = 0; i < whole; ++i) {
                QVERIFY(read[i] == metricsAt(static_cast<std::int64_t>(i) + 1));
            }
        }
    }

    void memoryAndValidationLossAreKeptWhereTheyWereMeasured() {
        auto first = metricsAt(1), second = metricsAt(2);
        first.memoryMb = 812.5;
        second.memoryMb = 813;
        second.validationLoss = 0.25;
        write(root() / "metrics.jsonl", metricsLine(first) + "\n" + metricsLine(second) + "\n");
        const auto read = readMetrics(root());
        QCOMPARE(read.size(), std::size_t{2});
        QVERIFY(read[0] == first);
        QVERIFY(read[1] == second);
    }

    void ofRepeatedStepsTheLastCountsAndOrderIsRestored() {
        auto second = metricsAt(2);
        second.loss = 42;
        write(root() / "metrics.jsonl", metricsLine(metricsAt(3)) + "\n" + metricsLine(metricsAt(2))
                                            + "\n" + metricsLine(metricsAt(1)) + "\n"
                                            + metricsLine(second) + "\n");
        const auto read = readMetrics(root());
        QCOMPARE(read.size(), std::size_t{3});
        QCOMPARE(read[0].step, 1);
        QCOMPARE(read[1].loss, 42.0);
        QCOMPARE(read[2].step, 3);
    }

    void brokenLinesAreSkippedAndOthersFormsOfJsonRead() {
        write(
            root() / "metrics.jsonl",
            "\n\n{}\n[]\nnull\n{\"step\":1}\n{\"step\":-1,\"loss\":1}\n{\"step\":1.5,\"loss\":1}\n"
            "{\"step\":\"1\",\"loss\":1}\n{\"step\":1,\"loss\":null}\n{\"step\":1,\"loss\":\"2\"}\n"
            "{\"step\":18446744073709551615,\"loss\":1}\n{\"step\":1,\"loss\":1e999}\n"
            "{\"step\":2,\"loss\":NaN}\n{\"step\":2,\"loss\":inf}\ngarbage\n"
            "{\"step\":1,\"epoch\":0,\"loss\":nan,\"lr\":0,\"grad_norm\":0,\"images_per_s\":0,"
            "\"time\":0}\n"
                + std::string(100000, '[') + "\n"
                + "  { \"loss\" : 0.5 , \"step\" : 9 , \"lr\" : 1e-3 , \"more\" : [1] }  \r\n");
        const auto read = readMetrics(root());
        QCOMPARE(read.size(), std::size_t{1});
        QVERIFY(read[0] == (StepMetrics{.step = 9, .loss = 0.5, .lr = 1e-3}));
    }

    void randomGarbageIsSurvived() {
        Rng rng(7, Purpose::Weights, 0, 0);
        const auto good = metricsLine(metricsAt(5)) + "\n" + metricsLine(metricsAt(6)) + "\n";
        const auto config = toJson(TrainConfig{});
        const auto run = root() / "run";
        for (int i = 0; i < 500; ++i) {
            auto lines = good;
            auto settings = config;
            for (auto* text : {&lines, &settings}) {
                const auto changes = 1 + rng.below(4);
                for (std::uint64_t k = 0; k < changes; ++k) {
                    (*text)[rng.below(length(*text))] = static_cast<char>(rng.below(256));
                }
                text->resize(rng.below(8) == 0 ? rng.below(length(*text)) : text->size());
            }
            write(run / "metrics.jsonl", lines);
            write(run / "config.json", settings);
            for (const auto& metrics : readMetrics(run)) {
                QVERIFY(std::isfinite(metrics.loss) && metrics.step >= 0);
            }
            try {
                readRunSummary(run);
            } catch (const Error& error) {
                QVERIFY(std::string(error.what()).find("config.json") != std::string::npos);
            }
        }
    }

    void aSummarySaysHowFarARunIs() {
        const auto run = makeRun("a", {50, 120});
        write(run / "metrics.jsonl", metricsLine({.step = 1, .loss = 0.25}) + "\n"
                                         + metricsLine({.step = 120, .loss = 0.5}) + "\n");
        auto summary = readRunSummary(run);
        QCOMPARE(summary.totalSteps, 200);
        QCOMPARE(summary.step, 120);
        QCOMPARE(summary.lastLoss, 0.5);
        QCOMPARE(summary.bestLoss, 0.25);
        QVERIFY(!summary.finished() && !summary.beingWritten);
        QVERIFY(std::chrono::abs(std::chrono::system_clock::now() - summary.changed)
                < std::chrono::minutes(5));
        write(checkpointPath(run, 200), "damaged");
        QCOMPARE(readRunSummary(run).step, 120);
        writeSafetensors(checkpointPath(run, 200), {}, {});
        QVERIFY(readRunSummary(run).finished());
    }

    void whatIsNoRunIsRefusedWithItsName() {
        for (const char* text :
             {"", "[]", "nonsense", "{\"model\":1}", "{\"train\":{\"epochs\":[]}}"}) {
            write(root() / "config.json", text);
            try {
                readRunSummary(root());
                QFAIL("not refused");
            } catch (const Error& error) {
                QVERIFY2(std::string(error.what()).find("config.json") != std::string::npos,
                         error.what());
            }
        }
        QVERIFY_EXCEPTION_THROWN(readRunConfig(root() / "absent"), Error);
    }

    void aWriterIsSeenAndNotDisturbed() {
        const auto run = makeRun("a", {});
        const auto lock = run / "run.lock";
        QVERIFY(!isLocked(lock));
        QVERIFY(!fs::exists(lock));
        {
            const FileLock held(lock);
            QVERIFY(isLocked(lock));
            QVERIFY(readRunSummary(run).beingWritten);
            QVERIFY_EXCEPTION_THROWN(FileLock{lock}, Error);
        }
        QVERIFY(!isLocked(lock));
        const FileLock again(lock); // looking left no lock behind
    }

    void aDeadWriterHoldsNothing() {
        const auto lock = root() / "run.lock";
        std::array<int, 2> pipe{};
        QCOMPARE(::pipe(pipe.data()), 0);
        const auto child = ::fork();
        if (child == 0) { // holds the lock until it is killed
            const FileLock held(lock);
            const char ready = 1;
            const auto written = ::write(pipe[1], &ready, 1);
            ::pause();
            ::_exit(written == 1 ? 0 : 1);
        }
        char ready = 0;
        QCOMPARE(::read(pipe[0], &ready, 1), 1);
        QVERIFY(isLocked(lock));
        QCOMPARE(::kill(child, SIGKILL), 0);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        QVERIFY(!isLocked(lock));
        ::close(pipe[0]);
        ::close(pipe[1]);
    }

    void runsAreListedNewestFirst() {
        const auto old = makeRun("old", {1});
        const auto hostile = makeRun("<b>'; rm -rf \"$x\"\n\x1b[2J ü \xff", {1});
        const auto newest = makeRun("new", {});
        const auto now = fs::file_time_type::clock::now();
        for (const auto& [run, hours] :
             {std::pair(old, 3), std::pair(hostile, 2), std::pair(newest, 1)}) {
            for (const auto& path : {run / "config.json", checkpointsFolder(run)}) {
                if (fs::exists(path)) {
                    fs::last_write_time(path, now - std::chrono::hours(hours));
                }
            }
        }
        write(root() / "stray.txt", "x");
        fs::create_directories(root() / "empty");
        write(root() / "broken" / "config.json", "{");
        fs::create_directories(root() / "folder" / "config.json");
        fs::create_directory(root() / "pipe");
        QCOMPARE(::mkfifo((root() / "pipe" / "config.json").c_str(), 0600), 0);
        fs::create_symlink(root(), root() / "loop");
        fs::create_symlink("nowhere", root() / "dangling");
        const auto runs = listRuns(root());
        QCOMPARE(runs.size(), std::size_t{3});
        QVERIFY(runs[0].folder == newest && runs[1].folder == hostile && runs[2].folder == old);
        QCOMPARE(runs[1].step, 1);
        QVERIFY(listRuns(root() / "absent").empty());
    }

    void newFoldersHaveSafeUnusedNames() {
        const auto first = newRunFolder(root(), "Tiny");
        QVERIFY2(first.filename().string().ends_with("-tiny"), first.c_str());
        fs::create_directories(first);
        QVERIFY(newRunFolder(root(), "Tiny").filename().string().ends_with("-tiny-2"));
        fs::create_symlink("nowhere", newRunFolder(root(), "Tiny"));
        QVERIFY(newRunFolder(root(), "Tiny").filename().string().ends_with("-tiny-3"));
        for (const char* title : {"", "../../etc", "a/b", "..", "  --rm ", "ViT-B/16 as published",
                                  "\xff\n", "Größe"}) {
            const auto name = newRunFolder(root(), title).filename().string();
            QVERIFY2(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-")
                         == std::string::npos,
                     name.c_str());
            QVERIFY(newRunFolder(root(), title).parent_path() == root());
        }
        QVERIFY(newRunFolder(root(), std::string(500, 'x')).filename().string().size() < 60);
    }
};

QTEST_GUILESS_MAIN(TestRunFolder)
#include "tst_run_folder.moc"
