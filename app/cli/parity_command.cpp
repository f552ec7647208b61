// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/train/parity.h"

#include <CLI/App.hpp>

#include <memory>

namespace mae::cli {
namespace {

template <class Request>
void addCommonOptions(CLI::App& command, Request& request, const std::string& input,
                      const std::string& output) {
    command.add_option("--model", request.model, "A model file or folder, or the word bundled")
        ->required()
        ->option_text("FILE")
        ->group("Model");
    addModelOverrides(command, request.overrides);
    command.add_option("--input", request.input, input)->required()->option_text("FILE");
    command.add_option("--output", request.output, output)->required()->option_text("FILE");
}

void addForward(CLI::App& parity, Invocation& invocation) {
    auto request = std::make_shared<ParityForward>();
    auto* command = addCommand(
        parity, "forward",
        "Compute a forward pass (and gradients) of given pictures under given noise, in float32.",
        "  mae parity forward --model model.safetensors --input in.safetensors \\\n"
        "      --output out.safetensors --mask-ratio 0.75 --gradients\n");
    addCommonOptions(*command, *request,
                     "A safetensors file with imgs [B, C, H, W] (normalised, float32) and noise "
                     "[B, N]",
                     "Gets latent [B, V+1, D], pred [B, N, P*P*C], mask [B, N] (1: hidden), "
                     "ids_restore [B, N], loss [], patch_loss [B, N], and grad.NAME");
    command->add_option("--mask-ratio", request->maskRatio, "Share of patches that is hidden")
        ->check(between(0, 1, false))
        ->option_text("R [0.75]");
    command->add_flag("--norm-pix,--norm-pix-loss", request->normPix,
                      "The target is pixels normalised within each patch");
    command->add_flag("--gradients", request->gradients, "Write the gradient of each parameter");
    command
        ->add_option_function<std::string>(
            "--decoder-positions",
            [request](const std::string& id) {
                request->decoderPositions = fromId<DecoderPositions>(id);
            },
            "For pictures of another size than the model's: how the decoder's table of positions "
            "is resampled. 2d: on the grid of patches, as the encoder's. 1d: along the number of "
            "the patch, which is what Hugging Face does with its decoder (and only there); take "
            "it to compare with Hugging Face, not to look at pictures")
        ->check(oneOf(idsOf<DecoderPositions>()))
        ->option_text("2d|1d [2d]");
    command->callback([request, &invocation] {
        invocation.action = [request] {
            requireNotRead(request->output, {request->model, request->input.string()});
            parityForward(*request);
            message("Wrote " + printable(request->output.string()) + ".");
            return kDone;
        };
    });
}

void addTraining(CLI::App& parity, Invocation& invocation) {
    auto request = std::make_shared<ParityTraining>();
    auto* command =
        addCommand(parity, "training", "Train on given batches under given noise, in float32.",
                   "  mae parity training --model model.safetensors --input in.safetensors \\\n"
                   "      --config config.json --output out.safetensors\n");
    addCommonOptions(*command, *request,
                     "A safetensors file with imgs [S, B, C, H, W] and noise [S, B, N]",
                     "Gets loss [S], lr [S] and the final weights");
    command
        ->add_option("--config", request->config,
                     "JSON {base_lr, min_lr, warmup_epochs, epochs, steps_per_epoch, "
                     "weight_decay, betas, mask_ratio, norm_pix, accumulate, clip}")
        ->required()
        ->option_text("FILE");
    command->callback([request, &invocation] {
        invocation.action = [request] {
            requireNotRead(request->output,
                           {request->model, request->input.string(), request->config.string()});
            parityTraining(*request);
            message("Wrote " + printable(request->output.string()) + ".");
            return kDone;
        };
    });
}

} // namespace

void addParityCommand(CLI::App& program, Invocation& invocation) {
    auto* command = addCommand(
        program, "parity",
        "Compute what another implementation computed, for a comparison tensor by tensor.",
        "  mae parity forward --help\n  mae parity training --help\n");
    command->require_subcommand(1);
    addForward(*command, invocation);
    addTraining(*command, invocation);
}

} // namespace mae::cli
