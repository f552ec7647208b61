// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mae::cli {

using Json = nlohmann::ordered_json;

/// Thrown when whoever reads our results has gone away (`mae … | head`). Not a failure.
struct OutputClosed {};

/// Results: written whole to stdout before it returns.
/// @throws OutputClosed, or Error(Io) if stdout can't be written (full disk)
void writeOut(std::string_view text);
/// The one JSON document of a command. Bytes that are no UTF-8 are replaced.
void writeJson(const Json& json);
/// One line of JSON lines.
void writeJsonLine(const Json& json);

/// A line for people on stderr; clears a progress line first. Any thread; never throws.
void message(const std::string& text);
/// The same behind a word ("error", "warning") that is coloured on a terminal.
void message(const char* word, const std::string& text);

/// A line on stderr that replaces itself. Shows nothing if stderr is no terminal.
class ProgressLine {
public:
    ProgressLine() = default;
    ~ProgressLine(); ///< clears the line
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    static bool visible();
    /// At most ten times a second; @p now shows it regardless.
    void show(const std::string& text, bool now = false);
    /// A bar with a count: "Reading  [####    ]  40/100".
    void show(const char* what, std::int64_t done, std::int64_t total);

private:
    bool due() const;

    std::chrono::steady_clock::time_point m_shown{};
};

/// Columns of text: the first is aligned left, the others right.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> header) : m_rows{std::move(header)} {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    std::string text() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

/// @throws Error(InvalidConfig) if the file to write is one of those that are read
/// @param option  that names it, for the message
void requireNotRead(const std::filesystem::path& output, const std::vector<std::string>& read,
                    const std::string& option = "--output");

/// "12,345"
std::string grouped(std::int64_t number);
/// "1:02:03", "0:42"
std::string duration(double seconds);
/// "63.4 %" of a share
std::string percentText(double share);
/// Control characters of a file's name replaced, so that it can't drive a terminal.
std::string printable(std::string_view name);

} // namespace mae::cli
