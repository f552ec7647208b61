// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_journal.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/train/steering.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kLargest = 64U << 20;

std::string textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Calls @p use(step, object) for every line that is an object with a step.
template <class Use> void forEachLine(const fs::path& path, Use&& use) {
    std::error_code code;
    if (!fs::exists(path, code)) {
        return;
    }
    const auto text = readText(path, kLargest);
    std::string_view rest = text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        const auto json = Json::parse(rest.substr(0, end), nullptr, /*allow_exceptions=*/false);
        if (json.is_object() && json.contains("step") && json["step"].is_number_integer()
            && json["step"].get<std::int64_t>() >= 0) {
            use(json["step"].get<std::int64_t>(), json);
        }
        rest.remove_prefix(end + 1);
    }
}

Json jsonOf(const RunNotice& notice) {
    Json json{{"step", notice.step}, {"kind", notice.kind}, {"what", notice.text}};
    if (!notice.tensor.empty()) {
        json["tensor"] = notice.tensor;
    }
    return json;
}

Json jsonOf(const RunChanged& change) {
    return {{"step", change.step}, {"path", change.path}, {"value", change.value}};
}

template <class T> std::string linesOf(const std::vector<T>& entries) {
    std::string text;
    for (const auto& entry : entries) {
        text += jsonOf(entry).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    return text;
}

} // namespace

std::vector<RunNotice> readNotices(const fs::path& run) {
    std::vector<RunNotice> notices;
    forEachLine(run / "events.jsonl", [&](std::int64_t step, const Json& json) {
        notices.push_back(
            {step, textAt(json, "kind"), textAt(json, "what"), textAt(json, "tensor")});
    });
    std::ranges::stable_sort(notices, {}, &RunNotice::step);
    return notices;
}

std::vector<RunChanged> readChanges(const fs::path& run) {
    std::vector<RunChanged> changes;
    forEachLine(run / "changes.jsonl", [&](std::int64_t step, const Json& json) {
        changes.push_back({step, textAt(json, "path"), textAt(json, "value")});
    });
    std::ranges::stable_sort(changes, {}, &RunChanged::step);
    return changes;
}

RunJournal::RunJournal(fs::path run, std::int64_t notices)
    : m_run(std::move(run)), m_notices(readNotices(m_run)), m_changes(readChanges(m_run)) {
    m_noticesWaiting = std::ssize(m_notices) > notices;
    if (m_noticesWaiting) {
        m_notices.resize(static_cast<std::size_t>(notices));
    }
    write();
}

void RunJournal::add(RunNotice notice) {
    m_notices.push_back(std::move(notice));
    m_noticesWaiting = true;
    write();
}

void RunJournal::add(RunChanged change) {
    std::erase_if(m_changes, [&](const RunChanged& other) {
        return other.step > change.step && isSameSetting(other.path, change.path);
    });
    const auto later = std::ranges::upper_bound(m_changes, change.step, {}, &RunChanged::step);
    m_changes.insert(later, std::move(change));
    m_changesWaiting = true;
    write();
}

void RunJournal::moveTo(fs::path run) {
    m_run = std::move(run);
    m_noticesWaiting = !m_notices.empty();
    m_changesWaiting = !m_changes.empty();
    write();
}

void RunJournal::write() {
    try {
        if (m_noticesWaiting) {
            writeFileAtomically(m_run / "events.jsonl", linesOf(m_notices));
            m_noticesWaiting = false;
        }
        if (m_changesWaiting) {
            writeFileAtomically(m_run / "changes.jsonl", linesOf(m_changes));
            m_changesWaiting = false;
        }
        m_told = false;
    } catch (const Error& error) {
        if (!std::exchange(m_told, true)) {
            log(LogLevel::Warning, "Training goes on; what happened to it could not be noted: "
                                       + std::string(error.what()));
        }
    }
}

} // namespace mae
