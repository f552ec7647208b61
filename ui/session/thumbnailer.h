// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/picture_ref.h"

#include <QImage>
#include <QObject>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>

namespace mae::ui {

/// Makes thumbnails on a thread of its own, the last asked for first: that is what is on screen.
/// GUI thread.
class Thumbnailer : public QObject {
    Q_OBJECT

public:
    /// @param side  pixels of the square that thumbnails are cut to
    explicit Thumbnailer(int side, QObject* parent = nullptr);
    ~Thumbnailer() override; ///< forgets what waits and joins

    void request(const PictureRef& ref); ///< answered by ready() or failed(), unless forgotten
    void forget();                       ///< drops what still waits

Q_SIGNALS:
    void ready(quint64 id, const QImage& thumbnail);
    void failed(quint64 id, const QString& reason);

private:
    void loop(const std::stop_token& stop);

    static constexpr std::size_t kMostWaiting = 256; ///< older requests have scrolled away

    const int m_side;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<PictureRef> m_waiting; ///< guarded by m_mutex
    std::jthread m_thread;            ///< last: joined first
};

} // namespace mae::ui
