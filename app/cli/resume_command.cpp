// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/output.h"
#include "app/cli/resume.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/io/run_folder.h"
#include "core/train/training_run.h"

#include <CLI/App.hpp>

#include <memory>

namespace mae::cli {
namespace {

struct ResumeOptions {
    std::string run{};
    double epochs = 0; ///< 0: as planned
    SessionOptions session{};
};

/// The run of its newest checkpoint: RUN/checkpoints/step-….safetensors.
std::filesystem::path runOf(const std::filesystem::path& path) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)
        && path.parent_path().filename() == "checkpoints") {
        auto run = path.parent_path().parent_path();
        run = run.empty() ? "." : run;
        const auto all = listCheckpoints(run);
        if (!all.empty() && all.back().path.filename() != path.filename()) {
            throw Error(ErrorKind::InvalidConfig,
                        "A run continues from its newest checkpoint, "
                            + all.back().path.filename().string() + ", not from "
                            + path.filename().string()
                            + ". To go back, move the newer ones out of its folder first.");
        }
        return run;
    }
    return path;
}

} // namespace

int resumeRun(const std::filesystem::path& run, std::optional<double> epochs,
              const SessionOptions& options, const std::stop_token& stop) {
    const auto& device = options.device;
    const auto folder = runOf(run);
    const auto training = TrainingRun::open(folder, epochs,
                                            {.device = device.device,
                                             .threads = setThreads(device.threads),
                                             .deterministic = device.deterministic},
                                            stop);
    if (training && training->finished()) {
        message("The run has done all its " + grouped(training->totalSteps())
                + " steps. To extend it: mae resume " + printable(folder.string()) + " --epochs N");
    }
    return trainUntilEnd(training.get(), options, stop);
}

void addResumeCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<ResumeOptions>();
    auto* command = addCommand(
        program, "resume",
        "Continue a run from its newest checkpoint that verifies, or extend it. Bit-exact on the "
        "same device, with the same precision and threads.",
        "  mae resume my-run\n  mae resume my-run --epochs 400\n");
    command->add_option("run", options->run, "The folder of a run, or its newest checkpoint")
        ->required()
        ->option_text("RUN");
    command->add_option("--epochs", options->epochs, "A new end of the run (default: as planned)")
        ->check(between(0.001, 1e6, false))
        ->option_text("N");
    addSessionOptions(*command, options->session);
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            const auto epochs = options->epochs > 0 ? std::optional(options->epochs) : std::nullopt;
            return resumeRun(options->run, epochs, options->session, interrupt.stopToken());
        };
    });
}

} // namespace mae::cli
