// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/data/scenes.h"
#include "core/io/convert_model.h"
#include "core/io/model_file.h"
#include "core/io/run_folder.h"

#include "tests/support/engine_watcher.h"

#include <QTemporaryDir>
#include <QTest>
#include <optional>
#include <random>

using namespace mae;
using mae::test::EngineWatcher;

namespace {

constexpr ModelConfig kModel{.imageSize = 16,
                             .patchSize = 4,
                             .width = 16,
                             .depth = 1,
                             .heads = 2,
                             .decoderWidth = 16,
                             .decoderDepth = 1,
                             .decoderHeads = 2};

/// Endless unless @p steps is given.
TrainConfig quick(std::int64_t steps = 1'000'000) {
    TrainConfig config;
    config.model = kModel;
    config.data.scenes = 12;
    config.data.workers = 1;
    config.data.cacheMb = 1;
    config.train.batchSize = 2;
    config.train.steps = steps;
    config.train.precision = Precision::Float32;
    config.train.warmupEpochs = 0;
    config.preview = {.everySteps = 5, .count = 2};
    return config;
}

std::shared_ptr<const Image> picture(std::uint64_t index = 0, int side = 24) {
    return std::make_shared<const Image>(drawScene(1, index, side, side));
}

} // namespace

class TestEngine : public QObject {
    Q_OBJECT

private:
    std::filesystem::path place(const char* name) const {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    std::string modelFile() const { return place("model.safetensors").string(); }

    std::optional<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder.emplace();
        qputenv("MAE_HOME", m_folder->path().toUtf8());
        Model model;
        model.config = kModel;
        model.weights = initialWeights(kModel, 1);
        saveModel(modelFile(), model, at::kFloat);
    }

    void saysWhatItRunsOn() {
        EngineWatcher engine;
        QVERIFY(engine.until([&] { return !engine.devices.empty(); }));
        QCOMPARE(engine.devices[0].device, std::string("CPU"));
        QCOMPARE(engine.devices[0].threads, 1);
    }

