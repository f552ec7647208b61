// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_follower.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/train/run_journal.h"

#include <chrono>
#include <utility>

namespace mae::ui {
namespace {

constexpr std::chrono::seconds kEvery{1};

} // namespace

RunFollower::RunFollower(QObject* parent) : QObject(parent), m_reader(this) {
    m_timer.setInterval(kEvery);
    connect(&m_timer, &QTimer::timeout, this, &RunFollower::look);
}

void RunFollower::follow(const std::filesystem::path& run, std::uint64_t from) {
    m_reader.cancel();
    m_run = run;
    m_end = from;
    m_timer.start();
}

void RunFollower::stop() {
    m_reader.cancel();
    m_timer.stop();
    m_run.clear();
}

void RunFollower::look() {
    if (m_run.empty() || m_reader.isBusy()) {
        return;
    }
    m_reader.run([this, run = m_run, from = m_end](const std::stop_token&) -> Background::Answer {
        try {
            RunGrowth growth{.run = run, .beingWritten = isLocked(run / "run.lock")};
            auto tail = readMetricsFrom(run, from); // after the lock: nothing is missed
            growth.restarted = tail.restarted;
            growth.steps = std::move(tail.steps);
            growth.previews = listPreviews(run);
            growth.changes = readChanges(run);
            growth.notices = readNotices(run);
            return [this, growth, end = tail.end] {
                m_end = end;
                Q_EMIT grown(growth);
            };
        } catch (...) {
            return [] {}; // being moved, or its disk is away: the next look may see it again
        }
    });
}

} // namespace mae::ui
