// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/thumbnailer.h"

#include "core/base/error.h"
#include "ui/session/image_convert.h"

namespace mae::ui {
namespace {

/// The middle square, scaled.
QImage squareThumbnail(const QImage& picture, int side) {
    const int shorter = std::min(picture.width(), picture.height());
    const QRect middle((picture.width() - shorter) / 2, (picture.height() - shorter) / 2, shorter,
                       shorter);
    return picture.copy(middle).scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

Thumbnailer::Thumbnailer(int side, QObject* parent) : QObject(parent), m_side(side) {}

Thumbnailer::~Thumbnailer() {
    forget();
    m_thread.request_stop();
}

void Thumbnailer::request(const PictureRef& ref) {
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back(ref);
        if (m_waiting.size() > kMostWaiting) {
            const auto dropped = m_waiting.front();
            m_waiting.pop_front();
            QMetaObject::invokeMethod(
                this, [this, id = dropped.id] { Q_EMIT failed(id, {}); }, Qt::QueuedConnection);
        }
    }
    m_changed.notify_one();
    if (!m_thread.joinable()) {
        m_thread = std::jthread([this](const std::stop_token& stop) { loop(stop); });
    }
}

void Thumbnailer::forget() {
    const std::scoped_lock lock(m_mutex);
    m_waiting.clear();
}

void Thumbnailer::loop(const std::stop_token& stop) {
    while (true) {
        PictureRef ref;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
                return;
            }
            ref = std::move(m_waiting.back());
            m_waiting.pop_back();
        }
        try {
            const auto thumbnail = squareThumbnail(toQImage(*readPicture(ref, m_side)), m_side);
            QMetaObject::invokeMethod(
                this, [this, id = ref.id, thumbnail] { Q_EMIT ready(id, thumbnail); },
                Qt::QueuedConnection);
        } catch (...) {
            const auto reason = QString::fromStdString(currentError().what());
            QMetaObject::invokeMethod(
                this, [this, id = ref.id, reason] { Q_EMIT failed(id, reason); },
                Qt::QueuedConnection);
        }
    }
}

} // namespace mae::ui
