// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include "core/base/number.h"

#include <algorithm>
#include <numeric>

namespace mae::cli {
namespace {

/// Edits that turn one word into another (Levenshtein).
std::size_t distanceOf(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            const auto same = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({same, above + 1, row[j - 1] + 1});
            diagonal = above;
        }
    }
    return row[b.size()];
}

CLI::Validator deviceName() {
    return CLI::Validator(
        [](std::string& text) {
            const bool numbered = text.starts_with("cuda:") && toUnsigned(text.substr(5));
            return text == "auto" || text == "cpu" || text == "cuda" || numbered
                       ? std::string()
                       : "must be auto, cpu, cuda or cuda:N, not '" + text + "'.";
        },
        "");
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

} // namespace

CLI::App* addCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples) {
    auto* command = parent.add_subcommand(name, description);
    command->footer("Examples:\n" + examples);
    return command;
}

CLI::Validator between(double min, double max, bool whole) {
    const std::string wanted = std::string("must be a ") + (whole ? "whole number" : "number")
                               + " from " + toText(min) + " to " + toText(max);
    return CLI::Validator(
        [min, max, whole, wanted](std::string& text) {
            const auto value = toDouble(text);
            const bool good =
                value && *value >= min && *value <= max && (!whole || toInteger(text).has_value());
            return good ? std::string() : wanted + ", not '" + text + "'.";
        },
        "");
}

CLI::Validator oneOf(std::vector<std::string> words) {
    const auto list = joined(words);
    return CLI::Validator(
        [words = std::move(words), list](std::string& text) {
            return std::ranges::find(words, text) != words.end()
                       ? std::string()
                       : "must be one of " + list + ", not '" + text + "'.";
        },
        "");
}

void addModelOptions(CLI::App& command, ModelOptions& options) {
    command
        .add_option("--model", options.path,
                    "A model file, a folder (Hugging Face or a run), or the word bundled")
        ->option_text("FILE|FOLDER|bundled")
        ->group("Model");
    addModelOverrides(command, options.overrides);
}

void addModelOverrides(CLI::App& command, ModelOverrides& overrides) {
    const auto heads = between(1, 128, true);
    command
        .add_option("--heads", overrides.heads,
                    "Attention heads of the encoder, for files that do not say")
        ->check(heads)
        ->option_text("N")
        ->group("Model");
    command
        .add_option("--decoder-heads", overrides.decoderHeads,
                    "Attention heads of the decoder, for files that do not say")
        ->check(heads)
        ->option_text("N")
        ->group("Model");
    command
        .add_option("--target", overrides.target,
                    "What the model predicts, for files that do not say")
        ->check(oneOf(idsOf<Target>()))
        ->option_text("pixels|normalised")
        ->group("Model");
    command
        .add_option_function<std::string>(
            "--weights",
            [&overrides](const std::string& text) { overrides.average = text == "average"; },
            "Which weights of a run that averages them (train.ema)")
        ->check(oneOf({"average", "last"}))
        ->option_text("average|last [average]")
        ->group("Model");
}

void addDeviceOptions(CLI::App& command, DeviceOptions& options) {
    command
        .add_option("--device", options.device, "What to compute on; auto takes a GPU if it works")
        ->check(deviceName())
        ->option_text("auto|cpu|cuda[:N]")
        ->group("Machine");
    addThreadsOption(command, options.threads);
    command
        .add_flag("--deterministic", options.deterministic,
                  "Only deterministic kernels (matters on a GPU; the CPU always is)")
        ->group("Machine");
}

void addThreadsOption(CLI::App& command, int& threads) {
    command.add_option("--threads", threads, "Threads of the CPU (default: as many as cores)")
        ->check(between(1, 1024, true))
        ->option_text("N")
        ->group("Machine");
}

void addPrecisionOption(CLI::App& command, Precision& precision) {
    command
        .add_option_function<std::string>(
            "--precision",
            [&precision](const std::string& id) { precision = fromId<Precision>(id); },
            "Arithmetic; auto measures which is faster here (default: float32, so that the "
            "numbers are the same everywhere)")
        ->check(oneOf(idsOf<Precision>()))
        ->option_text("auto|float32|bfloat16")
        ->group("Machine");
}

void addJsonOption(CLI::App& command, bool& json, const std::string& what) {
    command.add_flag("--json", json, what);
}

std::vector<std::string> normalisedArguments(std::vector<std::string> arguments) {
    for (auto& argument : arguments) {
        if (argument == "--") {
            break;
        }
        if (argument.size() < 4 || !argument.starts_with("--")) {
            continue;
        }
        const auto end =
            argument.begin()
            + static_cast<std::ptrdiff_t>(std::min(argument.find('='), argument.size()));
        const bool setting = std::find(argument.begin(), end, '.') != end;
        std::replace(argument.begin() + 2, end, setting ? '-' : '_', setting ? '_' : '-');
    }
    return arguments;
}

std::string didYouMean(const std::string& word, const std::vector<std::string>& known) {
    std::string best;
    auto least = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const auto& candidate : known) {
        const auto distance = distanceOf(word, candidate);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

} // namespace mae::cli
