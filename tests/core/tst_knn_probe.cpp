// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/config/config_json.h"
#include "core/data/decode.h"
#include "core/io/run_folder.h"
#include "core/train/knn_probe.h"

#include "tests/support/memory_source.h"
#include "tests/support/small_run.h"
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <mutex>
#include <numbers>

using namespace mae;
using mae::test::advanceTo;
using mae::test::firstDifference;
namespace fs = std::filesystem;

namespace {

using Labels = std::vector<std::int64_t>;

constexpr double kEveryStep = 0.001; // epochs

/// Features of length 1 in these directions. @return [n, 2]
Tensor directions(const std::vector<double>& degrees) {
    std::vector<double> values;
    for (const double angle : degrees) {
        values.push_back(std::cos(angle * std::numbers::pi / 180));
        values.push_back(std::sin(angle * std::numbers::pi / 180));
    }
    return at::tensor(values, at::kDouble).view({-1, 2});
}

const Tensor kNobody = at::empty({0, 2}, at::kDouble);

/// The share of a bank whose class its neighbours in the bank tell.
std::optional<double> alone(const Tensor& bank, const Labels& labels, std::int64_t k) {
    return knnAccuracy(bank, labels, kNobody, {}, 2, k);
}

/// Plain pictures that are red or green in turn, with that class.
class ColourSource : public test::MemorySource {
public:
    explicit ColourSource(std::int64_t count, std::vector<std::string> classes = {"red", "green"},
                          std::set<std::int64_t> bad = {})
        : MemorySource(count), m_classes(std::move(classes)), m_unreadable(std::move(bad)) {}

    std::shared_ptr<const Image> load(std::int64_t index, int) override {
        if (beforeLoad) {
            beforeLoad(index);
        }
        if (m_unreadable.contains(index)) {
            throw Error(ErrorKind::Format, name(index) + " is bad.");
        }
        auto image = std::make_shared<Image>(Image{.width = 16, .height = 16, .pixels = {}});
        for (int i = 0; i < 256; ++i) {
            image->pixels.insert(image->pixels.end(),
                                 {std::uint8_t(isRed(index) ? 255 : 0),
                                  std::uint8_t(isRed(index) ? 0 : 255), std::uint8_t{0}});
        }
        return image;
    }
    int label(std::int64_t index) const override {
        const auto own = std::ranges::find(m_classes, isRed(index) ? "red" : "green");
        return own == m_classes.end() ? -1 : static_cast<int>(own - m_classes.begin());
    }
    std::vector<std::string> classes() const override { return m_classes; }

private:
    static bool isRed(std::int64_t index) { return index % 2 == 0; }

    std::vector<std::string> m_classes;
    std::set<std::int64_t> m_unreadable;
};

TrainConfig probing(double everyEpochs = kEveryStep) {
    auto config = test::smallRun();
    config.preview.count = 0;
    config.probe.everyEpochs = everyEpochs;
    config.probe.neighbours = 2;
    return config;
}

Model modelOf(const TrainConfig& config) {
    return {.config = config.model, .weights = initialWeights(config.model, 0)};
}

KnnProbe probeOf(std::shared_ptr<PictureSource> training,
                 std::shared_ptr<PictureSource> validation = nullptr,
                 const TrainConfig& config = probing()) {
    return {std::move(training), std::move(validation), config, 5};
}

std::shared_ptr<ColourSource> colours(std::int64_t count, std::vector<std::string> classes,
                                      std::set<std::int64_t> bad = {}) {
    return std::make_shared<ColourSource>(count, std::move(classes), std::move(bad));
}

std::shared_ptr<ColourSource> colours(std::int64_t count) {
    return std::make_shared<ColourSource>(count);
}

/// What was logged since it was asked for the last time.
class Warnings {
public:
    void add(const std::string& text) {
        const std::lock_guard lock(m_mutex);
        m_all += text + "\n";
    }
    QString take() {
        const std::lock_guard lock(m_mutex);
        return QString::fromStdString(std::exchange(m_all, {}));
    }

private:
    std::mutex m_mutex;
    std::string m_all;
};
Warnings warnings;

} // namespace

