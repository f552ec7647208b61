// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/inbox.h"

#include <algorithm>
#include <utility>

namespace mae {
namespace {

template <class T> bool isA(const Command& command) { return std::holds_alternative<T>(command); }

} // namespace

void Inbox::post(Command command) {
    std::optional<std::stop_source> interrupted;
    {
        const std::scoped_lock lock(m_mutex);
        if (isA<Reconstruct>(command)) {
            std::erase_if(m_commands, isA<Reconstruct>);
        }
        if (const auto* study = std::get_if<Study>(&command)) {
            std::erase_if(m_commands, [study](const Command& queued) {
                const auto* older = std::get_if<Study>(&queued);
                return older != nullptr && older->channel == study->channel;
            });
        }
        if (isA<StopTraining>(command)) {
            interrupted = m_job;
        }
        m_commands.push_back(std::move(command));
    }
    if (interrupted) { // outside the lock: it calls back
        interrupted->request_stop();
    }
    m_posted.notify_one();
}

std::optional<Command> Inbox::take(const std::stop_token& stop,
                                   std::optional<Clock::time_point> until) {
    std::unique_lock lock(m_mutex);
    const auto arrived = [this] { return !m_commands.empty(); };
    if (until) {
        m_posted.wait_until(lock, stop, *until, arrived);
    } else {
        m_posted.wait(lock, stop, arrived);
    }
    if (m_commands.empty() || stop.stop_requested()) {
        return {};
    }
    auto command = std::move(m_commands.front());
    m_commands.pop_front();
    const bool renew = isA<StopTraining>(command) && !m_closed
                       && std::ranges::none_of(m_commands, isA<StopTraining>);
    if (renew) {
        m_job = std::stop_source();
    }
    return command;
}

bool Inbox::empty() const {
    const std::scoped_lock lock(m_mutex);
    return m_commands.empty();
}

std::stop_token Inbox::job() const {
    const std::scoped_lock lock(m_mutex);
    return m_job.get_token();
}

void Inbox::close() {
    std::unique_lock lock(m_mutex);
    m_closed = true;
    auto job = m_job;
    lock.unlock(); // it calls back
    job.request_stop();
}

} // namespace mae
