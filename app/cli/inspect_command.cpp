// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_report.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/data/decode.h"
#include "core/io/inspection.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

namespace mae::cli {
namespace {

struct InspectOptions {
    std::string path{};
    bool tensors = false;
    bool statistics = false;
    bool verify = false;
    std::string pictures{}; ///< folder; empty: none
    bool json = false;
};

/// filters.png and positions.png, where the model has them.
void writePictures(const Inspection& inspection, const std::filesystem::path& folder) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code) {
        throw Error(ErrorKind::Io, "Could not make the folder '" + printable(folder.string())
                                       + "': " + code.message() + ".");
    }
    bool any = false;
    const auto write = [&](const Image& picture, const char* name) {
        if (!picture.pixels.empty()) {
            any = true;
            writePng(folder / name, picture);
            message("Wrote " + printable((folder / name).string()) + ".");
        }
    };
    write(inspection.filters(), "filters.png");
    write(inspection.positions(), "positions.png");
    if (!any) {
        message("It has neither a patch embedding nor position embeddings to draw.");
    }
}

int runInspect(const InspectOptions& options) {
    const Inspection inspection(options.path);
    const auto& report = inspection.report();
    ProgressLine progress;
    std::optional<Verification> verified;
    if (options.verify) {
        verified = inspection.verify({.stop = {}, .report = [&progress](double done) {
                                          progress.show("Comparing checksums",
                                                        static_cast<std::int64_t>(done * 100), 100);
                                      }});
        const bool some = verified->compared > 0;
        const auto percent =
            static_cast<int>(100 * verified->compared / std::max(verified->all, 1.0));
        message(!some           ? "The file carries no checksums: nothing could be compared."
                : percent >= 99 ? "Every checksum fits."
                                : "Every checksum fits; " + std::to_string(percent)
                                      + " % of the data have one.");
    }
    AllStatistics statistics;
    for (std::size_t i = 0; options.statistics && i < report.tensors.size(); ++i) {
        statistics.push_back(inspection.statistics(i));
        progress.show("Reading", static_cast<std::int64_t>(i + 1),
                      static_cast<std::int64_t>(report.tensors.size()));
    }
    if (!options.pictures.empty()) {
        writePictures(inspection, options.pictures);
    }
    if (options.json) {
        writeJson(inspectionJson(report, statistics, verified ? &*verified : nullptr));
    } else {
        writeOut(inspectionText(report)
                 + (options.tensors || options.statistics ? "\n" + tensorTable(report, statistics)
                                                          : ""));
    }
    return kDone;
}

} // namespace

void addInspectCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<InspectOptions>();
    auto* command = addCommand(
        program, "inspect",
        "Say what a model file or folder is: architecture, target, what is missing. Nothing in the "
        "file is executed.",
        "  mae inspect model.safetensors --tensors\n  mae inspect my-run --json\n"
        "  mae inspect bundled\n");
    command->add_option("file", options->path, "A model file or folder, or the word bundled")
        ->required()
        ->option_text("FILE|FOLDER");
    command->add_flag("--tensors", options->tensors, "List all tensors (JSON always does)");
    command->add_flag(
        "--statistics", options->statistics,
        "Read the values: smallest, largest, mean, standard deviation of each tensor; "
        "with --json a histogram of 64 bins too");
    command->add_flag("--verify", options->verify,
                      "Compare all checksums that the file carries; fails if one does not fit");
    command
        ->add_option("--pictures", options->pictures,
                     "Write filters.png (the patch embedding) and positions.png (how alike the "
                     "position embeddings are) into a folder")
        ->option_text("FOLDER");
    addJsonOption(
        *command, options->json,
        "Print {summary, kind, scheme, format, files, architecture, target, parts, "
        "problems: [{problem, remedy}], tensors: [{name, shape, dtype, published}], "
        "missing, unexpected, arguments, trained_on, licence}; with --verify also verified: "
        "{compared_bytes, all_bytes}");
    command->callback(
        [options, &invocation] { invocation.action = [options] { return runInspect(*options); }; });
}

} // namespace mae::cli
