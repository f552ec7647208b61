// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <QObject>
#include <QString>
#include <atomic>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace mae {
class Camera;
}

namespace mae::ui {

/// The pictures of a camera, or of a video file at its own speed, as signals on the thread that
/// this object belongs to. Read on a thread of its own; who looks late gets the newest picture
/// only.
class CameraFeed : public QObject {
    Q_OBJECT

public:
    explicit CameraFeed(QObject* parent = nullptr);
    ~CameraFeed() override; ///< waits for the picture that is being read

    /// @param source  "/dev/video0", or a video file. Ends what ran before.
    void start(const QString& source);
    /// No signal comes after it. Does not wait.
    void stop();
    bool isRunning() const { return m_reading > 0; } ///< pictures are being read

Q_SIGNALS:
    /// At most 30 a second.
    void frame(const std::shared_ptr<const mae::Image>& image);
    /// The camera or file can't be opened, or delivers no more: it has stopped.
    void failed(const QString& sentence);

private:
    /// What is to be told next.
    struct News {
        std::shared_ptr<const Image> image{};
        QString problem{};
    };
    void loop(const std::stop_token& stop, const std::string& source);
    void readAll(const std::stop_token& stop, Camera& camera);
    void post(const std::stop_token& stop, News news);
    void deliver();

    std::mutex m_mutex;
    News m_news; ///< guarded by m_mutex
    std::atomic<int> m_reading = 0;
    std::jthread m_thread; ///< last: joined first
};

} // namespace mae::ui
