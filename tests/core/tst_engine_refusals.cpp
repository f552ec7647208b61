// SPDX-License-Identifier: GPL-3.0-or-later
// Row F23 of the fault table: what goes wrong in a command is told once, where it belongs, and the
// engine goes on.
#include "core/data/scenes.h"
#include "core/io/model_file.h"
#include "core/model/weights.h"

#include "tests/support/engine_watcher.h"
#include "tests/support/long_counts.h"
#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <random>
#include <stdexcept>

using namespace mae;
using mae::test::EngineWatcher;
using mae::test::times;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kCommands = 60;
#else
constexpr int kCommands = 200;
#endif

struct Wrong {
    Command command;
    std::string context;
};

std::shared_ptr<const Image> picture() {
    return std::make_shared<const Image>(drawScene(1, 2, 20, 20));
}

} // namespace

class TestEngineRefusals : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::uint64_t m_request = 0;

    fs::path at(const char* name) const { return fs::path(m_home.path().toStdString()) / name; }

    static TrainConfig onFolder(const fs::path& folder) {
        auto config = test::smallRun();
        config.data.paths = {folder.string()};
        return config;
    }
    static TrainConfig absurd() {
        auto config = test::smallRun();
        config.model.patchSize = 5;
        return config;
    }
    Wrong study(std::function<std::shared_ptr<const Image>()> read) {
        ReconstructTask task;
        task.picture = std::move(read);
        return {Study{++m_request, StudyChannel::View, {task}}, "study"};
    }

    /// One of each kind of place where something can go wrong while no run is open.
    std::vector<Wrong> all() {
        auto none = std::make_shared<const Image>();
        return {
            {OpenModel{.path = at("nothing").string()}, "model"},
            {OpenModel{.path = at("text.safetensors").string()}, "model"},
            {OpenModel{.path = at("text.pth").string()}, "model"},
            {OpenModel{.path = at("empty").string(), .slot = ModelSlot::Second}, "second model"},
            {UseTrainingModel{true}, "model"},
            {Reconstruct{++m_request, none, {}, {}}, "reconstruct"},
            {Reconstruct{++m_request, picture(), {.config = {.ratio = 7}}, {}}, "reconstruct"},
            study([]() -> std::shared_ptr<const Image> { throw std::runtime_error("gone"); }),
            study([]() -> std::shared_ptr<const Image> { throw std::bad_alloc(); }),
            study([]() -> std::shared_ptr<const Image> { throw Error(ErrorKind::Io, "gone"); }),
            study([]() -> std::shared_ptr<const Image> { throw 7; }),
            {StartTraining{absurd(), {}}, "training"},
            {StartTraining{onFolder(at("nothing")), {}}, "training"},
            {StartTraining{onFolder(at("text.pth")), {}}, "training"},
            {StartTraining{onFolder(at("empty")), {}}, "training"},
            {StartTraining{test::smallRun(), at("used")}, "training"},
            {StartTraining{test::smallRun(), at("text.pth") / "run"}, "training"},
            {ContinueRun{at("nothing"), {}, {}}, "training"},
            {ContinueRun{at("used"), {}, {}}, "training"},
            {ForkRun{at("used"), {}, {}}, "training"},
            {ForkRun{at("nothing"), {}, {}}, "training"},
            {ChangeRun{"train.lr", "0.1"}, "change"},
            {SaveNow{}, "save"},
            {SaveElsewhere{at("new")}, "save"},
            {MeasureLayers{}, "layers"},
            {TryOut{++m_request, absurd()}, "trial"},
        };
    }

    /// Of failures and of the parts of studies that failed.
    static std::vector<std::string> contexts(const EngineWatcher& engine) {
        std::vector<std::string> told;
        std::ranges::transform(engine.failures, std::back_inserter(told), &EngineFailed::context);
        for (const auto& part : engine.parts) {
            if (!part.problem.empty()) {
                told.emplace_back("study");
            }
        }
        return told;
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("MAE_HOME", m_home.path().toUtf8());
        for (const auto* name : {"text.safetensors", "text.pth"}) {
            std::ofstream(at(name)) << "this is no model";
        }
        fs::create_directory(at("empty"));
        fs::create_directory(at("used"));
        std::ofstream(at("used") / "config.json") << "{";
        Model model;
        model.config = test::smallRun().model;
        model.weights = initialWeights(model.config, 1);
        saveModel(at("good.safetensors"), model, at::kFloat);
    }

    void whatGoesWrongIsToldOnceWhereItBelongs() {
        EngineWatcher engine;
        engine.post(OpenModel{.path = at("good.safetensors").string()});
        QVERIFY(engine.until([&] { return engine.opened.size() == 1; }));
        std::mt19937 random(23);
        for (int i = 0; i < times(kCommands); ++i) {
            const auto wrongs = all();
            const auto& wrong =
                wrongs[std::size_t(i) < wrongs.size() ? std::size_t(i) : random() % wrongs.size()];
            engine.failures.clear();
            engine.parts.clear();
            engine.post(wrong.command);
            QVERIFY2(engine.until([&] { return !contexts(engine).empty(); }),
                     wrong.context.c_str());
            // A picture that is right comes after all that the wrong command may still tell.
            const auto shown = engine.reconstructions.size();
            engine.post(Reconstruct{++m_request, picture(), {.seed = m_request}, {}});
            QVERIFY(engine.until([&] { return engine.reconstructions.size() > shown; }));
            QCOMPARE(contexts(engine), std::vector<std::string>{wrong.context});
            QVERIFY(engine.state == EngineState::Idle);
            QVERIFY2(engine.broken.empty(),
                     engine.broken.empty() ? "" : engine.broken.front().c_str());
        }
        QVERIFY(engine.runs.empty());
        engine.post(StartTraining{test::smallRun(), at("run")});
        QVERIFY(engine.until([&] { return engine.ended.size() == 1; }));
        QVERIFY(engine.ended.back().reason == RunEnd::Finished);
    }
};

QTEST_GUILESS_MAIN(TestEngineRefusals)
#include "tst_engine_refusals.moc"
