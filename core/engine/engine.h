// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"
#include "core/engine/outbox.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace mae {

/// What an engine runs on.
struct EngineOptions {
    std::string device = "auto"; ///< auto, cpu, cuda or cuda:N
    int threads = 0;             ///< of the CPU; 0: as many as there are cores
};

/// The thread that owns the model, the optimizer and the device.
///
/// Nothing else ever touches them, so nothing here is locked but the two mailboxes. Commands are
/// served between training steps: pausing, previewing and stopping wait for at most one step.
class Engine {
public:
    explicit Engine(Outbox::Notify notify, EngineOptions options = {});
    ~Engine(); ///< saves a run in training, stops after the current step, and joins

    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void post(Command command);                                 ///< any thread; never blocks
    std::vector<Event> takeEvents() { return m_outbox.take(); } ///< any thread

private:
    void run(const std::stop_token& stop, const EngineOptions& options);
    std::deque<Command> takeCommands(const std::stop_token& stop, bool wait);
    bool hasCommands();

    Outbox m_outbox;
    std::mutex m_mutex;
    std::condition_variable_any m_posted;
    std::deque<Command> m_inbox; ///< guarded by m_mutex
    std::jthread m_thread;       ///< last: joined first
};

} // namespace mae
