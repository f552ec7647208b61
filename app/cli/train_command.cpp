// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/resume.h"
#include "app/cli/setting_options.h"
#include "app/cli/train_plan.h"
#include "app/cli/training_session.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/number.h"
#include "core/base/shell_word.h"
#include "core/io/run_folder.h"
#include "core/recipes/recipes.h"
#include "core/recipes/user_presets.h"
#include "core/train/training_run.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <memory>

namespace mae::cli {
namespace {

struct TrainOptions {
    std::vector<std::string> data{};
    std::string preset = "default";
    std::string architecture{};
    std::string output{};
    std::string resume{};
    std::string from{};
    bool normPix = false;
    bool dryRun = false;
    SettingOptions settings{};
    SessionOptions session{};
};

/// The published script's names of architectures (`--model`).
struct Published {
    const char* name;
    int patch, width, depth, heads;
};
constexpr std::array kPublished{Published{"mae_vit_base_patch16", 16, 768, 12, 12},
                                Published{"mae_vit_large_patch16", 16, 1024, 24, 16},
                                Published{"mae_vit_huge_patch14", 14, 1280, 32, 16}};

std::vector<std::string> publishedNames() {
    std::vector<std::string> names;
    for (const auto& published : kPublished) {
        names.emplace_back(published.name);
    }
    return names;
}

std::vector<std::string> presetNames() {
    std::vector<std::string> names;
    for (const auto& recipe : recipes()) {
        names.emplace_back(recipe.id);
    }
    std::ranges::move(userPresets(), std::back_inserter(names));
    return names;
}

TrainConfig presetOf(const std::string& name) {
    const auto own = userPresets();
    return std::ranges::find(own, name) != own.end() ? userPreset(name) : recipe(name).make();
}

void setArchitecture(ModelConfig& model, const std::string& name) {
    const auto* const found = std::ranges::find_if(
        kPublished, [&name](const Published& published) { return name == published.name; });
    model.imageSize = 224;
    model.patchSize = found->patch;
    model.width = found->width;
    model.depth = found->depth;
    model.heads = found->heads;
    model.decoderWidth = 512;
    model.decoderDepth = 8;
    model.decoderHeads = 16;
}

/// What a preset says about a setting must not silence what the caller said about its rival.
void letExplicitWin(TrainConfig& config, const SettingOptions& settings) {
    if (settings.wasGiven("train.base_lr") && !settings.wasGiven("train.lr")) {
        config.train.lr = 0;
    }
    if (settings.wasGiven("train.epochs") && !settings.wasGiven("train.steps")) {
        config.train.steps = 0;
    }
    auto& train = config.train;
    if (!settings.wasGiven("train.warmup_epochs") && train.steps == 0
        && train.warmupEpochs > train.epochs / 2) {
        train.warmupEpochs = train.epochs / 10;
        message("The preset's warm-up does not fit into " + toText(train.epochs)
                + " epochs: it is now " + toText(train.warmupEpochs)
                + " epochs (--warmup-epochs).");
    }
}

TrainConfig configOf(const TrainOptions& options) {
    auto config = presetOf(options.preset);
    if (!options.architecture.empty()) {
        setArchitecture(config.model, options.architecture);
    }
    if (options.normPix) {
        config.model.target = Target::Normalised;
    }
    if (!options.data.empty()) { // first: whether the weights count depends on it
        config.data.paths = options.data;
    }
    options.settings.apply(config);
    letExplicitWin(config, options.settings);
    options.settings.requireValid(validate(config));
    return config;
}

std::filesystem::path outputFolder(const TrainOptions& options) {
    if (options.output.empty()) {
        std::filesystem::create_directories(runsFolder());
        return newRunFolder(runsFolder(), options.preset);
    }
    const std::filesystem::path folder = options.output;
    if (std::filesystem::exists(folder)
        && !(std::filesystem::is_directory(folder) && std::filesystem::is_empty(folder))) {
        throw Error(
            ErrorKind::InvalidConfig,
            "--output must name a new or an empty folder, and '" + folder.string() + "' is neither."
                + (std::filesystem::exists(folder / "config.json")
                       ? " To continue the run in it: mae resume " + shellQuoted(folder.string())
                       : std::string()));
    }
    return folder;
}

/// What a run that is forked is to have of its own.
std::vector<SettingChange> forkChanges(const TrainOptions& options) {
    if (!options.data.empty() || !options.architecture.empty() || options.normPix) {
        throw Error(ErrorKind::InvalidConfig,
                    "--from takes pictures and model from the run it is given; --data and --model "
                    "can't be others.");
    }
    std::vector<SettingChange> changes;
    const auto& given = options.settings.given();
    if (const auto strategy = given.find("mask.strategy"); strategy != given.end()) {
        changes.push_back({strategy->first, strategy->second}); // brings its settings into being
    }
    for (const auto& [path, value] : given) {
        if (path != "mask.strategy") {
            changes.push_back({path, value});
        }
    }
    return changes;
}

int runTrain(const TrainOptions& options, Interrupt& interrupt) {
    if (!options.resume.empty()) {
        std::optional<double> epochs;
        if (options.settings.wasGiven("train.epochs")) {
            TrainConfig wished;
            options.settings.apply(wished);
            epochs = wished.train.epochs;
        }
        message("The run continues with its own settings; only --epochs and the options of the "
                "machine count.");
        return resumeRun(options.resume, epochs, {}, options.session, interrupt.stopToken());
    }
    const auto& device = options.session.device;
    const auto stop = interrupt.stopToken();
    const RunOptions machine{.device = device.device,
                             .threads = setThreads(device.threads),
                             .deterministic = device.deterministic};
    if (!options.from.empty()) {
        const auto changes = forkChanges(options);
        const auto fork =
            TrainingRun::fork(options.from, outputFolder(options), changes, machine, stop);
        return trainUntilEnd(fork.get(), options.session, stop);
    }
    const auto config = configOf(options);
    if (options.dryRun) {
        return showPlan(config, options.output, options.session, stop);
    }
    const auto run = TrainingRun::create(config, outputFolder(options), machine, stop);
    return trainUntilEnd(run.get(), options.session, stop);
}

void addDataOptions(CLI::App& command, TrainOptions& options) {
    command
        .add_option("--data,--data-path", options.data,
                    "Folders of pictures, or the word scenes for pictures drawn by the program")
        ->option_text("FOLDER... [scenes]");
    std::string presets = "The settings to start from:";
    for (const auto& recipe : recipes()) {
        presets += std::string(" [") + recipe.id + "] " + recipe.help;
    }
    for (const auto& name : userPresets()) {
        presets += " [" + name + "] Your own.";
    }
    command.add_option("--preset", options.preset, presets)
        ->check(oneOf(presetNames()))
        ->option_text("NAME [default]");
    command
        .add_option("--model", options.architecture,
                    "A published architecture instead of the preset's, as the published script "
                    "names it")
        ->check(oneOf(publishedNames()))
        ->option_text("NAME");
    command.add_flag("--norm-pix-loss,--norm-pix", options.normPix,
                     "Short for --model.target normalised");
    command
        .add_option("--output,--output-dir", options.output,
                    "The folder of the run: new or empty (default: a new one below the runs "
                    "folder)")
        ->check([](const std::string& text) {
            return text.empty() ? "a folder needs a name" : std::string();
        })
        ->option_text("RUN");
    command.add_flag(
        "--dry-run", options.dryRun,
        "Only say what the run would be: steps, memory, disk, and after two seconds of "
        "trial how long it takes here. Writes nothing");
    command
        .add_option("--resume", options.resume,
                    "Continue this run instead, as the published script does; see mae resume")
        ->option_text("RUN|CHECKPOINT");
    command
        .add_option("--from", options.from,
                    "Begin a new run (--output) with a checkpoint of another one: weights, "
                    "optimizer, counters and settings, but for those given here")
        ->option_text("RUN|CHECKPOINT");
}

} // namespace

void addTrainCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<TrainOptions>();
    auto* command = addCommand(
        program, "train",
        "Pre-train a masked autoencoder. The first Ctrl-C saves and stops; mae resume continues "
        "bit by bit as if nothing had happened.",
        "  mae train --preset tiny                         a minute, on pictures drawn by the "
        "program\n"
        "  mae train --data my-pictures --epochs 200 --output my-run\n"
        "  mae train --data a b --mask.strategy block --mask.ratio 0.6 --json\n"
        "  mae train --model mae_vit_base_patch16 --norm_pix_loss --mask_ratio 0.75 --epochs 800 "
        "\\\n"
        "      --warmup_epochs 40 --blr 1.5e-4 --weight_decay 0.05 --data_path imagenet\n"
        "  mae train --from my-run/checkpoints/step-00001000.safetensors --lr 1e-4 --output "
        "lower\n");
    addDataOptions(*command, *options);
    addSessionOptions(*command, options->session);
    options->settings.addTo(*command, recipe("default").make());
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            return runTrain(*options, interrupt);
        };
    });
}

} // namespace mae::cli
