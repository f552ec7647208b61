// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/worker.h"

namespace mae {

Engine::Engine(Outbox::Notify notify, EngineOptions options)
    : m_outbox(std::move(notify)),
      m_thread([this, options = std::move(options)](const std::stop_token& stop) {
          Worker(m_inbox, m_outbox, options, stop).run();
      }) {}

Engine::~Engine() = default;

} // namespace mae
