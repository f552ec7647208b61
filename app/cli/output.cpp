// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace mae::cli {
namespace {

std::mutex stderrMutex; // NOLINT: guards the two below
bool progressIsShown = false;

bool isTerminal(int descriptor) {
    const char* term = std::getenv("TERM"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return ::isatty(descriptor) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

bool colourIsWelcome() {
    const char* off = std::getenv("NO_COLOR"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return isTerminal(STDERR_FILENO) && (off == nullptr || *off == '\0');
}

void putError(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

/// Cut to the width of the terminal: a line that wraps could not be replaced. ASCII only.
std::string fitted(const std::string& text) {
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? text.substr(0, size.ws_col - 1u) : text;
}

std::string replaceBroken(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Characters, not bytes.
std::size_t lengthOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

void writeOut(std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(STDOUT_FILENO, text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EPIPE) {
            throw OutputClosed{};
        } else if (errno != EINTR) {
            throw Error(ErrorKind::Io, "The results could not be written to stdout: "
                                           + systemMessage(errno) + ".");
        }
    }
}

void writeJson(const Json& json) { writeOut(replaceBroken(json, 2)); }

void writeJsonLine(const Json& json) { writeOut(replaceBroken(json, -1)); }

void message(const std::string& text) {
    const std::scoped_lock lock(stderrMutex);
    putError((progressIsShown ? "\r\033[K" : "") + text + "\n");
    progressIsShown = false;
}

void message(const char* word, const std::string& text) {
    const bool colour = colourIsWelcome();
    message((colour ? "\033[1;31m" : "") + std::string(word) + ":" + (colour ? "\033[0m " : " ")
            + text);
}

ProgressLine::~ProgressLine() {
    const std::scoped_lock lock(stderrMutex);
    if (progressIsShown) {
        putError("\r\033[K");
        progressIsShown = false;
    }
}

bool ProgressLine::visible() {
    static const bool isVisible = isTerminal(STDERR_FILENO);
    return isVisible;
}

bool ProgressLine::due() const {
    return std::chrono::steady_clock::now() - m_shown >= std::chrono::milliseconds(100);
}

void ProgressLine::show(const std::string& text, bool now) {
    if (!visible() || !(now || due())) {
        return;
    }
    m_shown = std::chrono::steady_clock::now();
    const std::scoped_lock lock(stderrMutex);
    putError("\r" + fitted(text) + "\033[K");
    progressIsShown = true;
}

void ProgressLine::show(const char* what, std::int64_t done, std::int64_t total) {
    if (!visible() || !(done >= total || due())) {
        return;
    }
    constexpr std::int64_t kWidth = 24;
    const auto filled =
        static_cast<std::size_t>(kWidth * std::min(done, total) / std::max<std::int64_t>(total, 1));
    show(std::string(what) + "  [" + std::string(filled, '#') + std::string(kWidth - filled, ' ')
             + "]  " + grouped(done) + "/" + grouped(total),
         true);
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], lengthOf(row[i]));
        }
    }
    std::string text;
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - lengthOf(row[i]), ' ');
            line += (i == 0 ? row[i] + padding : "  " + padding + row[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

void requireNotRead(const std::filesystem::path& output, const std::vector<std::string>& read,
                    const std::string& option) {
    for (const auto& file : read) {
        std::error_code ignored; // of what is not there: that is told when it is read
        if (std::filesystem::equivalent(output, file, ignored)) {
            throw Error(ErrorKind::InvalidConfig, option + " names '" + printable(file)
                                                      + "', which is read. Name another file.");
        }
    }
}

std::string grouped(std::int64_t number) {
    const auto plain = std::to_string(number);
    std::string digits;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const auto left = plain.size() - i;
        if (left % 3 == 0 && !digits.empty() && digits != "-") {
            digits += ',';
        }
        digits += plain[i];
    }
    return digits;
}

std::string percentText(double share) { return toText(100 * share, 1) + " %"; }

std::string duration(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e9) {
        return "?";
    }
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const auto hours = whole / 3600;
    const auto minutes = whole / 60 % 60;
    return (hours > 0 ? std::to_string(hours) + ":" + two(minutes) : std::to_string(minutes)) + ":"
           + two(whole % 60);
}

std::string printable(std::string_view name) {
    std::string text(name);
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '?');
    return text;
}

} // namespace mae::cli
