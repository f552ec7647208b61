// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/help_format.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <sstream>
#include <vector>

namespace mae::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kColumn = 36; ///< where descriptions begin

/// Words in lines, each but the first indented.
std::string wrapped(const std::string& text, std::size_t indent) {
    std::istringstream words(text);
    std::string result;
    std::size_t column = indent;
    for (std::string word; words >> word;) {
        if (column > indent && column + 1 + word.size() > kWidth) {
            result += "\n" + std::string(indent, ' ');
            column = indent;
        }
        result += (column > indent ? " " : "") + word;
        column += (column > indent ? 1 : 0) + word.size();
    }
    return result;
}

std::string entry(const std::string& name, const std::string& description) {
    std::string line = "  " + name;
    line += line.size() + 2 > kColumn ? "\n" + std::string(kColumn, ' ')
                                      : std::string(kColumn - line.size(), ' ');
    return line + wrapped(description, kColumn) + "\n";
}

std::string nameOf(const CLI::Option& option) {
    std::string text;
    for (const auto& name : option.get_snames()) {
        text += (text.empty() ? "-" : ", -") + name;
    }
    for (const auto& name : option.get_lnames()) {
        text += (text.empty() ? "--" : ", --") + name;
    }
    const auto& value = option.get_option_text();
    return text + (value.empty() ? "" : (text.empty() ? "" : " ") + value);
}

std::string usage(const CLI::App& app, const std::string& name) {
    std::string text = "Usage: " + name + " [options]";
    for (const auto* option : app.get_options()) {
        if (option->get_positional()) {
            const auto& value = option->get_option_text();
            text += option->get_required() ? " " + value : " [" + value + "]";
        }
    }
    if (!app.get_subcommands([](const CLI::App*) { return true; }).empty()) {
        text += app.get_require_subcommand_min() > 0 ? " COMMAND" : " [COMMAND]";
    }
    return text + "\n";
}

std::string options(const CLI::App& app) {
    std::vector<std::string> groups;
    for (const auto* option : app.get_options()) {
        const auto& group = option->get_group();
        if (!group.empty() && std::ranges::find(groups, group) == groups.end()) {
            groups.push_back(group);
        }
    }
    std::string text;
    for (const auto& group : groups) {
        text += "\n" + group + ":\n";
        for (const auto* option : app.get_options()) {
            if (option->get_group() == group) {
                text += entry(nameOf(*option), option->get_description());
            }
        }
    }
    return text;
}

std::string commands(const CLI::App& app) {
    const auto all = app.get_subcommands([](const CLI::App*) { return true; });
    std::string text = all.empty() ? "" : "\nCommands:\n";
    for (const auto* command : all) {
        const auto& description = command->get_description();
        text += entry(command->get_name(), description.substr(0, description.find(". ")));
    }
    return text;
}

} // namespace

std::string HelpFormat::make_help(const CLI::App* app, std::string /*name*/,
                                  CLI::AppFormatMode /*mode*/) const {
    std::string path = app->get_name();
    for (const auto* above = app->get_parent(); above != nullptr; above = above->get_parent()) {
        path.insert(0, above->get_name() + " ");
    }
    return usage(*app, path) + "\n" + wrapped(app->get_description(), 0) + "\n" + options(*app)
           + commands(*app) + "\n" + app->get_footer();
}

} // namespace mae::cli
