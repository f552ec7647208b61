// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/picture_counter.h"

#include "core/base/error.h"
#include "core/data/image_folder.h"

namespace mae::ui {
namespace {

PictureCount countPictures(const DataConfig& data, const std::stop_token& stop) {
    PictureCount count;
    for (const auto& path : data.paths) {
        if (stop.stop_requested()) {
            break;
        }
        if (path == "scenes") {
            count.scenes = true;
            count.pictures += data.scenes;
            continue;
        }
        const auto folder = listImageFolder(path, {}, stop);
        count.pictures += static_cast<qint64>(folder.entries.size());
        count.classes += static_cast<int>(folder.classes.size());
    }
    return count;
}

} // namespace

PictureCounter::PictureCounter(QObject* parent) : QObject(parent), m_thread(this) {}

void PictureCounter::count(const DataConfig& data) {
    m_counting = true;
    m_thread.run([this, data](const std::stop_token& stop) -> Background::Answer {
        try {
            return [this, found = countPictures(data, stop)] {
                m_counting = false;
                Q_EMIT counted(found);
            };
        } catch (...) {
            return [this, message = QString::fromUtf8(currentError().what())] {
                m_counting = false;
                Q_EMIT failed(message);
            };
        }
    });
}

void PictureCounter::cancel() {
    m_counting = false;
    m_thread.cancel();
}

} // namespace mae::ui
