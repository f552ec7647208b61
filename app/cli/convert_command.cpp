// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/error.h"
#include "core/io/convert_model.h"

#include <CLI/App.hpp>

#include <filesystem>
#include <memory>

namespace mae::cli {
namespace {

struct ConvertOptions {
    ConvertRequest request{};
    std::string output{};
    std::string format = idOf(ModelFormat::Mae);
    std::string type = idOf(WeightType::Float32);
    bool force = false;
};

int runConvert(ConvertOptions options) {
    std::error_code ignored;
    if (!options.force && std::filesystem::exists(options.output, ignored)) {
        throw Error(ErrorKind::InvalidConfig,
                    "'" + printable(options.output)
                        + "' exists. Name another file, or give --force.");
    }
    options.request.output = options.output;
    options.request.format = fromId<ModelFormat>(options.format);
    options.request.type = fromId<WeightType>(options.type);
    const auto values = convertModel(options.request);
    message("Wrote " + printable(options.output) + " ("
            + (options.format == "timm" ? "the encoder" : grouped(values) + " parameters") + " in "
            + options.type + ", without optimizer).");
    return kDone;
}

} // namespace

void addConvertCommand(CLI::App& program, Invocation& invocation) {
    auto options = std::make_shared<ConvertOptions>();
    auto* command =
        addCommand(program, "convert",
                   "Write the weights of a model, of a Hugging Face folder or of a run's newest "
                   "checkpoint as a file of this or of another program, without the optimizer.",
                   "  mae convert my-run model.safetensors --dtype float16\n"
                   "  mae convert huggingface-folder model.safetensors\n"
                   "  mae convert my-run model.pth --to official\n");
    command
        ->add_option("input", options->request.input, "A model file or folder, or the word bundled")
        ->required()
        ->option_text("IN");
    command
        ->add_option("output", options->output,
                     "The file to write; with --to huggingface the folder")
        ->required()
        ->option_text("OUT");
    command
        ->add_option(
            "--to", options->format,
            "mae: our own safetensors file; official: a .pth of the published script, or a "
            ".safetensors by its name; huggingface: a folder; timm: the encoder")
        ->check(oneOf({"mae", "official", "huggingface", "timm"}))
        ->option_text("mae|official|huggingface|timm [mae]");
    command->add_option("--dtype", options->type, "Type of the weights in the file")
        ->check(oneOf({"float32", "float16", "bfloat16"}))
        ->option_text("float32|float16|bfloat16 [float32]");
    command
        ->add_option("--trained-on", options->request.trainedOn,
                     "What the card says it was trained on")
        ->option_text("TEXT");
    command
        ->add_option("--licence", options->request.licence, "What the card says about its licence")
        ->option_text("TEXT");
    command->add_flag("--force", options->force, "Replace a file that exists");
    addModelOverrides(*command, options->request.overrides);
    command->callback(
        [options, &invocation] { invocation.action = [options] { return runConvert(*options); }; });
}

} // namespace mae::cli
