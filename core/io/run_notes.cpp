// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/run_notes.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <system_error>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uint64_t kLargestLog = 64u << 20;
constexpr std::uint64_t kLargestNotes = 1u << 20;
constexpr auto kReplace = Json::error_handler_t::replace; // of text that is no UTF-8

Json parsed(std::string_view text) {
    return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

/// Text of a member: strings as they are, numbers and the like as JSON; empty: none.
std::string textOf(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
        return {};
    }
    return found->is_string() ? found->get<std::string>() : found->dump(-1, ' ', false, kReplace);
}

/// Calls @p use with the step and the object of each whole line of a file that has a step.
template <class Use> void forEachLine(const fs::path& path, Use&& use) {
    std::error_code code;
    if (!fs::exists(path, code)) {
        return;
    }
    const auto text = readText(path, kLargestLog);
    std::string_view rest = text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        const auto json = parsed(rest.substr(0, end));
        rest.remove_prefix(end + 1);
        const auto step = json.is_object() ? json.find("step") : json.end();
        if (json.is_object() && step != json.end() && step->is_number_integer()) {
            use(step->get<std::int64_t>(), json);
        }
    } // what has no line's end is being written, or was when the power went
}

} // namespace

std::vector<RunChange> readChanges(const fs::path& run) {
    std::vector<RunChange> changes;
    forEachLine(run / "changes.jsonl", [&changes](std::int64_t step, const Json& line) {
        auto path = textOf(line, "path");
        if (!path.empty()) {
            changes.push_back({step, std::move(path), textOf(line, "value")});
        }
    });
    return changes;
}

std::vector<RunNotice> readNotices(const fs::path& run) {
    std::vector<RunNotice> notices;
    forEachLine(run / "events.jsonl", [&notices](std::int64_t step, const Json& line) {
        auto kind = textOf(line, "kind");
        auto what = textOf(line, "what");
        if (!kind.empty() || !what.empty()) {
            notices.push_back({step, std::move(kind), std::move(what)});
        }
    });
    return notices;
}

ReferenceLosses readReferenceLosses(const fs::path& run) {
    ReferenceLosses losses;
    Json json;
    try {
        json = parsed(readText(run / "config.json"));
    } catch (const Error&) {
        return losses;
    }
    for (const char* key : {"run", "reference_losses"}) {
        const auto found = json.is_object() ? json.find(key) : json.end();
        if (!json.is_object() || found == json.end()) {
            return losses;
        }
        json = Json(*found);
    }
    const auto number = [&json](const char* key) -> std::optional<double> {
        const auto found = json.is_object() ? json.find(key) : json.end();
        if (!json.is_object() || found == json.end() || !found->is_number()) {
            return {};
        }
        const auto value = found->get<double>();
        return std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
    };
    return {.meanColour = number("mean_colour"), .neighbours = number("neighbours")};
}

RunNotes readNotes(const fs::path& run) {
    const auto path = run / "notes.json";
    std::error_code code;
    if (!fs::exists(path, code)) {
        return {};
    }
    RunNotes notes;
    try {
        const auto json = parsed(readText(path, kLargestNotes));
        if (!json.is_object()) {
            return {};
        }
        const auto text = json.find("text");
        if (text != json.end() && text->is_string()) {
            notes.text = text->get<std::string>();
        }
        const auto tags = json.find("tags");
        if (tags != json.end() && tags->is_array()) {
            for (const auto& tag : *tags) {
                if (tag.is_string() && !tag.get_ref<const std::string&>().empty()) {
                    notes.tags.push_back(tag.get<std::string>());
                }
            }
        }
    } catch (const Error&) {
        return {}; // too large, or not readable
    }
    return notes;
}

void writeNotes(const fs::path& run, const RunNotes& notes) {
    const auto path = run / "notes.json";
    if (notes == RunNotes{}) {
        std::error_code code;
        fs::remove(path, code);
        if (code) {
            throw Error(ErrorKind::Io,
                        "'" + path.string() + "' can't be removed: " + code.message());
        }
        return;
    }
    nlohmann::ordered_json json;
    json["tags"] = notes.tags;
    json["text"] = notes.text;
    writeFileAtomically(
        path, json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

std::vector<std::string> tagsFrom(const std::string& text) {
    std::vector<std::string> tags;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        auto tag = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        constexpr std::string_view kSpace = " \t\r\n";
        const auto first = tag.find_first_not_of(kSpace);
        if (first == std::string_view::npos) {
            continue;
        }
        tag = tag.substr(first, tag.find_last_not_of(kSpace) - first + 1);
        if (std::ranges::find(tags, tag) == tags.end()) {
            tags.emplace_back(tag);
        }
    }
    return tags;
}

} // namespace mae
