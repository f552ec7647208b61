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

constexpr std::uint64_t kLargestNotes = 1u << 20;
constexpr auto kReplace = Json::error_handler_t::replace; // of text that is no UTF-8

Json parsed(std::string_view text) {
    return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

} // namespace

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
