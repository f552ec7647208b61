// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/Formatter.hpp>

#include <string>

namespace mae::cli {

/// The layout of --help: usage, what it does, options by group, commands, examples; no line that
/// can be broken is longer than 100 characters.
class HelpFormat : public CLI::Formatter {
public:
    std::string make_help(const CLI::App* app, std::string name, // NOLINT: CLI11's name
                          CLI::AppFormatMode mode) const override;
};

} // namespace mae::cli
