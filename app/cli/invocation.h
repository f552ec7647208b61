// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace mae::cli {

class Interrupt;

/// Exit codes of the program, as interfaces.md fixes them.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kInterrupted = 130;

/// One call of the program. Reading the options sets the action; main() then runs it.
struct Invocation {
    Interrupt& interrupt;
    std::function<int()> action{}; ///< gives the exit code; may throw
};

// Each adds one command with its options and examples.
void addReconstructCommand(CLI::App& program, Invocation& invocation);
void addTrainCommand(CLI::App& program, Invocation& invocation);
void addResumeCommand(CLI::App& program, Invocation& invocation);
void addRunsCommand(CLI::App& program, Invocation& invocation);
void addDataCommand(CLI::App& program, Invocation& invocation);
void addFeaturesCommand(CLI::App& program, Invocation& invocation);
void addInspectCommand(CLI::App& program, Invocation& invocation);
void addConvertCommand(CLI::App& program, Invocation& invocation);
void addParityCommand(CLI::App& program, Invocation& invocation);
void addBenchCommand(CLI::App& program, Invocation& invocation);

} // namespace mae::cli
