// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/reconstruct_job.h"
#include "app/cli/reconstruct_options.h"
#include "app/cli/setting_options.h"
#include "core/base/error.h"
#include "core/probe/experiment.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace mae::cli {
namespace {

constexpr double kMaxSeed = 9007199254740992.0; ///< 2^53, what JSON carries exactly

struct ReconstructOptions {
    ReconstructRequest request{};
    SettingOptions mask{};
    std::string experiment{};
    bool noFiles = false;
    bool filesAsked = false; ///< --output, --view or another option of pictures was given
};

void takeExperiment(ReconstructRequest& request, const std::string& path) {
    auto experiment = readExperiment(path);
    verifyFiles(experiment);
    request.model = {experiment.model.path, experiment.overrides};
    request.device.precision = experiment.precision;
    for (const auto& picture : experiment.pictures) {
        request.pictures.push_back(picture.path);
    }
    request.mask = experiment.mask;
    request.seed = experiment.seed;
    request.painted = std::move(experiment.painted);
    request.display = experiment.display;
}

int runReconstruct(ReconstructOptions& options, Interrupt& interrupt) {
    auto& request = options.request;
    TrainConfig config;
    options.mask.apply(config);
    options.mask.requireValid(validate(config.mask));
    request.mask = config.mask;
    request.writeFiles = !options.noFiles && (!request.json || options.filesAsked);
    if (!options.experiment.empty()) {
        takeExperiment(request, options.experiment);
    }
    if (request.display.frame != CropFrame{} && request.display.fit != Fit::Crop) {
        throw Error(ErrorKind::InvalidConfig, "--frame belongs to --fit crop, which cuts a square; "
                                              "leave one of them out.");
    }
    if (request.pictures.empty() && !request.sample) {
        throw Error(ErrorKind::InvalidConfig,
                    "There is no picture: name a picture or a folder, or give --sample.");
    }
    if (request.sample && !request.saveExperiment.empty()) {
        throw Error(ErrorKind::InvalidConfig,
                    "--save-experiment needs pictures in files; --sample is inside the program.");
    }
    if (!request.curveFile.empty()) {
        requireNotRead(request.curveFile, request.pictures, "--curve");
    }
    return reconstructPictures(request, interrupt.stopToken());
}

void addMaskOptions(CLI::App& command, ReconstructOptions& options) {
    auto& request = options.request;
    options.mask.addTo(command, TrainConfig{}, "mask.",
                       {"mask.schedule", "mask.end_ratio", "mask.steps"});
    const std::string group = "Settings of mask";
    command
        .add_option("--seed", request.seed,
                    "The draw of the masks; picture i of the call gets a mask of its own that is "
                    "a function of (seed, i) only")
        ->check(between(0, kMaxSeed, true))
        ->option_text("N [0]")
        ->group(group);
    command
        .add_option("--mask", request.maskFile,
                    "Masks from a file: JSON {rows, columns, hidden} or a list of these, or a PNG "
                    "(black: hidden) with a pixel per patch or of the picture's size")
        ->option_text("FILE")
        ->group(group);
    command
        .add_option("--save-mask", request.saveMask,
                    "Write the masks that were used, as JSON, or the first as PNG")
        ->option_text("FILE")
        ->group(group);
}

void addOutputOptions(CLI::App& command, ReconstructOptions& options) {
    auto& request = options.request;
    const std::string group = "Files";
    command
        .add_option("--output,--output-dir", request.output,
                    "The folder of the pictures (default: the current folder; with --json none are "
                    "written unless this is given). Sources are never overwritten")
        ->each([&options](const std::string&) { options.filesAsked = true; })
        ->option_text("DIR")
        ->group(group);
    command.add_flag("--no-files", options.noFiles, "Write no pictures, only the numbers")
        ->group(group);
    command
        .add_option("--save-experiment", request.saveExperiment,
                    "Write what reproduces this result: *.mae.json")
        ->option_text("FILE")
        ->group(group);
    command.add_option("--experiment", options.experiment, "Repeat what an experiment file says")
        ->option_text("FILE")
        ->group(group);
}

void addAnimationOptions(CLI::App& command, ReconstructRequest& request) {
    const std::string group = "Files";
    auto* animate = command.add_option("--animate", request.animate,
                                       "Also write how one picture fares from 10 to 95 % hidden "
                                       "and back, as a GIF or MP4");
    animate->option_text("FILE.gif|FILE.mp4")->group(group)->excludes("--mask");
    command.add_option("--animate-seconds", request.animateSeconds, "How long that lasts")
        ->check(between(1, 600, false))
        ->option_text("SECONDS [6]")
        ->needs(animate)
        ->group(group);
}

/// An experiment says everything but where the results go and what computes them.
void excludeFromExperiments(CLI::App& command) {
    auto* experiment = command.get_option("--experiment");
    for (auto* option : command.get_options()) {
        static constexpr std::array kFixed{"pictures",        "--sample",
                                           "--model",         "--strategy",
                                           "--mask-ratio",    "--seed",
                                           "--mask",          "--fit",
                                           "--frame",         "--raw",
                                           "--paste-visible", "--heads",
                                           "--target",        "--norm-pix-display",
                                           "--precision",     "--decoder-heads"};
        const bool fixed = std::ranges::any_of(
            kFixed, [option](const char* name) { return option->check_name(name); });
        if (fixed || option->get_name().starts_with("--mask.")) {
            experiment->excludes(option);
        }
    }
}

} // namespace

void addReconstructCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<ReconstructOptions>();
    auto& request = options->request;
    auto* command = addCommand(
        program, "reconstruct",
        "Mask pictures and show what a model makes of them, with numbers over the hidden pixels "
        "and what a mean colour and two in-paintings reach on the same mask.",
        "  mae reconstruct photo.jpg --mask-ratio 0.9 --seed 3\n"
        "  mae reconstruct --sample                      a picture inside the program\n"
        "  mae reconstruct my-pictures --model my-run --json   the numbers only\n"
        "  mae reconstruct a.png b.png --view sheet --output out\n"
        "  mae reconstruct photo.jpg --view attention --attention decoder --from 20\n"
        "  mae reconstruct my-pictures --curve curve.csv --no-files\n");
    command->add_option("pictures", request.pictures, "Pictures, and folders with all below them")
        ->option_text("IMAGE|FOLDER ...");
    command->add_flag("--sample", request.sample, "Take the sample picture inside the program");
    addJsonOption(*command, request.json,
                  "Print a list of {image, width, height, hidden, visible, error, error_pixels, "
                  "psnr, ssim, baselines: {mean: {psnr, ssim}, inpaint_telea, inpaint_ns}, files, "
                  "milliseconds}; what is not finite is null");
    addModelOptions(*command, request.model);
    addMaskOptions(*command, *options);
    addDisplayOptions(*command, request.display);
    addViewOptions(*command, request, options->filesAsked);
    addOutputOptions(*command, *options);
    addAnimationOptions(*command, request);
    addDeviceOptions(*command, request.device);
    addPrecisionOption(*command, request.device.precision);
    command->get_option("--curve")->excludes(command->get_option("--mask"));
    excludeFromExperiments(*command);
    command->callback([options, &invocation] {
        invocation.action = [options, &interrupt = invocation.interrupt] {
            return runReconstruct(*options, interrupt);
        };
    });
}

} // namespace mae::cli