    void trainsToTheEndAndSaves() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(7), place("run")});
        QVERIFY(engine.until([&] { return !engine.ended.empty(); }));
        QVERIFY(engine.untilState(EngineState::Idle));
        QCOMPARE(engine.runs.size(), 1U);
        QCOMPARE(engine.runs[0].pictures, 12);
        QCOMPARE(engine.runs[0].totalSteps, 7);
        QCOMPARE(engine.metrics.size(), 7U);
        QCOMPARE(engine.ended[0].reason, RunEnd::Finished);
        QCOMPARE(engine.ended[0].step, 7);
        QVERIFY(!engine.saved.empty());
        QCOMPARE(engine.saved.back().step, 7);
        QVERIFY(std::filesystem::exists(engine.saved.back().path));
        QVERIFY(!engine.probes.empty());
        QCOMPARE(engine.probes.back()->pictures.size(), 2U);
        QVERIFY(engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void aTrialIsAnsweredAndGivenUpForARun() {
        EngineWatcher engine;
        engine.post(TryOut{1, quick()});
        engine.post(TryOut{2, quick()});
        QVERIFY(engine.until([&] { return !engine.trials.empty(); }));
        QCOMPARE(engine.trials.size(), 1U);
        QCOMPARE(engine.trials[0].request, 2U); // the newest counts
        QVERIFY(engine.trials[0].result.secondsPerStep > 0);
        engine.post(TryOut{3, quick()});
        engine.post(StartTraining{quick(3), place("run")});
        engine.post(TryOut{4, quick()}); // a run has the machine to itself
        QVERIFY(engine.until([&] { return !engine.ended.empty(); }));
        QVERIFY(engine.untilState(EngineState::Idle));
        auto absurd = quick();
        absurd.train.batchSize = 0;
        engine.post(TryOut{5, absurd});
        QVERIFY(engine.until([&] { return !engine.failures.empty(); }));
        QCOMPARE(engine.failures[0].context, std::string("trial"));
        QCOMPARE(engine.failures[0].request, 5U);
        QCOMPARE(engine.trials.size(), 1U);
        QVERIFY(engine.broken.empty());
    }

    void aRunWithoutAFolderGetsOneBelowTheRuns() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(1), {}});
        QVERIFY(engine.until([&] { return !engine.ended.empty(); }));
        QCOMPARE(engine.runs[0].folder.parent_path(), runsFolder());
        QVERIFY(std::filesystem::exists(engine.runs[0].folder / "config.json"));
    }

    void picturesAreServedWhilePausedByTheModelInTraining() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(), place("run")});
        engine.post(UseTrainingModel{true});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 3; }));
        engine.post(PauseTraining{});
        QVERIFY(engine.untilState(EngineState::Paused));
        const auto steps = engine.metrics.size();

        engine.post(Reconstruct{1, picture(), {.config = {}, .seed = 7}, {}});
        QVERIFY(engine.until([&] { return !engine.baselines.empty(); }));
        const auto& answer = engine.reconstructions.at(0);
        QVERIFY(answer.training);
        QCOMPARE(answer.step, engine.metrics.back().step);
        QCOMPARE(answer.result->grid.count(), 16);
        QCOMPARE(answer.result->hiddenCount(), 12);
        QCOMPARE(answer.result->reconstruction.width, 16);
        QCOMPARE(engine.metrics.size(), steps); // paused means paused

        engine.post(ResumeTraining{});
        QVERIFY(engine.until([&] { return engine.metrics.size() > steps + 2; }));
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Idle));
        QCOMPARE(engine.ended.at(0).reason, RunEnd::Stopped);
        QCOMPARE(engine.saved.back().step, engine.ended[0].step);

        // What was trained can still be looked at.
        engine.post(Reconstruct{2, picture(), {.config = {}, .seed = 7}, {}});
        QVERIFY(engine.until([&] { return engine.reconstructions.size() == 2; }));
        QVERIFY(engine.reconstructions[1].training);
        QCOMPARE(engine.reconstructions[1].step, engine.ended[0].step);
        QVERIFY(engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void aMovingSliderGetsTheNewestPictureAndItsBaselinesInTheEnd() {
        EngineWatcher engine;
        engine.post(OpenModel{modelFile(), {}});
        const auto shown = picture();
        constexpr std::uint64_t kMoves = 300;
        for (std::uint64_t i = 1; i <= kMoves; ++i) {
            const auto ratio = 0.1 + 0.8 * double(i) / double(kMoves);
            engine.post(Reconstruct{i, shown, {.config = {RandomMask{}, ratio}, .seed = 3}, {}});
        }
        QVERIFY(engine.until([&] {
            return !engine.baselines.empty() && engine.baselines.back().request == kMoves;
        }));
        QCOMPARE(engine.reconstructions.back().request, kMoves);
        QVERIFY(engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void sliderAndTrainingShareTheThread() {
        EngineWatcher engine;
        engine.post(OpenModel{modelFile(), {}});
        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.untilState(EngineState::Training));
        const auto shown = picture();
        for (std::uint64_t i = 1; i <= 30; ++i) {
            engine.post(Reconstruct{i, shown, {.config = {}, .seed = i}, {}});
            const auto before = engine.metrics.size();
            QVERIFY(engine.until([&] {
                return engine.metrics.size() > before && !engine.reconstructions.empty()
                       && engine.reconstructions.back().request == i;
            }));
        }
        QVERIFY(engine.broken.empty());
    }

    void openingAModelLooksAtItAndAFailureKeepsTheOldOne() {
        EngineWatcher engine;
        engine.post(OpenModel{modelFile(), {}});
        QVERIFY(engine.until([&] { return !engine.opened.empty(); }));
        QCOMPARE(engine.opened[0].card.config, kModel);
        engine.post(StartTraining{quick(2), place("run")});
        engine.post(UseTrainingModel{true});
        QVERIFY(engine.until([&] { return engine.training; }));
        engine.post(OpenModel{place("nothing.safetensors").string(), {}});
        QVERIFY(engine.until([&] { return !engine.failures.empty(); }));
        QCOMPARE(engine.failures[0].context, std::string("model"));
        QVERIFY(engine.training);
        engine.post(OpenModel{modelFile(), {}});
        QVERIFY(engine.until([&] { return !engine.training; }));
        engine.post(Reconstruct{1, picture(), {}, {}});
        QVERIFY(engine.until([&] { return !engine.reconstructions.empty(); }));
        QVERIFY(!engine.reconstructions[0].training);
    }

    void anEncoderIsLookedAtAndTheTargetCanBeAssumed() {
        EngineWatcher engine;
        const auto path = place("encoder.safetensors").string();
        convertModel({.input = modelFile(), .output = path, .format = ModelFormat::Timm});
        engine.post(OpenModel{path, {.heads = 2}});
        engine.post(Reconstruct{7, picture(), {}, {}});
        QVERIFY(engine.until([&] { return !engine.looks.empty(); }));
        QCOMPARE(engine.looks[0].request, 7U);
        QVERIFY(engine.reconstructions.empty() && !engine.opened[0].card.reconstructs);
        engine.post(AssumeTarget{Target::Normalised});
        QVERIFY(engine.until([&] { return engine.opened.size() == 2; }));
        QVERIFY(engine.opened[1].card.config.target == Target::Normalised);
    }

    void badCommandsAreAnsweredWhereTheyBelong() {
        EngineWatcher engine;
        const auto answer = [&](Command command, const char* context, ErrorKind kind) {
            engine.failures.clear();
            engine.post(std::move(command));
            return engine.until([&] { return !engine.failures.empty(); })
                   && engine.failures[0].context == context && engine.failures[0].kind == kind;
        };
        auto bad = quick();
        bad.model.patchSize = 5;
        QVERIFY(answer(StartTraining{bad, place("bad")}, "training", ErrorKind::InvalidConfig));
        QVERIFY(!std::filesystem::exists(place("bad")));
        auto noPictures = quick();
        noPictures.data.paths = {place("nowhere").string()};
        QVERIFY(answer(StartTraining{noPictures, place("none")}, "training", ErrorKind::Io));
        QVERIFY(answer(ContinueRun{place("nothing"), {}}, "training", ErrorKind::Io));
        QVERIFY(answer(OpenModel{place("nothing").string(), {}}, "model", ErrorKind::Io));
        QVERIFY(answer(Reconstruct{5, picture(), {}, {}}, "reconstruct", ErrorKind::InvalidConfig));
        QCOMPARE(engine.failures[0].request, 5U);
        QVERIFY(answer(SaveNow{}, "save", ErrorKind::InvalidConfig));
        QVERIFY(answer(SaveElsewhere{}, "save", ErrorKind::InvalidConfig));
        QVERIFY(answer(ChangeRun{"train.lr", "1"}, "change", ErrorKind::InvalidConfig));
        QVERIFY(answer(ForkRun{place("nothing"), {}, {}}, "training", ErrorKind::Io));
        QVERIFY(answer(UseTrainingModel{true}, "model", ErrorKind::InvalidConfig));
        QCOMPARE(engine.sourceChanges, 1);
        QVERIFY(!engine.training);

        engine.post(OpenModel{modelFile(), {}});
        QVERIFY(answer(Reconstruct{6, nullptr, {}, {}}, "reconstruct", ErrorKind::InvalidConfig));
        QVERIFY(answer(Reconstruct{7, picture(), {.config = {RandomMask{}, 1.5}}, {}},
                       "reconstruct", ErrorKind::InvalidConfig));
        QCOMPARE(engine.failures[0].request, 7U);

        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.untilState(EngineState::Training));
        QVERIFY(answer(ChangeRun{"train.lr", "x"}, "change", ErrorKind::InvalidConfig));
        QVERIFY(answer(SaveElsewhere{place(".")}, "save", ErrorKind::InvalidConfig));
        QVERIFY(answer(ContinueRun{place("run"), {}}, "training", ErrorKind::InvalidConfig));
        QCOMPARE(engine.state, EngineState::Training); // the run does not notice
        const auto steps = engine.metrics.size();
        QVERIFY(engine.until([&] { return engine.metrics.size() > steps + 3; }));
        QVERIFY(engine.broken.empty());
    }

    void whatHasNothingToDoDoesNothing() {
        EngineWatcher engine;
        engine.post(PauseTraining{});
        engine.post(ResumeTraining{});
        engine.post(StopTraining{});
        engine.post(UseTrainingModel{false});
        QVERIFY(engine.until([&] { return engine.sourceChanges == 1; }));
        QCOMPARE(engine.state, EngineState::Idle);
        QVERIFY(engine.failures.empty());
    }

    void layersAreMeasuredWhileItTrainsAndWhileItIsPaused() {
        EngineWatcher engine;
        engine.post(MeasureLayers{});
        QVERIFY(engine.until([&] { return engine.failures.size() == 1; }));
        QCOMPARE(engine.failures[0].context, std::string("layers"));
        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 2; }));
        engine.post(MeasureLayers{});
        QVERIFY(engine.until([&] { return engine.layers.size() == 1; }));
        QVERIFY(engine.layers[0].report->stepped);
        engine.post(PauseTraining{});
        QVERIFY(engine.untilState(EngineState::Paused));
        const auto steps = engine.metrics.size();
        engine.post(MeasureLayers{});
        QVERIFY(engine.until([&] { return engine.layers.size() == 2; }));
        const auto& report = *engine.layers[1].report;
        QVERIFY(!report.stepped);
        QCOMPARE(report.step, engine.metrics.back().step + 1);
        QCOMPARE(engine.metrics.size(), steps); // paused means paused
        for (std::size_t i = 3; i <= 6; ++i) {  // asked for just before the pause
            engine.post(ResumeTraining{});
            QVERIFY(engine.untilState(EngineState::Training));
            engine.post(MeasureLayers{});
            engine.post(PauseTraining{});
            QVERIFY(engine.untilState(EngineState::Paused));
            QVERIFY(engine.until([&] { return engine.layers.size() == i; }));
        }
        QCOMPARE(engine.failures.size(), std::size_t{1});
        QVERIFY(engine.broken.empty());
    }

    void savesWhenAskedTo() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 2; }));
        engine.post(PauseTraining{});
        QVERIFY(engine.untilState(EngineState::Paused));
        for (std::size_t i = 1; i <= 2; ++i) { // the second time there is nothing new to write
            engine.post(SaveNow{});
            QVERIFY(engine.until([&] { return engine.saved.size() == i; }));
            QCOMPARE(engine.saved.back().step, engine.metrics.back().step);
        }
        QVERIFY(engine.failures.empty());
    }

    void runsThatAreStartedMeanwhileWaitForTheirTurn() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(), place("first")});
        QVERIFY(engine.untilState(EngineState::Training));
        engine.post(StartTraining{quick(3), place("second")});
        engine.post(StartTraining{quick(), {}});
        engine.post(ForkRun{place("second"), {}, {{"train.steps", "5"}}});
        QVERIFY(engine.until([&] { return engine.queue.runs.size() == 3; }));
        QCOMPARE(engine.queue.runs[0].folder, place("second"));
        QCOMPARE(engine.queue.runs[1].title, std::string("scenes"));
        QCOMPARE(engine.queue.runs[2].title, std::string("second-fork"));
        engine.post(QueueFirst{engine.queue.runs[2].id});
        QVERIFY(engine.until([&] { return engine.queue.runs[0].title == "second-fork"; }));
        engine.post(QueueFirst{engine.queue.runs[1].id});
        QVERIFY(engine.until([&] { return engine.queue.runs[0].folder == place("second"); }));
        engine.post(QueueFirst{engine.queue.runs[2].id});
        engine.post(QueueFirst{engine.queue.runs[0].id});
        QVERIFY(engine.until([&] {
            return engine.queue.runs[0].folder == place("second")
                   && engine.queue.runs[1].title == "scenes";
        }));
        engine.post(RemoveQueued{engine.queue.runs[1].id});
        QVERIFY(engine.until([&] { return engine.queue.runs.size() == 2; }));
        engine.post(StopTraining{}); // and none starts by itself
        QVERIFY(engine.untilState(EngineState::Idle));
        QVERIFY(engine.queue.held);
        QCOMPARE(engine.runs.size(), 1U);
        engine.post(ResumeTraining{});
        QVERIFY(engine.until([&] { return engine.ended.size() == 3; }));
        QVERIFY(engine.queue.runs.empty() && !engine.queue.held);
        QCOMPARE(engine.runs[1].folder, place("second"));
        QCOMPARE(engine.runs[2].firstStep, 3);
        QCOMPARE(engine.ended[2].step, 5);
        QVERIFY(engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void aRunThatCannotStartMakesRoomForTheNext() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(3), place("first")});
        engine.post(ContinueRun{place("nothing"), {}, {}});
        engine.post(ContinueRun{place("first"), 1, {}}); // open at that moment, or not
        engine.post(StartTraining{quick(2), place("last")});
        QVERIFY(engine.until(
            [&] { return !engine.ended.empty() && engine.ended.back().folder == place("last"); }));
        QVERIFY(!engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void aRunIsChangedWhileItGoesOn() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 2; }));
        engine.post(ChangeRun{"train.lr", "0.0007"});
        QVERIFY(engine.until([&] { return !engine.changes.empty(); }));
        const auto changed = engine.changes[0];
        QCOMPARE(changed.path, std::string("train.lr"));
        engine.post(ChangeRun{"train.steps", std::to_string(changed.step + 100)});
        QVERIFY(engine.until([&] { return !engine.ended.empty(); }));
        QCOMPARE(engine.ended[0].reason, RunEnd::Finished);
        QCOMPARE(engine.ended[0].step, changed.step + 100);
        engine.post(ContinueRun{place("run"), {}, {{"train.steps", "100000"}}});
        QVERIFY(engine.until([&] { return engine.runs.size() == 2; }));
        QCOMPARE(engine.runs[1].changes.size(), 3U);
        QVERIFY(engine.runs[1].changes[0] == changed);
        QVERIFY(engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void aRunGoesOnInAnotherPlace() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 3; }));
        std::error_code busy; // what it writes meanwhile
        while (std::filesystem::exists(place("run"))) {
            std::filesystem::remove_all(place("run"), busy);
        }
        engine.post(SaveNow{});
        QVERIFY(engine.until([&] { return !engine.failures.empty(); }));
        QCOMPARE(engine.failures[0].context, std::string("save"));
        const auto steps = engine.metrics.size();
        QVERIFY(engine.until([&] { return engine.metrics.size() > steps + 3; })); // goes on
        engine.post(SaveElsewhere{});
        QVERIFY(engine.until([&] { return !engine.moves.empty(); }));
        const auto folder = engine.moves[0].folder;
        QCOMPARE(folder.parent_path(), runsFolder());
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Idle));
        QCOMPARE(engine.ended[0].reason, RunEnd::Stopped);
        QCOMPARE(engine.failures.size(), 1U); // told once
        const auto metrics = readMetrics(folder);
        QCOMPARE(std::int64_t(metrics.size()), engine.ended[0].step); // from the first step on
        engine.post(ContinueRun{folder, {}, {}});
        QVERIFY(engine.until([&] { return engine.runs.size() == 2; }));
        QCOMPARE(engine.runs[1].firstStep, engine.ended[0].step);
        QCOMPARE(engine.runs[1].lostSteps, 0);
        QVERIFY(engine.broken.empty());
    }

    void destroyingItWhileItTrainsSaves() {
        std::int64_t seen = 0;
        {
            EngineWatcher engine;
            engine.post(StartTraining{quick(), place("run")});
            QVERIFY(engine.until([&] { return engine.metrics.size() >= 3; }));
            seen = engine.metrics.back().step;
        }
        EngineWatcher engine;
        engine.post(ContinueRun{place("run"), {}});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 2; }));
        QVERIFY(engine.runs[0].firstStep >= seen);
        QCOMPARE(std::int64_t(engine.runs[0].history.size()), engine.runs[0].firstStep);
        QVERIFY(engine.broken.empty());
    }

    void stoppingWhileItPreparesIsNoFailure() {
        EngineWatcher engine;
        for (int i = 0; i < 10; ++i) {
            engine.post(StartTraining{quick(), {}});
            engine.post(StopTraining{});
        }
        engine.post(UseTrainingModel{false});
        QVERIFY(engine.until([&] { return engine.sourceChanges == 1; }));
        QCOMPARE(engine.state, EngineState::Idle);
        QCOMPARE(engine.runs.size(), engine.ended.size());
        QVERIFY(engine.failures.empty());
        QVERIFY(engine.broken.empty());
    }

    void aRunThatCannotBeSavedStaysOpenUntilItIsGivenUp() {
        EngineWatcher engine;
        engine.post(StartTraining{quick(), place("run")});
        QVERIFY(engine.until([&] { return engine.metrics.size() >= 2; }));
        std::filesystem::rename(place("run"), place("moved"));
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Paused));
        QVERIFY(engine.until([&] { return !engine.failures.empty(); }));
        QCOMPARE(engine.failures.back().context, std::string("save"));
        QVERIFY(engine.ended.empty());

        std::filesystem::rename(place("moved"), place("run")); // somebody makes room
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Idle));
        QCOMPARE(engine.ended.at(0).reason, RunEnd::Stopped);

        engine.post(ContinueRun{place("run"), {}});
        QVERIFY(
            engine.until([&] { return engine.runs.size() == 2 && engine.metrics.size() >= 2; }));
        std::filesystem::rename(place("run"), place("moved"));
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Paused));
        engine.post(StopTraining{});
        QVERIFY(engine.untilState(EngineState::Idle));
        QCOMPARE(engine.ended.at(1).reason, RunEnd::Failed);
        QVERIFY(engine.broken.empty());
    }

    void randomActionsLeaveItConsistent_data() {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QTest::addRow("seed %u", seed) << seed;
        }
    }
    void randomActionsLeaveItConsistent() {
        QFETCH(quint32, seed);
        std::mt19937 random(seed);
        const auto draw = [&](unsigned bound) { return random() % bound; };
        EngineWatcher engine;
        std::uint64_t request = 0;
        std::filesystem::path last = place("nothing");
        for (int action = 0; action < 500; ++action) {
            switch (draw(18)) {
            case 0: engine.post(StartTraining{quick(1 + draw(200)), {}}); break;
            case 1: engine.post(ContinueRun{last, double(1 + draw(20))}); break;
            case 2: engine.post(PauseTraining{}); break;
            case 3: engine.post(ResumeTraining{}); break;
            case 4: engine.post(StopTraining{}); break;
            case 5: engine.post(SaveNow{}); break;
            case 6: engine.post(OpenModel{modelFile(), {}}); break;
            case 7: engine.post(UseTrainingModel{draw(2) == 0}); break;
            case 8: engine.post(ChangeRun{"mask.ratio", draw(2) == 0 ? "0.5" : "0.8"}); break;
            case 9: engine.post(ChangeRun{"train.steps", std::to_string(draw(300))}); break;
            case 10: engine.post(ForkRun{last, {}, {{"train.lr", "0.001"}}}); break;
            case 11: engine.post(RemoveQueued{draw(20)}); break;
            case 12: engine.post(SaveElsewhere{}); break;
            case 13: engine.post(MeasureLayers{}); break;
            case 14: engine.post(QueueFirst{draw(20)}); break;
            case 15: { // lets it get somewhere
                const auto steps = engine.metrics.size() + draw(4);
                engine.until([&] {
                    return engine.state != EngineState::Training || engine.metrics.size() > steps;
                });
                break;
            }
            default:
                engine.post(Reconstruct{++request,
                                        picture(draw(3)),
                                        {.config = {RandomMask{}, 0.1 * double(draw(9))},
                                         .seed = static_cast<std::uint64_t>(draw(5))},
                                        {.fit = Fit(draw(3))}});
            }
            engine.drain();
            last = engine.runs.empty() ? last : engine.runs.back().folder;
        }
        if (draw(2) == 0) { // else it is destroyed in the middle of it
            const auto changes = engine.sourceChanges;
            engine.post(StopTraining{});
            engine.post(UseTrainingModel{false});
            QVERIFY(
                engine.until([&] { return engine.sourceChanges > changes && !engine.training; }));
            QVERIFY(engine.untilState(EngineState::Idle));
            QCOMPARE(engine.runs.size(), engine.ended.size());
        }
        QCOMPARE(engine.broken, std::vector<std::string>{});
        for (const auto& failure : engine.failures) {
            QVERIFY2(failure.kind != ErrorKind::Internal, failure.message.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
