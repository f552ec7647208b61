// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/output.h"
#include "app/cli/resume.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/shell_word.h"
#include "core/io/run_folder.h"
#include "core/train/training_run.h"

#include <CLI/App.hpp>

#include <memory>

namespace mae::cli {
namespace {

struct ResumeOptions {
    std::string run{};
    double epochs = 0;                   ///< 0: as planned
    std::int64_t steps = 0;              ///< 0: as planned
    std::vector<std::string> settings{}; ///< "section.key=value"
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
            throw Error(
                ErrorKind::InvalidConfig,
                "A run continues from its newest checkpoint, " + all.back().path.filename().string()
                    + ", not from " + path.filename().string()
                    + ". To go back to it in a run of its own: mae train --from " + path.string());
        }
        return run;
    }
    return path;
}

std::vector<SettingChange> changesOf(const ResumeOptions& options) {
    std::vector<SettingChange> changes;
    if (options.steps > 0) {
        changes.push_back({"train.steps", std::to_string(options.steps)});
    }
    for (const auto& text : options.settings) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw Error(ErrorKind::InvalidConfig,
                        "--set takes section.key=value, as in --set train.lr=1e-4, not '" + text
                            + "'.");
        }
        changes.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    return changes;
}

/// Says where a run goes on, and what was lost if it did not end in order.
void tellWhere(const TrainingRun& run) {
    if (run.lastCheckpoint().empty()) {
        message("The run was cut off before its first checkpoint: it begins again.");
    } else if (run.lostSteps() > 0) {
        message("The run did not end in order: it continues at step " + grouped(run.step()) + "; "
                + grouped(run.lostSteps())
                + (run.lostSteps() == 1 ? " step is done again." : " steps are done again."));
    }
}

} // namespace

int resumeRun(const std::filesystem::path& run, std::optional<double> epochs,
              const std::vector<SettingChange>& changes, const SessionOptions& options,
              const std::stop_token& stop) {
    const auto& device = options.device;
    const auto folder = runOf(run);
    const auto training = TrainingRun::open(folder, epochs,
                                            {.device = device.device,
                                             .threads = setThreads(device.threads),
                                             .deterministic = device.deterministic},
                                            stop, changes);
    if (training) {
        tellWhere(*training);
    }
    if (training && training->finished()) {
        message("The run has done all its " + grouped(training->totalSteps())
                + " steps. To extend it: mae resume " + shellQuoted(printable(folder.string()))
                + " --epochs N");
    }
    return trainUntilEnd(training.get(), options, stop);
}

void addResumeCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<ResumeOptions>();
    auto* command = addCommand(
        program, "resume",
        "Continue a run from its newest checkpoint that verifies, or extend it. Bit-exact on the "
        "same device, with the same precision and threads.",
        "  mae resume my-run\n  mae resume my-run --epochs 400\n"
        "  mae resume my-run --set train.lr=1e-4 --set mask.ratio=0.8\n");
    command->add_option("run", options->run, "The folder of a run, or its newest checkpoint")
        ->required()
        ->option_text("RUN");
    command->add_option("--epochs", options->epochs, "A new end of the run (default: as planned)")
        ->check(between(0.001, 1e6, false))
        ->option_text("N");
    command->add_option("--steps", options->steps, "A new end of the run, in steps")
        ->check(between(1, 1e9, true))
        ->option_text("N");
    command
        ->add_option("--set", options->settings,
                     "Change a setting from here on: train.lr, train.base_lr, train.min_lr, "
                     "train.epochs, train.steps, mask.*, checkpoint.*, probe.*, "
                     "preview.every_steps, log.every_steps. May be given more than once. Noted in "
                     "changes.jsonl")
        ->option_text("SECTION.KEY=VALUE...");
    addSessionOptions(*command, options->session);
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            const auto epochs = options->epochs > 0 ? std::optional(options->epochs) : std::nullopt;
            return resumeRun(options->run, epochs, changesOf(*options), options->session,
                             interrupt.stopToken());
        };
    });
}

} // namespace mae::cli
