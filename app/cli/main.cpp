// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/program.h"
#include "core/base/log.h"

#include <string>
#include <vector>

int main(int argc, char** argv) {
    mae::cli::Interrupt interrupt; // first: threads inherit the blocked signals
    mae::setLogSink([](mae::LogLevel level, const std::string& text) {
        if (level == mae::LogLevel::Warning) {
            mae::cli::message("warning", text);
        } else {
            mae::cli::message(text);
        }
    });
    return mae::cli::runProgram({argv + 1, argv + argc}, interrupt);
}
