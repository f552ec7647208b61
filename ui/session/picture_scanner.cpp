// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/picture_scanner.h"

#include "core/base/error.h"

#include <unistd.h>

namespace mae::ui {

PictureScanner::PictureScanner(QObject* parent) : QObject(parent), m_thread(this) {}

void PictureScanner::scan(const std::vector<std::string>& paths) {
    m_thread.run([this, paths](const std::stop_token& stop) -> Background::Answer {
        // Below training, too: inherited by the threads that decode.
        [[maybe_unused]] static thread_local const int priority = ::nice(10);
        const auto tell = [this, &stop](std::int64_t done, std::int64_t total) {
            QMetaObject::invokeMethod(
                this,
                [this, stop, done, total] {
                    if (!stop.stop_requested()) { // else of a scan that nobody waits for
                        Q_EMIT progressed(done, total);
                    }
                },
                Qt::QueuedConnection);
        };
        try {
            auto report = std::make_shared<const PictureReport>(
                reportPictures(paths, 0, tell, stop)); // 0: a thread per core
            return [this, report = std::move(report)] { Q_EMIT scanned(report); };
        } catch (...) {
            return [this, message = QString::fromUtf8(currentError().what())] {
                Q_EMIT failed(message);
            };
        }
    });
}

void PictureScanner::cancel() { m_thread.cancel(); }

} // namespace mae::ui
