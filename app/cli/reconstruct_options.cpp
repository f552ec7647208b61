// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconstruct_options.h"

#include "core/base/number.h"

#include <array>
#include <optional>
#include <string_view>

namespace mae::cli {
namespace {

constexpr int kMostPatches = 1 << 30; ///< numbers of patches; whether there is one, a picture says

/// "ACROSS,DOWN,SIZE"; empty if it is not.
std::optional<CropFrame> frameFrom(std::string_view text) {
    std::array<double, 3> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto comma = text.find(',');
        const auto value = toDouble(text.substr(0, comma));
        if (!value || *value < 0 || *value > 1 || (comma == std::string_view::npos) != (i == 2)) {
            return std::nullopt;
        }
        values[i] = *value;
        text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
    }
    if (values[2] < CropFrame::kSmallest) {
        return std::nullopt;
    }
    return CropFrame{.across = values[0], .down = values[1], .size = values[2]};
}

CLI::Validator frame() {
    return CLI::Validator(
        [](std::string& text) {
            return frameFrom(text)
                       ? std::string()
                       : "must be three numbers with commas between them: the place "
                         "across and down from 0 to 1, and the size from "
                             + toText(CropFrame::kSmallest) + " to 1, not '" + text + "'.";
        },
        "");
}

/// A whole number from @p min, or a word.
CLI::Validator numberOr(const char* word, int min) {
    return CLI::Validator(
        [word, min](std::string& text) {
            const auto value = toInteger(text);
            const bool good = text == word || (value && *value >= min && *value <= kMostPatches);
            return good ? std::string()
                        : std::string("must be ") + word + " or a whole number from "
                              + std::to_string(min) + ", not '" + text + "'.";
        },
        "");
}

/// @p text has been checked by numberOr().
int numberFrom(const std::string& text, int ofWord) {
    return static_cast<int>(toInteger(text).value_or(ofWord));
}

void addAttentionOptions(CLI::App& command, AttentionRequest& attention, const std::string& group) {
    command
        .add_option_function<std::string>(
            "--attention",
            [&attention](const std::string& id) { attention.part = fromId<AttentionPart>(id); },
            "Of --view attention: where the tokens of the encoder look (it sees visible patches "
            "only), or those of the decoder")
        ->check(oneOf(idsOf<AttentionPart>()))
        ->option_text("encoder|decoder [encoder]")
        ->group(group);
    command
        .add_option_function<std::string>(
            "--block",
            [&attention](const std::string& text) { attention.block = numberFrom(text, 0); },
            "In which block, or over all of them")
        ->check(numberOr("rollout", 1))
        ->option_text("N|rollout [rollout]")
        ->group(group);
    command
        .add_option_function<std::string>(
            "--head",
            [&attention](const std::string& text) { attention.head = numberFrom(text, 0); },
            "Of which head of the block")
        ->check(numberOr("mean", 1))
        ->option_text("N|mean [mean]")
        ->group(group);
    command
        .add_option_function<std::string>(
            "--from",
            [&attention](const std::string& text) { attention.patch = numberFrom(text, -1); },
            "Of which token: the class token or a patch, counted row by row from 0")
        ->check(numberOr("class", 0))
        ->option_text("class|PATCH [class]")
        ->group(group);
}

} // namespace

void addDisplayOptions(CLI::App& command, DisplayOptions& display) {
    const std::string group = "Display";
    command
        .add_option_function<std::string>(
            "--fit", [&display](const std::string& id) { display.fit = fromId<Fit>(id); },
            "How a picture meets the model's square: a square of it, all of it stretched, its own "
            "size in one pass, or its own size in squares one by one")
        ->check(oneOf(idsOf<Fit>()))
        ->option_text("crop|stretch|native|tiled [crop]")
        ->group(group);
    command
        .add_option_function<std::string>(
            "--frame",
            [&display](const std::string& text) {
                display.frame = frameFrom(text).value_or(CropFrame{});
            },
            "The square of --fit crop: its place in the free room from 0 (left, top) to 1, and its "
            "side as a share of the picture's shorter side")
        ->check(frame())
        ->option_text("ACROSS,DOWN,SIZE [0.5,0.5,1]")
        ->group(group);
    auto* paste = command.add_flag_function(
        "--paste-visible", [&display](std::int64_t) { display.pasteVisible = true; },
        "Show the true pixels where patches were visible (default)");
    paste->group(group);
    command
        .add_flag_function(
            "--raw", [&display](std::int64_t) { display.pasteVisible = false; },
            "Show what the model predicts everywhere")
        ->excludes(paste)
        ->group(group);
    command
        .add_option_function<std::string>(
            "--norm-pix-display",
            [&display](const std::string& id) { display.normPix = fromId<NormPixDisplay>(id); },
            "Mean and contrast for models of normalised pixels: of visible neighbours, the true "
            "ones (gives them away), or none")
        ->check(oneOf(idsOf<NormPixDisplay>()))
        ->option_text("neighbours|true|raw [neighbours]")
        ->group(group);
}

void addViewOptions(CLI::App& command, ReconstructRequest& request, bool& filesAsked) {
    const std::string group = "Views";
    const auto alsoAsk = [&filesAsked](CLI::Option* option) {
        return option->each([&filesAsked](const std::string&) { filesAsked = true; });
    };
    alsoAsk(command.add_option_function<std::string>(
                "--view", [&request](const std::string& id) { request.view = fromId<View>(id); },
                "triptych: masked, reconstruction, original (NAME-mae.png); sheet: all in one "
                "picture (mae-sheet.png); strip: nine ratios (NAME-strip.png); strategies: each "
                "strategy (NAME-strategies.png); parts: three files; error: the error per pixel "
                "and per patch in one scale (NAME-error.png); attention: where one token looks "
                "(NAME-attention.png)"))
        ->check(oneOf(idsOf<View>()))
        ->option_text("triptych|sheet|strip|strategies|parts|error|attention [triptych]")
        ->group(group);
    addAttentionOptions(command, request.attention, group);
    alsoAsk(command.add_option("--whole-picture", request.wholePicture,
                               "Also predict every patch by K complementary masks (NAME-whole.png: "
                               "original, prediction, disagreement)"))
        ->check(between(2, 4096, true))
        ->option_text("K")
        ->group(group);
    alsoAsk(command.add_option("--leave-out", request.leaveOut,
                               "Also hide one visible patch more and show what it told the model "
                               "(NAME-without-PATCH.png: with it, without it, change)"))
        ->check(between(0, kMostPatches, true))
        ->option_text("PATCH")
        ->group(group);
    alsoAsk(command.add_option("--scale", request.scale,
                               "Every pixel of the files as a square of N pixels"))
        ->check(between(1, 4, true))
        ->option_text("N [1]")
        ->group(group);
    command
        .add_option("--curve", request.curveFile,
                    "Also reconstruct at 5 to 95 % hidden, in steps of 5, and write the numbers as "
                    "CSV, averages over the pictures included")
        ->option_text("FILE.csv")
        ->group(group);
}

} // namespace mae::cli
