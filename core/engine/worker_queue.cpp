// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the engine's worker that starts runs, one after another.
#include "core/base/files.h"
#include "core/base/overloaded.h"
#include "core/config/validate.h"
#include "core/engine/worker.h"
#include "core/io/run_folder.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace mae {
namespace {

namespace fs = std::filesystem;

/// What a run is called if nobody gave it a name: after its pictures.
std::string titleOf(const TrainConfig& config) {
    if (config.data.paths.empty()) {
        return "run";
    }
    auto path = fs::path(config.data.paths.front());
    if (!path.has_filename()) { // "pictures/"
        path = path.parent_path();
    }
    const auto name = path.filename().string();
    return name.empty() ? "run" : name;
}

/// A fork is called after its parent, given as a folder or one of its checkpoints.
std::string titleOf(const fs::path& parent) {
    const bool isFile = parent.parent_path().filename() == "checkpoints";
    return (isFile ? parent.parent_path().parent_path() : parent).filename().string() + "-fork";
}

fs::path folderOr(const fs::path& folder, const std::string& title) {
    return folder.empty() ? newRunFolder(runsFolder(), title) : folder;
}

QueuedRun shownAs(std::uint64_t id, const StartTraining& start) {
    return {id, start.folder.empty() ? titleOf(start.config) : start.folder.filename().string(),
            start.folder};
}
QueuedRun shownAs(std::uint64_t id, const ContinueRun& start) {
    return {id, start.folder.filename().string(), start.folder};
}
QueuedRun shownAs(std::uint64_t id, const ForkRun& start) {
    return {id, start.folder.empty() ? titleOf(start.from) : start.folder.filename().string(),
            start.folder};
}

} // namespace

void Worker::on(const StartTraining& command) {
    requireValid(validate(command.config));
    startOrQueue(command);
}

void Worker::on(const ContinueRun& command) {
    if (m_run && m_run->folder() == command.folder) {
        throw Error(ErrorKind::InvalidConfig,
                    "The run in '" + command.folder.string() + "' is open already.");
    }
    startOrQueue(command);
}

void Worker::on(const ForkRun& command) { startOrQueue(command); }

void Worker::on(const RemoveQueued& command) {
    std::erase_if(m_queue, [&](const Waiting& w) { return w.shown.id == command.id; });
    announceQueue();
}

void Worker::on(const QueueFirst& command) {
    const auto wanted = [&](const Waiting& w) { return w.shown.id == command.id; };
    const auto found = std::ranges::find_if(m_queue, wanted);
    if (found != m_queue.end()) {
        std::rotate(m_queue.begin(), found, found + 1);
    }
    announceQueue();
}

void Worker::startOrQueue(Start start) {
    if (!m_run) {
        std::visit([this](const auto& now) { startRun(now); }, start);
        return;
    }
    auto shown =
        std::visit([this](const auto& later) { return shownAs(++m_lastQueued, later); }, start);
    m_queue.push_back({std::move(shown), std::move(start)});
    announceQueue();
}

bool Worker::canStartNext() const { return !m_run && !m_queueHeld && !m_queue.empty(); }

void Worker::startNext() {
    const auto next = std::move(m_queue.front());
    m_queue.pop_front();
    announceQueue();
    std::visit([this](const auto& start) { startRun(start); }, next.start);
}

void Worker::announceQueue() {
    m_queueHeld = m_queueHeld && !m_queue.empty();
    QueueChanged changed{.runs = {}, .held = m_queueHeld};
    for (const auto& waiting : m_queue) {
        changed.runs.push_back(waiting.shown);
    }
    m_outbox.put(std::move(changed));
}

void Worker::startRun(const StartTraining& command) {
    begin([&](const std::stop_token& job) {
        return TrainingRun::create(
            command.config, folderOr(command.folder, titleOf(command.config)), m_runOptions, job);
    });
}

void Worker::startRun(const ContinueRun& command) {
    begin([&](const std::stop_token& job) {
        return TrainingRun::open(command.folder, command.epochs, m_runOptions, job,
                                 command.changes);
    });
}

void Worker::startRun(const ForkRun& command) {
    begin([&](const std::stop_token& job) {
        return TrainingRun::fork(command.from, folderOr(command.folder, titleOf(command.from)),
                                 command.changes, m_runOptions, job);
    });
}

} // namespace mae
