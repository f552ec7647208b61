// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace mae::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request; a closed pipe and a limit of file sizes
/// (SIGPIPE, SIGXFSZ) into a failing write.
///
/// The first signal asks a command that took stopToken() to save and stop; a second one, or the
/// first for a command that has nothing to save, ends the program at once with exit code 130.
/// Signals that the caller ignores (nohup) stay ignored.
class Interrupt {
public:
    Interrupt(); ///< before any other thread starts: threads inherit the blocked signals
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    /// From now on the first signal is a request. Main thread.
    std::stop_token stopToken();

private:
    void watch();

    sigset_t m_signals{};
    std::stop_source m_stop;
    std::atomic<bool> m_graceful{false};
    std::atomic<bool> m_ending{false};
    std::thread m_thread;
};

} // namespace mae::cli
