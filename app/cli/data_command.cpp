// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/setting_options.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/folder_scan.h"
#include "core/data/picture_report.h"
#include "core/probe/training_samples.h"
#include "core/recipes/recipes.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <thread>

namespace mae::cli {
namespace {

struct DataOptions {
    std::string folder{};
    std::string split{};
    std::string preview{};
    int previewCount = 24;
    int threads = 0;
    bool useMeanStd = false;
    bool fresh = false;
    bool json = false;
    SettingOptions settings{}; ///< of the preview
};

const char* idOfLayout(FolderLayout layout) {
    switch (layout) {
    case FolderLayout::ImageFolder: return "imagefolder";
    case FolderLayout::Classes: return "classes";
    case FolderLayout::Flat: break;
    }
    return "flat";
}

std::string pathOf(const FolderScan& scan, std::int64_t index) {
    return scan.folder.entries.at(static_cast<std::size_t>(index)).path;
}

Json jsonOf(const FolderScan& scan) {
    Json classes = Json::array();
    for (std::size_t i = 0; i < scan.folder.classes.size(); ++i) {
        classes.push_back({{"name", scan.folder.classes[i]}, {"pictures", scan.perClass.at(i)}});
    }
    Json bad = Json::array();
    for (const auto& file : scan.bad) {
        bad.push_back({{"file", file.path.string()}, {"reason", file.reason}});
    }
    Json sizes = Json::array(), duplicates = Json::array();
    for (const auto& bin : scan.sizes) {
        sizes.push_back({{"from", bin.from}, {"to", bin.to}, {"pictures", bin.pictures}});
    }
    for (const auto& group : scan.duplicates) {
        Json files = Json::array();
        for (const auto index : group) {
            files.push_back(pathOf(scan, index));
        }
        duplicates.push_back(std::move(files));
    }
    return {{"folder", scan.folder.root.string()},
            {"layout", idOfLayout(scan.folder.layout)},
            {"split", scan.folder.split},
            {"splits", scan.folder.splits},
            {"pictures", scan.good},
            {"bytes", scan.bytes},
            {"classes", classes},
            {"width", {{"min", scan.minWidth}, {"max", scan.maxWidth}}},
            {"height", {{"min", scan.minHeight}, {"max", scan.maxHeight}}},
            {"median_side", medianSide(scan.sides)},
            {"mean", scan.mean},
            {"std", scan.std},
            {"sizes", sizes},
            {"duplicates", duplicates},
            {"bad", bad},
            {"remembered", scan.remembered}};
}

std::string three(const std::array<double, 3>& values) {
    return toText(values[0], 3) + " " + toText(values[1], 3) + " " + toText(values[2], 3);
}

std::string rangeText(int least, int most) {
    return least == most ? std::to_string(least)
                         : std::to_string(least) + " to " + std::to_string(most);
}

/// Files that are there more than once, without the first of each.
std::int64_t copiesIn(const FolderScan& scan) {
    std::int64_t copies = 0;
    for (const auto& group : scan.duplicates) {
        copies += std::ssize(group) - 1;
    }
    return copies;
}

std::string duplicatesText(const FolderScan& scan) {
    constexpr std::size_t kShown = 20;
    if (scan.duplicates.empty()) {
        return {};
    }
    auto text = "\nThe same bytes again: " + grouped(copiesIn(scan)) + " files\n";
    for (std::size_t i = 0; i < std::min(kShown, scan.duplicates.size()); ++i) {
        for (const auto index : scan.duplicates[i]) {
            text += (index == scan.duplicates[i].front() ? "" : "  = ")
                    + printable(pathOf(scan, index)) + "\n";
        }
    }
    return text + (scan.duplicates.size() > kShown ? "and others: see --json\n" : "");
}

std::string sizesText(const FolderScan& scan) {
    TextTable table({"Shorter side", "Pictures"});
    for (const auto& bin : scan.sizes) {
        table.add({std::to_string(bin.from) + " to " + std::to_string(bin.to) + " px",
                   grouped(bin.pictures)});
    }
    return scan.sizes.empty() ? std::string() : "\n" + table.text();
}

/// The options of `mae train` that normalise by what was measured.
std::string meanStdOptions(const FolderScan& scan) {
    const auto joined = [](const std::array<double, 3>& values) {
        return toText(values[0], 4) + "," + toText(values[1], 4) + "," + toText(values[2], 4);
    };
    const auto settings = asSettings({.mean = scan.mean, .std = scan.std});
    return "--data.mean " + joined(settings.mean) + " --data.std " + joined(settings.std);
}

/// What the model will see of these pictures.
void writePreview(const DataOptions& options, const std::stop_token& stop) {
    auto config = recipe("default").make();
    config.data.paths = {options.folder};
    options.settings.apply(config);
    options.settings.requireValid(validate(config));
    const auto samples = trainingSamples(config, options.previewCount, stop);
    if (stop.stop_requested()) {
        return;
    }
    constexpr int kAcross = 4;
    writePng(options.preview, sampleSheet(samples, kAcross));
    message("Wrote " + printable(options.preview) + ": " + grouped(std::int64_t(samples.size()))
            + " pictures as the model sees them.");
}

std::string textOf(const FolderScan& scan) {
    std::string text = "Folder    " + printable(scan.folder.root.string()) + "\n";
    if (!scan.folder.split.empty()) {
        text += "Split     " + printable(scan.folder.split) + " (there are:";
        for (const auto& split : scan.folder.splits) {
            text += " " + printable(split);
        }
        text += ")\n";
    }
    text +=
        "Pictures  " + grouped(scan.good) + " in " + toText(double(scan.bytes) / 1e6, 1) + " MB\n";
    if (scan.good > 0) {
        text += "Width     " + rangeText(scan.minWidth, scan.maxWidth) + " px\n" + "Height    "
                + rangeText(scan.minHeight, scan.maxHeight) + " px\n" + "Median    "
                + std::to_string(medianSide(scan.sides)) + " px (the shorter side)\nMean      "
                + three(scan.mean) + "\nStd       " + three(scan.std) + "\n";
    }
    if (scan.folder.classes.empty()) {
        text += "Classes   none\n";
    } else {
        TextTable table({"Class", "Pictures"});
        for (std::size_t i = 0; i < scan.folder.classes.size(); ++i) {
            table.add({printable(scan.folder.classes[i]), grouped(scan.perClass.at(i))});
        }
        text += "Classes   " + std::to_string(scan.folder.classes.size()) + "\n\n" + table.text();
    }
    text += sizesText(scan) + duplicatesText(scan);
    if (!scan.bad.empty()) {
        text += "\nNot readable: " + grouped(std::int64_t(scan.bad.size())) + "\n";
        for (const auto& file : scan.bad) {
            text += printable(file.path.string()) + ": " + printable(file.reason) + "\n";
        }
    }
    return text;
}

int runData(const DataOptions& options, Interrupt& interrupt) {
    const auto stop = interrupt.stopToken();
    const int cores = std::max(1, int(std::thread::hardware_concurrency()));
    if (!options.preview.empty()) {
        writePreview(options, stop);
    }
    FolderScan scan;
    if (!stop.stop_requested()) {
        ProgressLine progress;
        const auto read = options.fresh ? scanImageFolder : scanRemembered;
        scan = read(
            options.folder, options.split, options.threads > 0 ? options.threads : cores,
            [&progress](std::int64_t done, std::int64_t total) {
                progress.show("Reading", done, total);
            },
            stop);
    }
    if (stop.stop_requested()) {
        return kInterrupted;
    }
    if (options.json) {
        writeJson(jsonOf(scan));
    } else if (options.useMeanStd) {
        writeOut(meanStdOptions(scan) + "\n");
    } else {
        writeOut(textOf(scan));
    }
    if (scan.good == 0) {
        throw Error(ErrorKind::Format, "None of the " + grouped(std::int64_t(scan.bad.size()))
                                           + " files in '" + options.folder
                                           + "' is a picture that can be read.");
    }
    return kDone;
}

} // namespace

void addDataCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<DataOptions>();
    auto* command = addCommand(
        program, "data",
        "Read a folder of pictures: how many, classes, sizes, duplicates, unreadable files, mean "
        "and standard deviation. What was found is remembered while no file changes. Folders may "
        "hold train/CLASS/* (and val, validation or test beside it), "
        "CLASS/*, or just pictures.",
        "  mae data my-pictures\n  mae data imagenet --split val --json\n"
        "  mae train --data my-pictures $(mae data my-pictures --use-mean-std)\n"
        "  mae data my-pictures --preview seen.png --mask.ratio 0.6\n");
    command->add_option("folder", options->folder, "A folder of pictures")
        ->required()
        ->option_text("FOLDER");
    command->add_option("--split", options->split, "Which part of train/, val/, …: default train")
        ->option_text("NAME");
    command->add_flag("--use-mean-std", options->useMeanStd,
                      "Print the options of mae train that normalise by the measured mean and "
                      "standard deviation, and nothing else");
    command->add_flag("--fresh", options->fresh, "Read all files again, whatever is remembered");
    command
        ->add_option("--preview", options->preview,
                     "Also write a picture of what the model will see: crops, flips and masks")
        ->option_text("OUT.png");
    command->add_option("--preview-count", options->previewCount, "How many pictures it shows")
        ->check(between(1, 400, true))
        ->option_text("N [24]");
    addThreadsOption(*command, options->threads);
    addJsonOption(*command, options->json,
                  "Print {folder, layout, split, splits, pictures, bytes, classes: [{name, "
                  "pictures}], width: {min, max}, height: {min, max}, median_side, mean, std, "
                  "sizes: [{from, to, "
                  "pictures}], duplicates: [[file, …], …], bad: [{file, reason}], remembered}");
    for (const char* section : {"model.", "mask.", "data.", "train.seed"}) {
        options->settings.addTo(*command, recipe("default").make(), section, {"data.paths"});
    }
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            return runData(*options, interrupt);
        };
    });
}

} // namespace mae::cli
