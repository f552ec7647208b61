// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_files.h"
#include "app/cli/bench_measure.h"
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/version.h"
#include "core/data/training_pictures.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <memory>

namespace mae::cli {
namespace {

struct BenchOptions {
    std::string suite = "quick";
    std::string data{}; ///< a folder to train from; empty: none
    DeviceOptions device{};
    bool force = false;
    bool json = false;
};

/// A model that speed is stated for; peers are measured on the same shapes.
struct Shape {
    const char* name;
    ModelConfig model;
    int batch; ///< pictures of a training step
    bool quick;
};

const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all{{"tiny 64/8",
                                         {.imageSize = 64,
                                          .patchSize = 8,
                                          .width = 192,
                                          .depth = 12,
                                          .heads = 3,
                                          .decoderWidth = 128,
                                          .decoderDepth = 4,
                                          .decoderHeads = 4},
                                         128,
                                         true},
                                        {"base 224/16",
                                         {.imageSize = 224,
                                          .patchSize = 16,
                                          .width = 768,
                                          .depth = 12,
                                          .heads = 12,
                                          .decoderWidth = 512,
                                          .decoderDepth = 8,
                                          .decoderHeads = 16,
                                          .target = Target::Normalised},
                                         8,
                                         false}};
    return all;
}

constexpr std::array kPrecisions{Precision::Float32, Precision::BFloat16};

std::string sizeText(int width, int depth) {
    return std::to_string(width) + "x" + std::to_string(depth);
}

/// NaN (stopped before anything was measured) has no place in JSON.
Json number(double value) {
    return std::isfinite(value) ? Json(std::round(value * 1000) / 1000) : Json();
}

Json timingJson(const Timing& timing) {
    return {{"ms", number(timing.at(0.5))},
            {"ms_min", number(timing.at(0))},
            {"ms_p95", number(timing.at(0.95))},
            {"count", timing.milliseconds.size()}};
}

Json shapeJson(const Shape& shape, Precision precision) {
    const auto& model = shape.model;
    return {{"name", shape.name},
            {"image_size", model.imageSize},
            {"patch_size", model.patchSize},
            {"encoder", sizeText(model.width, model.depth)},
            {"decoder", sizeText(model.decoderWidth, model.decoderDepth)},
            {"precision", idOf(precision)}};
}

class Bench {
public:
    Bench(const BenchOptions& options, const std::stop_token& stop)
        : m_suite(options.suite),
          m_data(options.data),
          m_full(options.suite != "quick"),
          m_onlyPictures(options.suite == "pictures"),
          m_threads(setThreads(options.device.threads)),
          m_device(chooseDevice(options.device.device)),
          m_stop(stop) {}

    Json run() {
        Json training = Json::array();
        Json files = Json::array();
        Json pictures = Json::array();
        for (const auto& shape : shapes()) {
            for (const auto precision : kPrecisions) {
                if (!m_stop.stop_requested() && (m_full || shape.quick)) {
                    if (!m_onlyPictures) {
                        training.push_back(trained(shape, precision));
                    }
                    if (!m_onlyPictures && !m_data.empty()) {
                        files.push_back(trainedFromFiles(shape, precision));
                    }
                    pictures.push_back(reconstructed(shape, precision));
                }
            }
        }
        return {{"program", programVersion()},
                {"suite", m_suite},
                {"machine", machine()},
                {"training", training},
                {"training_from_files", files},
                {"reconstruction", pictures},
                {"start_up", m_onlyPictures ? Json::array() : startUps()}};
    }

private:
    double seconds() const { return m_full ? 10 : 3; }

    Json machine() const {
        const auto known = describeMachine();
        return {{"cpu", known.cpu},     {"capability", known.capability},
                {"gpu", known.gpu},     {"torch", known.torch},
                {"threads", m_threads}, {"device", m_device.str()}};
    }

    Json trained(const Shape& shape, Precision precision) {
        m_progress.show(std::string("Training ") + shape.name + " in " + idOf(precision), true);
        const auto timing =
            trainingSteps(shape.model, shape.batch, choosePrecision(precision, m_device), m_device,
                          seconds(), m_stop);
        auto json = shapeJson(shape, precision);
        json["batch"] = shape.batch;
        json["images_per_s"] = number(1000.0 * shape.batch / timing.at(0.5));
        json.update(timingJson(timing));
        return json;
    }

    Json trainedFromFiles(const Shape& shape, Precision precision) {
        constexpr double kTurns = 10; // as long as a measurement, each with the one beside it
        m_progress.show(std::string("Training ") + shape.name + " from files in " + idOf(precision),
                        true);
        const auto timing =
            stepsFromFiles(shape.model, shape.batch, m_data, choosePrecision(precision, m_device),
                           m_device, kTurns * seconds(), m_stop);
        const auto ratios = Timing{timing.ratios()};
        auto json = shapeJson(shape, precision);
        json["batch"] = shape.batch;
        json["pictures"] = timing.pictures;
        json["share_of_memory"] = number(ratios.at(0.5));
        json["share_range"] = {number(ratios.at(0)), number(ratios.at(1))};
        json["turns"] = timing.fromFiles.size();
        return json;
    }

