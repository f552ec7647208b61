// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace mae::ui {

/// A thread for one kind of work that reads files, for an object of the GUI thread to own.
///
/// The newest work wins: it stops the one that runs and replaces the one that waits, whose answers
/// then never come. The thread starts with the first work.
class Background {
public:
    using Answer = std::function<void()>; ///< runs on the owner's thread
    /// Runs on the thread; returns soon once its token is stopped. Throws nothing.
    using Work = std::function<Answer(const std::stop_token&)>;

    explicit Background(QObject* owner) : m_owner(owner) {}
    ~Background(); ///< stops the running work and joins
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    void run(Work work);
    void cancel();

private:
    struct Job {
        Work work;
        quint64 number = 0;
    };
    void loop(const std::stop_token& stop);

    QObject* m_owner;
    quint64 m_newest = 0; ///< owner's thread
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Job> m_waiting; ///< guarded by m_mutex
    std::stop_source m_running;   ///< of the work that runs; guarded by m_mutex
    std::jthread m_thread;        ///< last: joined first
};

} // namespace mae::ui
