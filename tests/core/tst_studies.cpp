// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/scenes.h"
#include "core/io/model_file.h"
#include "core/masking/sample_mask.h"
#include "core/model/weights.h"
#include "core/probe/reconstruct.h"

#include "tests/support/engine_watcher.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <optional>

using namespace mae;
using mae::test::EngineWatcher;

namespace {

constexpr ModelConfig kModel{.imageSize = 16,
                             .patchSize = 4,
                             .width = 16,
                             .depth = 2,
                             .heads = 2,
                             .decoderWidth = 16,
                             .decoderDepth = 1,
                             .decoderHeads = 2};

std::shared_ptr<const Image> picture(std::uint64_t index = 0, int side = 24) {
    return std::make_shared<const Image>(drawScene(1, index, side, side));
}

ReadPicture reader(std::uint64_t index = 0) {
    return [shown = picture(index)] { return shown; };
}

MaskChoice random(double ratio) { return {.config = {RandomMask{}, ratio}, .seed = 3}; }

const Reconstruction& resultOf(const StudyPartReady& part) {
    return *std::get<ReconstructedPart>(part.part).result;
}

} // namespace

class TestStudies : public QObject {
    Q_OBJECT

private:
    std::string file(const char* name) const {
        return (std::filesystem::path(m_folder->path().toStdString()) / name).string();
    }
    Model model(std::uint64_t seed, int patch = 4) const {
        Model model;
        model.config = kModel;
        model.config.patchSize = patch;
        model.weights = initialWeights(model.config, seed);
        return model;
    }

