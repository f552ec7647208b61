// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/command.h"
#include "core/engine/inbox.h"
#include "core/engine/outbox.h"

#include <string>
#include <thread>
#include <utility>
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

    void post(Command command) { m_inbox.post(std::move(command)); } ///< any thread; never blocks
    std::vector<Event> takeEvents() { return m_outbox.take(); }      ///< any thread

private:
    Inbox m_inbox;
    Outbox m_outbox;
    std::jthread m_thread; ///< last: joined first
};

} // namespace mae
