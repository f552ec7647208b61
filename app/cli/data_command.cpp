// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/image_folder.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <thread>

namespace mae::cli {
namespace {

struct DataOptions {
    std::string folder{};
    std::string split{};
    int threads = 0;
    bool json = false;
};

const char* idOfLayout(FolderLayout layout) {
    switch (layout) {
    case FolderLayout::ImageFolder: return "imagefolder";
    case FolderLayout::Classes: return "classes";
    case FolderLayout::Flat: break;
    }
    return "flat";
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
    return {{"folder", scan.folder.root.string()},
            {"layout", idOfLayout(scan.folder.layout)},
            {"split", scan.folder.split},
            {"splits", scan.folder.splits},
            {"pictures", scan.good},
            {"bytes", scan.bytes},
            {"classes", classes},
            {"width", {{"min", scan.minWidth}, {"max", scan.maxWidth}}},
            {"height", {{"min", scan.minHeight}, {"max", scan.maxHeight}}},
            {"mean", scan.mean},
            {"std", scan.std},
            {"bad", bad}};
}

std::string three(const std::array<double, 3>& values) {
    return toText(values[0], 3) + " " + toText(values[1], 3) + " " + toText(values[2], 3);
}

std::string rangeText(int least, int most) {
    return least == most ? std::to_string(least)
                         : std::to_string(least) + " to " + std::to_string(most);
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
                + rangeText(scan.minHeight, scan.maxHeight) + " px\n" + "Mean      "
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
    FolderScan scan;
    {
        ProgressLine progress;
        scan = scanImageFolder(
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
        "Read a folder of pictures: how many, classes, sizes, unreadable files, mean and standard "
        "deviation. Folders may hold train/CLASS/* (and val, validation or test beside it), "
        "CLASS/*, or just pictures.",
        "  mae data my-pictures\n  mae data imagenet --split val --json\n");
    command->add_option("folder", options->folder, "A folder of pictures")
        ->required()
        ->option_text("FOLDER");
    command->add_option("--split", options->split, "Which part of train/, val/, …: default train")
        ->option_text("NAME");
    addThreadsOption(*command, options->threads);
    addJsonOption(*command, options->json,
                  "Print {folder, layout, split, splits, pictures, bytes, classes: [{name, "
                  "pictures}], width: {min, max}, height: {min, max}, mean, std, bad: [{file, "
                  "reason}]}");
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            return runData(*options, interrupt);
        };
    });
}

} // namespace mae::cli
