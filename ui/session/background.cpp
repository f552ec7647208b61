// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/background.h"

#include <utility>

namespace mae::ui {

Background::~Background() {
    m_thread.request_stop();
    if (m_order == Order::NewestWins) {
        cancel();
    }
}

void Background::run(Work work) {
    if (m_order == Order::NewestWins) {
        cancel();
    }
    ++m_unanswered;
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({std::move(work), ++m_newest});
    }
    m_changed.notify_one();
    if (!m_thread.joinable()) {
        m_thread = std::jthread([this](const std::stop_token& stop) { loop(stop); });
    }
}

void Background::cancel() {
    m_oldest = m_newest + 1; // an answer already on its way is not delivered either
    m_unanswered = 0;
    const std::scoped_lock lock(m_mutex);
    m_running.request_stop();
    m_waiting.clear();
}

void Background::loop(const std::stop_token& stop) {
    while (true) {
        Job job;
        std::stop_token jobStop;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
                return;
            }
            job = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running = std::stop_source();
            jobStop = m_running.get_token();
        }
        QMetaObject::invokeMethod(
            m_owner,
            [this, number = job.number, answer = job.work(jobStop)] {
                if (number >= m_oldest) {
                    --m_unanswered;
                    answer();
                }
            },
            Qt::QueuedConnection);
    }
}

} // namespace mae::ui