    Json reconstructed(const Shape& shape, Precision precision) {
        m_progress.show(std::string("Reconstructing ") + shape.name + " in " + idOf(precision),
                        true);
        auto json = shapeJson(shape, precision);
        json.update(timingJson(reconstructions(shape.model, choosePrecision(precision, m_device),
                                               m_device, seconds() / 3, m_stop)));
        return json;
    }

    Json startUps() {
        m_progress.show("Starting the program", true);
        const int count = m_full ? 10 : 3;
        const auto measured = [&](const char* what, const std::vector<std::string>& arguments) {
            Json json{{"what", what}};
            json.update(timingJson(ownStarts(arguments, count, m_stop)));
            return json;
        };
        return Json::array(
            {measured("program", {"--help"}),
             measured("first reconstruction", {"reconstruct", "--sample", "--json"})});
    }

    std::string m_suite;
    std::string m_data;
    bool m_full;
    bool m_onlyPictures;
    int m_threads;
    c10::Device m_device;
    std::stop_token m_stop;
    ProgressLine m_progress;
};

std::string textOf(const Json& result) {
    const auto text = [](const Json& value, int decimals) {
        return value.is_number() ? toText(value.get<double>(), decimals) : "-";
    };
    const auto& machine = result["machine"];
    std::string out = "mae " + result["program"].get<std::string>() + " with LibTorch "
                      + machine["torch"].get<std::string>() + " on "
                      + machine["cpu"].get<std::string>() + " ("
                      + machine["capability"].get<std::string>() + "), "
                      + std::to_string(machine["threads"].get<int>()) + " threads, device "
                      + machine["device"].get<std::string>() + "\n\n";
    TextTable training({"Training", "Encoder", "Decoder", "Batch", "Precision", "pictures/s",
                        "ms a step", "fastest", "p95"});
    for (const auto& row : result["training"]) {
        training.add({row["name"], row["encoder"], row["decoder"],
                      std::to_string(row["batch"].get<int>()), row["precision"],
                      text(row["images_per_s"], 1), text(row["ms"], 1), text(row["ms_min"], 1),
                      text(row["ms_p95"], 1)});
    }
    TextTable files({"Training from files", "Precision", "Pictures", "of the speed in memory",
                     "lowest", "highest"});
    for (const auto& row : result["training_from_files"]) {
        const auto share = [&](const Json& value) { return text(value, 3); };
        files.add({row["name"], row["precision"], std::to_string(row["pictures"].get<int>()),
                   share(row["share_of_memory"]), share(row["share_range"][0]),
                   share(row["share_range"][1])});
    }
    TextTable pictures({"Reconstruction, 1 picture", "Precision", "ms", "fastest", "p95"});
    for (const auto& row : result["reconstruction"]) {
        pictures.add({row["name"], row["precision"], text(row["ms"], 2), text(row["ms_min"], 2),
                      text(row["ms_p95"], 2)});
    }
    TextTable starts({"From start to end", "ms", "fastest", "p95"});
    for (const auto& row : result["start_up"]) {
        starts.add(
            {row["what"], text(row["ms"], 0), text(row["ms_min"], 0), text(row["ms_p95"], 0)});
    }
    out += training.text() + "\n";
    if (!result["training_from_files"].empty()) {
        out += files.text() + "\n";
    }
    return out + pictures.text() + "\n" + starts.text();
}

int runBench(const BenchOptions& options, Interrupt& interrupt) {
    constexpr double kBusy = 0.15;
    const auto stop = interrupt.stopToken();
    if (!options.data.empty()) { // or it says why not, before anything is measured
        openTrainingPictures({.paths = {options.data}}, 0, shapes()[0].model.imageSize, stop);
    }
    if (const double busy = busyShare(); busy > kBusy && !options.force) {
        throw Error(ErrorKind::Io, "The machine is busy (" + toText(100 * busy, 0)
                                       + " % of its CPUs' time): what is measured now would mean "
                                         "nothing. Wait, or give --force.");
    }
    const auto result = Bench(options, stop).run();
    if (stop.stop_requested()) {
        return kInterrupted;
    }
    if (options.json) {
        writeJson(result);
    } else {
        writeOut(textOf(result));
    }
    return kDone;
}

} // namespace

void addBenchCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<BenchOptions>();
    auto* command = addCommand(
        program, "bench",
        "Measure the speed of this machine: training steps on random pictures in memory, the model "
        "on one picture, and the start of the program. Refuses a busy machine.",
        "  mae bench\n  mae bench --suite full --json > speed.json\n");
    command
        ->add_option(
            "--suite", options->suite,
            "quick: tiny 64/8 (192x12, decoder 128x4, batch 128), half a minute; full: "
            "longer, and base 224/16 with batch 8; pictures: both models on one picture, no "
            "training")
        ->check(oneOf({"quick", "full", "pictures"}))
        ->option_text("quick|full|pictures [quick]");
    command
        ->add_option("--data", options->data,
                     "Also train from the pictures of this folder, in turns with the same steps on "
                     "pictures in memory")
        ->option_text("FOLDER");
    command->add_flag("--force", options->force, "Measure on a busy machine, too");
    addJsonOption(*command, options->json,
                  "Print {program, suite, machine, training: [...], training_from_files: [...], "
                  "reconstruction: [...], start_up: [...]}; times in ms: median, fastest, 95 %");
    addDeviceOptions(*command, options->device);
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            return runBench(*options, interrupt);
        };
    });
}

} // namespace mae::cli
