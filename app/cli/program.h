// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace mae::cli {

class Interrupt;

/// The program `mae`: reads the options, runs the command, and turns whatever is thrown into a
/// sentence on stderr and an exit code (0 done, 1 failed, 2 wrong usage, 130 interrupted).
/// @param arguments  without the program's name
int runProgram(std::vector<std::string> arguments, Interrupt& interrupt);

} // namespace mae::cli
