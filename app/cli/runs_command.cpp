// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/io/run_folder.h"
#include "core/train/reference_losses.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <memory>
#include <optional>

namespace mae::cli {
namespace {

struct RunsOptions {
    std::string folder{};
    std::string run{};
    std::string other{};
    bool json = false;
};

/// "2026-05-03 14:07" (local) or "2026-05-03T12:07:00Z" for files.
std::string timeText(std::chrono::system_clock::time_point time, bool forFiles) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    (forFiles ? ::gmtime_r : ::localtime_r)(&seconds, &parts);
    char text[32];
    const auto length = std::strftime(text, sizeof text,
                                      forFiles ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d %H:%M", &parts);
    return {text, length};
}

const char* stateOf(const RunSummary& run) {
    return run.beingWritten  ? "running"
           : run.finished()  ? "finished"
           : run.interrupted ? "interrupted"
                             : "stopped";
}

std::string dataText(const TrainConfig& config) {
    std::string text;
    for (const auto& path : config.data.paths) {
        text += (text.empty() ? "" : " ") + path;
    }
    return printable(text);
}

std::string modelText(const ModelConfig& model) {
    return std::to_string(model.imageSize) + "/" + std::to_string(model.patchSize) + " "
           + std::to_string(model.width) + "x" + std::to_string(model.depth);
}

Json jsonOf(const RunSummary& run) {
    const bool any = run.step > 0 || run.lastLoss > 0;
    return {{"run", run.folder.string()},
            {"state", stateOf(run)},
            {"step", run.step},
            {"total_steps", run.totalSteps},
            {"loss", any ? Json(run.lastLoss) : Json()},
            {"best_loss", any ? Json(run.bestLoss) : Json()},
            {"val_loss", run.validationLoss ? Json(*run.validationLoss) : Json()},
            {"probe_knn_top1", run.knnTop1 ? Json(*run.knnTop1) : Json()},
            {"data", run.config.data.paths},
            {"changed", timeText(run.changed, true)}};
}

Json jsonOf(const std::optional<ReferenceLosses>& losses) {
    const auto one = [](const ReferenceLoss& loss) {
        return Json{{"mean_colour", loss.meanColour}, {"neighbours", loss.neighbours}};
    };
    return losses ? Json{{"pixels", one(losses->pixels)},
                         {"normalised", one(losses->normalised)},
                         {"pictures", losses->pictures}}
                  : Json();
}

std::string stepsText(const RunSummary& run) {
    return grouped(run.step) + (run.totalSteps > 0 ? "/" + grouped(run.totalSteps) : "");
}

int listAll(const RunsOptions& options) {
    const auto folder =
        options.folder.empty() ? runsFolder() : std::filesystem::path(options.folder);
    if (!options.folder.empty() && !std::filesystem::is_directory(folder)) {
        throw Error(ErrorKind::Io, "There is no folder '" + options.folder + "'.");
    }
    const auto runs = listRuns(folder);
    if (options.json) {
        Json list = Json::array();
        for (const auto& run : runs) {
            list.push_back(jsonOf(run));
        }
        writeJson(list);
        return kDone;
    }
    if (runs.empty()) {
        message("There are no runs in " + printable(folder.string())
                + ". To start one: mae train --preset tiny");
        return kDone;
    }
    TextTable table(
        {"Run", "Changed", "State", "Steps", "Loss", "Best", "Validation", "kNN", "Model", "Data"});
    for (const auto& run : runs) {
        table.add({printable(run.folder.filename().string()), timeText(run.changed, false),
                   stateOf(run), stepsText(run), run.lastLoss > 0 ? toText(run.lastLoss, 4) : "-",
                   run.bestLoss > 0 ? toText(run.bestLoss, 4) : "-",
                   run.validationLoss ? toText(*run.validationLoss, 4) : "-",
                   run.knnTop1 ? percentText(*run.knnTop1) : "-", modelText(run.config.model),
                   dataText(run.config)});
    }
    writeOut(table.text());
    return kDone;
}

int showRun(const RunsOptions& options) {
    const auto run = readRunSummary(options.run);
    const auto checkpoints = listCheckpoints(options.run);
    const auto history = readMetrics(options.run);
    if (options.json) {
        auto json = jsonOf(run);
        json["checkpoints"] = Json::array();
        for (const auto& checkpoint : checkpoints) {
            json["checkpoints"].push_back(checkpoint.path.string());
        }
        json["reference_losses"] = jsonOf(readReferenceLosses(options.run));
        json["seconds"] = history.empty() ? Json() : Json(history.back().time);
        json["config"] = Json::parse(toJson(run.config));
        writeJson(json);
        return kDone;
    }
    std::string text = "Run          " + printable(run.folder.string()) + "\nState        "
                       + stateOf(run) + ", changed " + timeText(run.changed, false)
                       + "\nSteps        " + stepsText(run) + "\n";
    if (!history.empty()) {
        text +=
            "Loss         " + toText(run.lastLoss, 4) + ", best " + toText(run.bestLoss, 4)
            + (run.validationLoss ? ", validation " + toText(*run.validationLoss, 4) : "")
            + (run.knnTop1 ? "\nkNN          " + percentText(*run.knnTop1) + ", the last one" : "")
            + "\nTraining     " + duration(history.back().time) + "\n";
    }
    if (const auto losses = readReferenceLosses(options.run)) {
        const auto& loss = losses->of(run.config.model.target);
        text += "Reference    mean colour " + toText(loss.meanColour, 4) + ", copied neighbours "
                + toText(loss.neighbours, 4) + "\n";
    }
    for (const auto& checkpoint : checkpoints) {
        text += "Checkpoint   " + printable(checkpoint.path.string()) + "\n";
    }
    TextTable table({"Setting", "Value"});
    for (const auto& setting : listSettings(run.config)) {
        table.add({setting.path, printable(setting.value)});
    }
    writeOut(text + "\n" + table.text());
    return kDone;
}

/// Five digits, locale or not.
std::string shortText(double value) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 5)
            .ptr;
    return {text.data(), end};
}