    std::optional<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder.emplace();
        qputenv("MAE_HOME", m_folder->path().toUtf8());
        saveModel(file("one.safetensors"), model(1), at::kFloat);
        saveModel(file("two.safetensors"), model(2, 8), at::kFloat);
    }

    void everyTaskIsAnswered() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        std::vector<StudyTask> tasks;
        for (const double ratio : {0.25, 0.5, 0.75}) {
            tasks.emplace_back(ReconstructTask{.picture = reader(), .mask = random(ratio)});
        }
        tasks.emplace_back(WholePictureTask{.picture = reader(), .k = 4});
        tasks.emplace_back(AttentionTask{.picture = reader(), .mask = random(0.5)});
        tasks.emplace_back(TraceTask{.picture = reader(), .mask = random(0.5)});
        engine.post(Study{.request = 9, .tasks = tasks});
        QVERIFY(engine.until([&] { return engine.parts.size() == 6; }));
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(engine.parts[std::size_t(i)].request, 9U);
            QCOMPARE(engine.parts[std::size_t(i)].index, i);
            QVERIFY(engine.parts[std::size_t(i)].problem.empty());
        }
        QCOMPARE(resultOf(engine.parts[0]).hiddenCount(), 4);
        QCOMPARE(resultOf(engine.parts[2]).hiddenCount(), 12);
        QVERIFY(std::get<std::shared_ptr<const WholePicture>>(engine.parts[3].part) != nullptr);
        QVERIFY(std::get<std::shared_ptr<const AttentionMaps>>(engine.parts[4].part) != nullptr);
        QVERIFY(std::get<std::shared_ptr<const StepTrace>>(engine.parts[5].part) != nullptr);
        QVERIFY(engine.broken.empty());
    }

    void tilesOfAStudyLeaveRoomForThePictureLookedAt() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        const auto large = picture(1, 512); // 1,024 squares
        const DisplayOptions tiled{.fit = Fit::Tiled};
        engine.post(Study{.request = 1,
                          .tasks = {ReconstructTask{.picture = [large] { return large; },
                                                    .mask = random(0.5),
                                                    .display = tiled}}});
        engine.post(Reconstruct{2, picture(), random(0.6), {}});
        QVERIFY(engine.until([&] { return engine.reconstructions.size() == 1; }));
        QVERIFY(engine.until([&] { return engine.parts.size() == 1; }));
        const auto one = openModel(file("one.safetensors"));
        const auto fitted = fittedPicture(*large, one.config, Fit::Tiled);
        const auto mask = maskOf(random(0.5), fitted, one.config.patchSize);
        QCOMPARE(resultOf(engine.parts[0]).reconstruction,
                 reconstruct(one, fitted, mask, tiled).reconstruction);
    }

    void aStudyGivesTheSameAsTheCommand() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        engine.post(Reconstruct{1, picture(), random(0.6), {}});
        engine.post(Study{.request = 2,
                          .tasks = {ReconstructTask{
                              .picture = reader(), .mask = random(0.6), .baselines = true}}});
        QVERIFY(engine.until([&] { return engine.parts.size() == 1; }));
        QVERIFY(engine.until([&] { return !engine.baselines.empty(); }));
        QCOMPARE(resultOf(engine.parts[0]).reconstruction,
                 engine.reconstructions[0].result->reconstruction);
        const auto& baselines = std::get<ReconstructedPart>(engine.parts[0].part).baselines;
        QCOMPARE(baselines->telea.psnr, engine.baselines[0].baselines.telea.psnr);
    }

    void leaveOneOutIsTheDifferenceOfTwoReconstructions() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        engine.post(Reconstruct{1, picture(), random(0.5), {}});
        QVERIFY(engine.until([&] { return engine.reconstructions.size() == 1; }));
        const auto& hidden = engine.reconstructions[0].result->hidden;
        const int visible = int(std::ranges::find(hidden, std::uint8_t{0}) - hidden.begin());
        engine.post(
            Study{.request = 2,
                  .tasks = {LeaveOneOutTask{
                      .picture = reader(), .mask = random(0.5), .display = {}, .patch = visible}}});
        QVERIFY(engine.until([&] { return engine.parts.size() == 1; }));
        const auto& out = *std::get<std::shared_ptr<const LeaveOneOut>>(engine.parts[0].part);
        QCOMPARE(out.with.reconstruction, engine.reconstructions[0].result->reconstruction);
        QCOMPARE(out.without.hiddenCount(), out.with.hiddenCount() + 1);
    }

    void aTaskThatFailsDoesNotStopTheOthers() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        const ReadPicture broken = []() -> std::shared_ptr<const Image> {
            throw Error(ErrorKind::Io, "It is gone.");
        };
        engine.post(Study{.request = 1,
                          .tasks = {ReconstructTask{.picture = broken},
                                    LeaveOneOutTask{.picture = reader(), .patch = 999},
                                    ReconstructTask{.picture = reader()}}});
        QVERIFY(engine.until([&] { return engine.parts.size() == 3; }));
        QCOMPARE(engine.parts[0].problem, std::string("It is gone."));
        QVERIFY(!engine.parts[1].problem.empty());
        QVERIFY(engine.parts[2].problem.empty());
        QVERIFY(engine.failures.empty());
    }

    void aNewStudyOfTheChannelReplacesTheOld() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        const std::vector<StudyTask> many(200, ReconstructTask{.picture = reader()});
        engine.post(Study{.request = 1, .tasks = many});
        engine.post(Study{.request = 2, .channel = StudyChannel::Curve, .tasks = {many[0]}});
        engine.post(Study{.request = 3, .tasks = {many[0], many[0]}});
        QVERIFY(engine.until(
            [&] { return std::ranges::count(engine.parts, 3U, &StudyPartReady::request) == 2; }));
        QVERIFY(engine.until(
            [&] { return std::ranges::count(engine.parts, 2U, &StudyPartReady::request) == 1; }));
        QVERIFY(std::ranges::count(engine.parts, 1U, &StudyPartReady::request) < 200);
        QVERIFY(engine.broken.empty());
    }

    void anEmptyStudyEndsTheOld() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        engine.post(
            Study{.request = 1,
                  .tasks = std::vector<StudyTask>(5000, ReconstructTask{.picture = reader()})});
        engine.post(Study{.request = 2});
        engine.post(Reconstruct{3, picture(), random(0.5), {}});
        QVERIFY(engine.until([&] { return !engine.baselines.empty(); }));
        QVERIFY(engine.parts.size() < 5000);
    }

    void whatIsAskedBeforeThereIsAModelWaitsForIt() {
        EngineWatcher engine;
        engine.post(Study{.request = 1, .tasks = {ReconstructTask{.picture = reader()}}});
        engine.post(OpenModel{file("absent.safetensors")}); // answered without a model
        QVERIFY(engine.until([&] { return engine.failures.size() == 1; }));
        QVERIFY(engine.parts.empty());
        engine.post(OpenModel{file("one.safetensors")});
        QVERIFY(engine.until([&] { return engine.parts.size() == 1; }));
        QVERIFY(engine.parts[0].problem.empty());
    }

    void theSecondModelSeesTheSameMask() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        const ReconstructTask second{
            .picture = reader(), .mask = random(0.5), .model = ModelSlot::Second};
        engine.post(Study{.request = 1, .tasks = {second}});
        QVERIFY(engine.until([&] { return engine.parts.size() == 1; }));
        QVERIFY(engine.parts[0].problem.find("second model") != std::string::npos);
        engine.post(OpenModel{file("two.safetensors"), {}, ModelSlot::Second});
        engine.post(Study{.request = 2, .tasks = {second}});
        QVERIFY(engine.until([&] { return engine.parts.size() == 2; }));
        QCOMPARE(engine.opened.back().slot, ModelSlot::Second);
        const auto mask = sampleMask(random(0.5).config, {4, 4}, Rng(3, Purpose::Mask));
        QCOMPARE(resultOf(engine.parts[1]).grid, (PatchGrid{2, 2}));
        QCOMPARE(resultOf(engine.parts[1]).hidden, resampledMask(mask, {2, 2}).hidden());
    }

    void aPaintedMaskIsUsedOnAnyGrid() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        MaskChoice choice;
        choice.painted = std::make_shared<const Mask>(maskFromHidden({2, 2}, {1, 0, 0, 0}));
        engine.post(Reconstruct{1, picture(), choice, {}});
        QVERIFY(engine.until([&] { return !engine.reconstructions.empty(); }));
        const std::vector<std::uint8_t> wanted{1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        QCOMPARE(engine.reconstructions[0].result->hidden, wanted);
    }

    void aLargePictureInTilesReportsProgressAndYieldsToANewerOne() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        const auto large = picture(1, 512); // 1024 tiles
        engine.post(Reconstruct{1, large, random(0.5), {.fit = Fit::Tiled}});
        QVERIFY(engine.until(
            [&] { return !engine.progress.empty() || !engine.reconstructions.empty(); }));
        engine.post(Reconstruct{2, picture(), random(0.5), {}});
        QVERIFY(engine.until([&] {
            return !engine.reconstructions.empty() && engine.reconstructions.back().request == 2;
        }));
        engine.post(Reconstruct{3, large, random(0.5), {.fit = Fit::Tiled}});
        QVERIFY(engine.until([&] { return engine.reconstructions.back().request == 3; }));
        QCOMPARE(engine.reconstructions.back().result->grid, (PatchGrid{128, 128}));
        QVERIFY(engine.broken.empty());
    }

    void studiesGoOnWhileItTrainsAndWhenTheModelChanges() {
        EngineWatcher engine;
        engine.post(OpenModel{file("one.safetensors")});
        TrainConfig config;
        config.model = kModel;
        config.data.scenes = 12;
        config.train.batchSize = 2;
        config.train.steps = 100'000;
        config.train.precision = Precision::Float32;
        config.train.warmupEpochs = 0;
        engine.post(StartTraining{config, file("run")});
        QVERIFY(engine.untilState(EngineState::Training));
        const std::vector<StudyTask> whole(3, WholePictureTask{.picture = reader(), .k = 8});
        engine.post(UseTrainingModel{true});
        engine.post(Study{.request = 1, .tasks = whole});
        engine.post(OpenModel{file("two.safetensors")}); // while a whole picture is half done
        engine.post(Study{.request = 2, .channel = StudyChannel::Curve, .tasks = {whole[0]}});
        QVERIFY(engine.until([&] { return engine.parts.size() == 4; }));
        engine.post(UseTrainingModel{true});
        engine.post(Study{.request = 3, .tasks = whole});
        engine.post(StopTraining{});
        QVERIFY(engine.until([&] { return !engine.ended.empty() && engine.parts.size() == 7; }));
        QVERIFY(engine.broken.empty());
    }
};

QTEST_GUILESS_MAIN(TestStudies)
#include "tst_studies.moc"
