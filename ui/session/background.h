// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace mae::ui {

/// A thread for one kind of work that reads files, for an object of the GUI thread to own. The
/// thread starts with the first work.
class Background {
public:
    using Answer = std::function<void()>; ///< runs on the owner's thread
    /// Runs on the thread; returns soon once its token is stopped. Throws nothing.
    using Work = std::function<Answer(const std::stop_token&)>;

    enum class Order {
        NewestWins, ///< it stops what runs and replaces what waits, whose answers then never come
        OneByOne    ///< all of it is done, in the order of the calls, also when the owner goes
    };

    explicit Background(QObject* owner, Order order = Order::NewestWins)
        : m_owner(owner), m_order(order) {}
    ~Background(); ///< joins; cancels first if the newest wins
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    void run(Work work);
    void cancel();                                   ///< also of what was to be done one by one
    bool isBusy() const { return m_unanswered > 0; } ///< an answer is still to come

private:
    struct Job {
        Work work;
        quint64 number = 0;
    };
    void loop(const std::stop_token& stop);

    QObject* m_owner;
    const Order m_order;
    quint64 m_newest = 0; ///< owner's thread, as the next two
    quint64 m_oldest = 1; ///< whose answer is still wanted
    int m_unanswered = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Job> m_waiting;  ///< guarded by m_mutex
    std::stop_source m_running; ///< of the work that runs; guarded by m_mutex
    std::jthread m_thread;      ///< last: joined first
};

} // namespace mae::ui