/// Where a run's curves end, as names and numbers.
struct LastValue {
    const char* name;
    std::optional<double> value{};
};

std::vector<LastValue> lastValues(const std::filesystem::path& run) {
    const auto summary = readRunSummary(run);
    const auto history = readMetrics(run);
    if (history.empty()) {
        return {{"step", double(summary.step)},
                {"epoch"},
                {"loss"},
                {"best_loss"},
                {"val_loss"},
                {"probe_knn_top1"},
                {"lr"},
                {"grad_norm"},
                {"images_per_s"},
                {"seconds"}};
    }
    const auto& last = history.back();
    return {{"step", double(std::max(summary.step, last.step))},
            {"epoch", last.epoch},
            {"loss", last.loss},
            {"best_loss", summary.bestLoss},
            {"val_loss", summary.validationLoss},
            {"probe_knn_top1", summary.knnTop1},
            {"lr", last.lr},
            {"grad_norm", last.gradNorm},
            {"images_per_s", last.imagesPerSecond},
            {"seconds", last.time}};
}

int diffRuns(const RunsOptions& options) {
    const auto differences = difference(readRunConfig(options.run), readRunConfig(options.other));
    const auto a = lastValues(options.run), b = lastValues(options.other);
    if (options.json) {
        const auto number = [](const LastValue& last) {
            return last.value ? Json(*last.value) : Json();
        };
        Json settings = Json::array(), values = Json::array();
        for (const auto& entry : differences) {
            settings.push_back({{"setting", entry.path}, {"a", entry.a}, {"b", entry.b}});
        }
        for (std::size_t i = 0; i < a.size(); ++i) {
            values.push_back({{"value", a[i].name}, {"a", number(a[i])}, {"b", number(b[i])}});
        }
        writeJson({{"settings", settings}, {"last", values}});
        return kDone;
    }
    const auto name = [](const std::string& path) { return printable(path); };
    TextTable values({"Last value", name(options.run), name(options.other)});
    const auto text = [](const LastValue& last) {
        return last.value ? shortText(*last.value) : std::string("-");
    };
    for (std::size_t i = 0; i < a.size(); ++i) {
        values.add({a[i].name, text(a[i]), text(b[i])});
    }
    if (differences.empty()) {
        writeOut("The settings are the same.\n\n" + values.text());
        return kDone;
    }
    TextTable table({"Setting", name(options.run), name(options.other)});
    for (const auto& entry : differences) {
        table.add({entry.path, printable(entry.a), printable(entry.b)});
    }
    writeOut(table.text() + "\n" + values.text());
    return kDone;
}

using RunsAction = int (*)(const RunsOptions&);

void setAction(CLI::App& command, Invocation& invocation,
               const std::shared_ptr<RunsOptions>& options, RunsAction action) {
    command.callback([options, &invocation, action] {
        if (!invocation.action) { // `runs show` sets its own first
            invocation.action = [options, action] { return action(*options); };
        }
    });
}

} // namespace

void addRunsCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<RunsOptions>();
    auto* command = addCommand(program, "runs",
                               "List the runs of a folder, show one, or compare the settings of "
                               "two.",
                               "  mae runs\n  mae runs my-runs --json\n  mae runs show my-run\n"
                               "  mae runs diff my-run other-run\n");
    command->add_option("folder", options->folder, "A folder with runs (default: the runs folder)")
        ->option_text("FOLDER");
    addJsonOption(*command, options->json,
                  "Print a list of {run, state, step, total_steps, loss, best_loss, val_loss, "
                  "probe_knn_top1, data, changed}; val_loss and probe_knn_top1 are the last ones");
    setAction(*command, invocation, options, listAll);

    auto* show = addCommand(*command, "show", "Show the settings and the state of a run.",
                            "  mae runs show my-run --json\n");
    show->add_option("run", options->run, "The folder of a run")->required()->option_text("RUN");
    addJsonOption(*show, options->json,
                  "Print the same as for the list, with checkpoints, reference_losses, "
                  "seconds and config");
    setAction(*show, invocation, options, showRun);

    auto* diff = addCommand(
        *command, "diff", "Show the settings in which two runs differ, and where their curves end.",
        "  mae runs diff my-run other-run --json\n");
    diff->add_option("a", options->run, "The folder of a run")->required()->option_text("A");
    diff->add_option("b", options->other, "The folder of another")->required()->option_text("B");
    addJsonOption(*diff, options->json,
                  "Print {settings: [{setting, a, b}], last: [{value, a, b}]}");
    setAction(*diff, invocation, options, diffRuns);
}

} // namespace mae::cli