class TestKnnProbe : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return m_folder.path().toStdString(); }

private Q_SLOTS:
    void initTestCase() {
        setThreads(1);
        setLogSink([](LogLevel, const std::string& text) { warnings.add(text); });
    }
    void init() { warnings.take(); }

    void theShareIsThatOfTheRule() {
        const auto bank = directions({0, 10, 90, 80, 4});
        const Labels labels{0, 0, 1, 1, 1};
        // The nearest of 0 and 10 is 4, of another class; that of 4 is 0; 80 and 90 have each
        // other. With all four the near ones outvote the far ones.
        QCOMPARE(alone(bank, labels, 1), std::optional(0.4));
        QCOMPARE(alone(bank, labels, 4), std::optional(0.4));
        QCOMPARE(alone(bank, labels, 1000), std::optional(0.4)); // there are no more than four
        QCOMPARE(alone(bank.slice(0, 0, 4), {0, 0, 1, 1}, 1), std::optional(1.0));
        // Others ask all five: 3 is nearest to 4, 85 as near to 80 as to 90.
        QCOMPARE(knnAccuracy(bank, labels, directions({3, 85, 9}), {1, 1, 1}, 2, 1),
                 std::optional(2.0 / 3));
    }

    void nobodyFindsItself() {
        // Copies of another class are the nearest that there are, as near as oneself.
        QCOMPARE(alone(directions({0, 0}), {0, 1}, 1), std::optional(0.0));
        QCOMPARE(alone(directions({0, 0, 0, 0, 0}), {0, 1, 1, 1, 1}, 1), std::optional(0.0));
        QCOMPARE(alone(directions({0, 0, 0, 0, 0}), {0, 1, 1, 1, 1}, 3), std::optional(0.8));
        QCOMPARE(alone(directions({0}), {0}, 1), std::optional<double>());
    }

    void manyPicturesAreAskedInParts() {
        std::vector<double> angles;
        Labels labels;
        for (int i = 0; i < 600; ++i) {
            angles.push_back(i % 2 == 0 ? 0 : 90);
            labels.push_back(i % 2);
        }
        labels[599] = 0; // the only one that is told wrongly, and who asks it is not
        QCOMPARE(alone(directions(angles), labels, 3), std::optional(599.0 / 600));
    }

    void coloursAreToldApart() {
        auto probe = probeOf(colours(8));
        QCOMPARE(probe.obstacle(), std::string());
        QVERIFY(probe.leavesOneOut());
        QCOMPARE(probe.queries(), 8);
        QCOMPARE(probe.accuracy(modelOf(probing()), {}), std::optional(1.0));
    }

    void validationPicturesAskTheTrainingPicturesClassByName() {
        auto probe = probeOf(colours(8), colours(5, {"green", "red"}));
        QVERIFY(!probe.leavesOneOut());
        QCOMPARE(probe.queries(), 5);
        QCOMPARE(probe.accuracy(modelOf(probing()), {}), std::optional(1.0));
        QVERIFY(probeOf(colours(8), colours(5, {"red", "grey"})).leavesOneOut());
        QVERIFY(probeOf(colours(8), colours(5, {})).leavesOneOut());
    }

    void withoutTwoClassesThereIsNothingToMeasure() {
        for (const auto& classes : {std::vector<std::string>{}, std::vector<std::string>{"red"}}) {
            auto probe = probeOf(colours(8, classes));
            QVERIFY(probe.obstacle().find("two classes") != std::string::npos);
            QVERIFY(!probe.isDue(5, 10));
        }
    }

    void classesThatTakeTurnsAreAllInTheBank() {
        auto config = probing();
        config.probe.pictures = 16;
        auto probe = probeOf(colours(64), nullptr, config); // every fourth one is red
        QCOMPARE(probe.bankPictures(), 16);
        QCOMPARE(probe.obstacle(), std::string());
    }

    void moreNeighboursThanPicturesAreClippedAndToldSo() {
        auto config = probing();
        config.probe.neighbours = 20;
        auto probe = probeOf(colours(3), nullptr, config);
        QVERIFY(warnings.take().contains(QStringLiteral("2 pictures vote")));
        // Red is in the majority: its two see a green and a red one, the green one two red ones.
        const auto accuracy = probe.accuracy(modelOf(config), {});
        QVERIFY(accuracy && std::abs(*accuracy - 2.0 / 3) < 1e-9);
    }

    void picturesThatCannotBeReadAreLeftOut() {
        auto probe = probeOf(colours(8, {"red", "green"}, {0, 3}));
        QCOMPARE(probe.accuracy(modelOf(probing()), {}), std::optional(1.0));
        auto none = probeOf(colours(2, {"red", "green"}, {0, 1}));
        QVERIFY(none.isDue(5, 10));
        QVERIFY(!none.accuracy(modelOf(probing()), {}));
        QVERIFY(warnings.take().contains(QStringLiteral("picture 0 is bad")));
        QVERIFY(!none.isDue(5, 10)); // said once
    }

    void itStopsAtOnceAndBeginsAgain() {
        const auto source = colours(8);
        std::stop_source stop;
        source->beforeLoad = [&stop](std::int64_t) { stop.request_stop(); };
        auto probe = probeOf(source);
        QVERIFY(!probe.accuracy(modelOf(probing()), stop.get_token()));
        source->beforeLoad = {};
        QVERIFY(!probe.accuracy(modelOf(probing()), stop.get_token()));
        QCOMPARE(probe.accuracy(modelOf(probing()), {}), std::optional(1.0));
        QVERIFY(!probe.accuracy(modelOf(probing()), stop.get_token())); // while it computes
        QVERIFY(!knnAccuracy(directions({0, 1}), {0, 0}, kNobody, {}, 1, 1, stop.get_token()));
    }

    void aRunMeasuresEveryFewEpochsAndAtTheEnd() {
        auto config = probing(2); // of five steps
        config.train.steps = 12;
        config.log.everySteps = 100;
        auto run = TrainingRun::create(config, root() / "epochs", {});
        QCOMPARE(run->stepsPerEpoch(), 5);
        std::optional<double> last;
        while (!run->finished()) {
            const auto step = run->advance();
            QCOMPARE(step->knnTop1.has_value(), step->step == 10 || step->step == 12);
            last = step->knnTop1 ? step->knnTop1 : last;
        }
        run.reset();
        const auto written = readMetrics(root() / "epochs");
        QCOMPARE(written.size(), 2U);
        QCOMPARE(written.back().knnTop1, last);
        QCOMPARE(readRunSummary(root() / "epochs").knnTop1, last);
        std::string events;
        for (const auto& entry : fs::directory_iterator(root() / "epochs")) {
            const auto name = entry.path().filename().string();
            events += name.starts_with("events.out") ? readText(entry.path()) : "";
        }
        QVERIFY(events.find("probe/knn_top1") != std::string::npos);
    }

    void measuringChangesNothingElse() {
        auto run = TrainingRun::create(probing(), root() / "with", {});
        auto other = TrainingRun::create(probing(0), root() / "without", {});
        while (!run->finished()) {
            const auto a = run->advance(), b = other->advance();
            QVERIFY(a && b && a->knnTop1 && !b->knnTop1);
            QVERIFY(*a->knnTop1 >= 0 && *a->knnTop1 <= 1);
            QCOMPARE(a->loss, b->loss);
        }
        QCOMPARE(firstDifference(run->save(), other->save()), QString());
    }

    void aRunCutOffMeasuresTheSameOnce() {
        auto config = probing();
        config.data.validationShare = 0.3;
        auto run = TrainingRun::create(config, root() / "whole", {});
        advanceTo(*run, 12);
        auto cut = TrainingRun::create(config, root() / "cut", {});
        advanceTo(*cut, 5);
        cut->save();
        advanceTo(*cut, 8); // lost, as in a crash
        cut.reset();
        cut = TrainingRun::open(root() / "cut", {}, {});
        advanceTo(*cut, 12);
        QCOMPARE(firstDifference(run->save(), cut->save()), QString());
        const auto a = readMetrics(root() / "whole"), b = readMetrics(root() / "cut");
        QCOMPARE(b.size(), 12U);
        QVERIFY(std::ranges::equal(a, b, {}, &StepMetrics::knnTop1, &StepMetrics::knnTop1));
        const auto text = readText(root() / "cut" / "metrics.jsonl");
        QCOMPARE(QByteArray::fromStdString(text).count("probe_knn_top1"), 12);
    }

    void aFolderWithoutClassesTrainsWithout() {
        const auto folder = root() / "flat";
        fs::create_directories(folder);
        const Image image{.width = 16, .height = 16, .pixels = std::vector<std::uint8_t>(768, 9)};
        for (const char* name : {"a.png", "b.png", "c.png", "d.png"}) {
            writePng(folder / name, image);
        }
        auto config = probing();
        config.data.paths = {folder.string()};
        auto run = TrainingRun::create(config, root() / "no-classes", {});
        QVERIFY(warnings.take().contains(QStringLiteral("at least two classes")));
        QVERIFY(!run->advance()->knnTop1);
    }

    void itIsSwitchedOnWhileARunGoesOn() {
        auto run = TrainingRun::create(probing(0), root() / "later", {});
        QVERIFY(!run->advance()->knnTop1);
        run->change({"probe.every_epochs", "0.001"});
        const auto measured = run->advance()->knnTop1;
        QVERIFY(measured);
        run.reset(); // before its first checkpoint: it begins again
        run = TrainingRun::open(root() / "later", {}, {});
        QVERIFY(!run->advance()->knnTop1);
        QCOMPARE(run->advance()->knnTop1, measured);
        run->change({"probe.every_epochs", "0"});
        QVERIFY(!run->advance()->knnTop1);
    }

    void aRunOfAnEarlierVersionContinues() {
        auto run = TrainingRun::create(probing(0), root() / "new", {});
        advanceTo(*run, 12);
        auto old = TrainingRun::create(probing(0), root() / "old", {});
        advanceTo(*old, 5);
        old->save();
        old.reset();
        auto config = nlohmann::ordered_json::parse(readText(root() / "old" / "config.json"));
        QCOMPARE(config.erase("probe"), 1U);
        std::ofstream(root() / "old" / "config.json") << config.dump();
        old = TrainingRun::open(root() / "old", {}, {});
        QVERIFY(old->config().probe == ProbeConfig{});
        advanceTo(*old, 12);
        QCOMPARE(firstDifference(run->save(), old->save()), QString());
    }

    void whatIsNoShareIsNotRead() {
        const auto run = root() / "lies";
        fs::create_directories(run);
        std::ofstream(run / "metrics.jsonl") << R"({"step":1,"loss":1,"probe_knn_top1":0.25})"
                                             << "\n"
                                             << R"({"step":2,"loss":1,"probe_knn_top1":1.5})"
                                             << "\n"
                                             << R"({"step":3,"loss":1,"probe_knn_top1":"high"})"
                                             << "\n"
                                             << R"({"step":4,"loss":1,"probe_knn_top1":-0.1})"
                                             << "\n";
        const auto steps = readMetrics(run);
        QCOMPARE(steps.size(), 4U);
        QCOMPARE(steps[0].knnTop1, std::optional(0.25));
        QVERIFY(!steps[1].knnTop1 && !steps[2].knnTop1 && !steps[3].knnTop1);
    }
};

QTEST_GUILESS_MAIN(TestKnnProbe)
#include "tst_knn_probe.moc"
