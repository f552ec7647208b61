// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>

namespace mae {

/// Commands on their way to the engine thread: first in, first out, except that a Reconstruct takes
/// the place of one that is still queued, and a Study that of one of its channel.
class Inbox {
public:
    using Clock = std::chrono::steady_clock;

    void post(Command command); ///< any thread; never blocks

    /// The next command. Waits for one until @p until (empty: for ever) or until @p stop is
    /// requested; then it is empty.
    std::optional<Command> take(const std::stop_token& stop,
                                std::optional<Clock::time_point> until);

    bool empty() const;

    /// For what may take long on the engine thread: stop is requested while a StopTraining is
    /// queued, and for good once the box is closed.
    std::stop_token job() const;
    void close(); ///< any thread: the engine is going away

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_posted;
    std::deque<Command> m_commands; ///< guarded by m_mutex
    std::stop_source m_job;         ///< guarded by m_mutex
    bool m_closed = false;          ///< guarded by m_mutex
};

} // namespace mae
