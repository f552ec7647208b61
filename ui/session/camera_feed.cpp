// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/camera_feed.h"

#include "core/base/error.h"
#include "core/media/camera.h"

#include <QPointer>
#include <chrono>
#include <condition_variable>
#include <utility>

namespace mae::ui {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr double kMostPerSecond = 30;

/// Waits, unless it is stopped. @return whether to go on
bool waitUntil(Clock::time_point time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_until(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace

CameraFeed::CameraFeed(QObject* parent) : QObject(parent) {}

CameraFeed::~CameraFeed() { stop(); }

void CameraFeed::start(const QString& source) {
    stop();
    ++m_reading;
    // A camera can be opened once only: the new thread waits for the old one, this one does not.
    m_thread = std::jthread([this, source = source.toStdString(),
                             old = std::move(m_thread)](const std::stop_token& stop) mutable {
        if (old.joinable()) {
            old.join();
        }
        loop(stop, source);
    });
}

void CameraFeed::stop() {
    m_thread.request_stop();
    const std::scoped_lock lock(m_mutex);
    m_news = {};
}

void CameraFeed::loop(const std::stop_token& stop, const std::string& source) {
    try {
        if (!stop.stop_requested()) {
            Camera camera(source);
            readAll(stop, camera);
        }
    } catch (...) {
        post(stop, {.problem = QString::fromStdString(currentError().what())});
    }
    --m_reading;
}

void CameraFeed::readAll(const std::stop_token& stop, Camera& camera) {
    const double rate = camera.isFile() ? camera.framesPerSecond() : 0; // a camera has its own pace
    const auto start = Clock::now();
    auto next = start; // when a picture may be shown again
    for (std::int64_t i = 0; !stop.stop_requested(); ++i) {
        auto image = std::make_shared<const Image>(camera.read());
        const auto due =
            start
            + std::chrono::duration_cast<Clock::duration>(Seconds(rate > 0 ? double(i) / rate : 0));
        if (rate > 0 && !waitUntil(due, stop)) {
            return;
        }
        const auto now = Clock::now();
        if (now < next) {
            continue;
        }
        // From when it was due, not from when it came: else a jitter would cost every other one.
        const auto pause = std::chrono::duration_cast<Clock::duration>(Seconds(1 / kMostPerSecond));
        next = std::max(next + pause, now - pause / 2);
        post(stop, {.image = std::move(image)});
    }
}

void CameraFeed::post(const std::stop_token& stop, News news) {
    const std::scoped_lock lock(m_mutex);
    if (stop.stop_requested()) { // under the lock: after stop() nothing comes
        return;
    }
    const bool told = m_news.image != nullptr || !m_news.problem.isEmpty();
    if (news.image != nullptr) {
        m_news.image = std::move(news.image);
    } else {
        m_news.problem = std::move(news.problem);
    }
    if (!told) {
        QMetaObject::invokeMethod(
            this, [this] { deliver(); }, Qt::QueuedConnection);
    }
}

void CameraFeed::deliver() {
    News news;
    {
        const std::scoped_lock lock(m_mutex);
        news = std::exchange(m_news, {});
    }
    const QPointer<CameraFeed> here(this); // whoever sees the picture may end all this
    const auto stopped = m_thread.get_stop_token();
    if (news.image != nullptr) {
        Q_EMIT frame(news.image);
    }
    if (!news.problem.isEmpty() && here && !stopped.stop_requested()) {
        Q_EMIT failed(news.problem);
    }
}

} // namespace mae::ui
