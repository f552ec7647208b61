// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include "app/cli/help_format.h"
#include "app/cli/invocation.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/device.h"
#include "core/base/error.h"
#include "core/base/version.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace mae::cli {
namespace {

constexpr const char* kDescription =
    "MAE Explorer on the command line: see, train and measure masked autoencoders.";

constexpr const char* kFooter =
    "Examples:\n"
    "  mae reconstruct photo.jpg                   what the bundled model makes of a picture\n"
    "  mae train --data my-pictures --preset tiny  train a small model\n"
    "  mae COMMAND --help                          all options, with examples\n"
    "\n"
    "Results go to stdout, messages and progress to stderr. Options take - and _ alike.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage or invalid setting, 130 interrupted.\n";

std::string versionText() {
    const auto machine = describeMachine();
    const auto orNone = [](const std::string& text) { return text.empty() ? "none" : text; };
    return std::string("mae ") + programVersion() + "\nLibTorch:       " + machine.torch
           + "\nOpenCV:         " + machine.openCv + "\nCPU:            " + machine.cpu
           + "\nCPU capability: " + machine.capability + "\nThreads:        "
           + std::to_string(machine.threads) + "\nGPU:            " + orNone(machine.gpu) + "\n";
}

void addCommands(CLI::App& program, Invocation& invocation) {
    addReconstructCommand(program, invocation);
    addTrainCommand(program, invocation);
    addResumeCommand(program, invocation);
    addRunsCommand(program, invocation);
    addDataCommand(program, invocation);
    addFeaturesCommand(program, invocation);
    addInspectCommand(program, invocation);
    addConvertCommand(program, invocation);
    addParityCommand(program, invocation);
    addBenchCommand(program, invocation);
}

int wrongUsage(const std::string& sentence, const std::string& command) {
    message("error", sentence);
    message("Try: mae" + (command.empty() ? "" : " " + command) + " --help");
    return kWrongUsage;
}

std::vector<std::string> commandNames(const CLI::App& program) {
    std::vector<std::string> names;
    for (const auto* command : program.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
    }
    return names;
}

int unknownCommand(const CLI::App& program, const std::string& word) {
    const auto names = commandNames(program);
    std::string text = "There is no command '" + printable(word) + "'.";
    std::error_code ignored;
    if (const auto near = didYouMean(word, names); !near.empty()) {
        text += " Did you mean " + near + "?";
    } else if (std::filesystem::exists(word, ignored)) {
        text += " Did you mean: mae reconstruct " + printable(word) + "?";
    } else {
        text += " Commands:";
        for (const auto& name : names) {
            text += " " + name;
        }
        text += ".";
    }
    return wrongUsage(text, "");
}

/// The command that was chosen, innermost: `runs diff`.
const CLI::App& chosenCommand(const CLI::App& program) {
    const auto* command = &program;
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().back();
    }
    return *command;
}

std::string pathOf(const CLI::App& command) {
    const auto* parent = command.get_parent();
    if (parent == nullptr) {
        return "";
    }
    const auto above = pathOf(*parent);
    return above.empty() ? command.get_name() : above + " " + command.get_name();
}

/// What is wrong with an argument that no option took.
std::string unexpected(const CLI::App& command, const std::string& argument) {
    if (!argument.starts_with("-")) {
        return "There is one argument too many: '" + printable(argument) + "'.";
    }
    std::vector<std::string> known;
    for (const auto* option : command.get_options()) {
        for (const auto& name : option->get_lnames()) {
            known.push_back("--" + name);
        }
    }
    const auto name = argument.substr(0, argument.find('='));
    const auto near = didYouMean(name, known);
    return "There is no option " + printable(name) + "."
           + (near.empty() ? "" : " Did you mean " + near + "?");
}

/// CLI11's "--fit: must be …" as a sentence.
std::string sentenceOf(const CLI::ParseError& error) {
    std::string text = error.what();
    if (const auto colon = text.find(": must be "); colon != std::string::npos) {
        text.erase(colon, 1);
    }
    return text.ends_with(".") ? text : text + ".";
}

int wrongOption(const CLI::App& program, const CLI::ParseError& error) {
    const auto& command = chosenCommand(program);
    const auto left = program.remaining(true);
    const auto unknown = std::ranges::find_if(
        left, [](const std::string& text) { return text.starts_with("-") && text != "--"; });
    std::string text = sentenceOf(error);
    if (unknown != left.end()) {
        text = unexpected(command, *unknown);
    } else if (!left.empty() && dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        text = unexpected(command, left.front());
    }
    return wrongUsage(text, pathOf(command));
}

int read(CLI::App& program, std::vector<std::string> arguments) {
    std::ranges::reverse(arguments); // CLI11 takes them from the back
    try {
        program.parse(std::move(arguments));
        return kDone;
    } catch (const CLI::CallForHelp&) {
        writeOut(program.help());
        return kDone;
    } catch (const CLI::ParseError& error) {
        return wrongOption(program, error);
    }
}

int runParsed(CLI::App& program, Invocation& invocation, std::vector<std::string> arguments) {
    if (arguments.empty()) {
        message(program.help());
        return kWrongUsage;
    }
    if (arguments.front() == "--version") {
        writeOut(versionText());
        return kDone;
    }
    if (arguments.front() == "help") { // mae help train
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
    }
    if (!arguments.front().starts_with("-")) {
        const auto names = commandNames(program);
        if (std::ranges::find(names, arguments.front()) == names.end()) {
            return unknownCommand(program, arguments.front());
        }
    }
    const int code = read(program, std::move(arguments));
    return code == kDone && invocation.action ? invocation.action() : code;
}

} // namespace

int runProgram(std::vector<std::string> arguments, Interrupt& interrupt) {
    CLI::App program(kDescription, "mae");
    program.footer(kFooter);
    program.set_help_flag("-h,--help", "Show this help");
    bool version = false; // answered before CLI11 looks; here for --help
    program.add_flag("--version", version,
                     "Show the versions of program and libraries, CPU, threads, GPU");
    program.require_subcommand(1);
    program.formatter(std::make_shared<HelpFormat>());
    Invocation invocation{interrupt};
    addCommands(program, invocation);
    try {
        return runParsed(program, invocation, normalisedArguments(std::move(arguments)));
    } catch (const OutputClosed&) {
        return kDone; // whoever asked has seen enough
    } catch (...) {
        const auto error = currentError();
        message("error", error.what());
        return error.kind() == ErrorKind::InvalidConfig ? kWrongUsage : kFailed;
    }
}

} // namespace mae::cli
