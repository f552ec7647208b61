// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/background.h"

#include <utility>

namespace mae::ui {

Background::~Background() {
    m_thread.request_stop();
    cancel();
}

void Background::run(Work work) {
    {
        const std::scoped_lock lock(m_mutex);
        m_running.request_stop();
        m_waiting = Job{std::move(work), ++m_newest};
    }
    m_changed.notify_one();
    if (!m_thread.joinable()) {
        m_thread = std::jthread([this](const std::stop_token& stop) { loop(stop); });
    }
}

void Background::cancel() {
    ++m_newest; // an answer already on its way is not delivered either
    const std::scoped_lock lock(m_mutex);
    m_running.request_stop();
    m_waiting.reset();
}

void Background::loop(const std::stop_token& stop) {
    while (true) {
        Job job;
        std::stop_token jobStop;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return m_waiting.has_value(); })) {
                return;
            }
            job = *std::exchange(m_waiting, std::nullopt);
            m_running = std::stop_source();
            jobStop = m_running.get_token();
        }
        QMetaObject::invokeMethod(
            m_owner,
            [this, number = job.number, answer = job.work(jobStop)] {
                if (number == m_newest) {
                    answer();
                }
            },
            Qt::QueuedConnection);
    }
}

} // namespace mae::ui
