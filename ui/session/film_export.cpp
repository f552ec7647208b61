// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/film_export.h"

#include "core/base/error.h"
#include "ui/session/image_convert.h"
#include "ui/session/paths.h"

#include <utility>

namespace mae::ui {

FilmExport::FilmExport(QObject* parent) : QObject(parent), m_writer(this) {}

void FilmExport::start(const QString& path, Film film) {
    cancel();
    m_path = path;
    m_film = std::move(film);
    m_file = std::make_shared<std::unique_ptr<AnimationWriter>>();
    m_running = m_film.frames > 0;
    if (m_running) {
        Q_EMIT progressed(0, m_film.frames + 1);
        next();
    }
}

void FilmExport::cancel() {
    m_running = false;
    m_done = 0;
    m_writer.cancel();
    m_file.reset(); // a job that still runs holds it until its end
    m_film = {};
}

void FilmExport::next() {
    const bool last = m_done == m_film.frames;
    const auto image = last ? Image() : toImage(m_film.frame(m_done));
    m_writer.run([this, image, last, file = m_file, path = m_path,
                  seconds = m_film.seconds](const std::stop_token&) -> Background::Answer {
        try {
            if (*file == nullptr) {
                *file = AnimationWriter::open(toPath(path), image.width, image.height);
            }
            if (last) {
                (*file)->finish();
            } else {
                (*file)->add(image, seconds);
            }
        } catch (...) {
            return [this, sentence = QString::fromStdString(currentError().what())] {
                cancel();
                Q_EMIT failed(sentence);
            };
        }
        return [this, last, path] {
            if (last) {
                cancel();
                Q_EMIT finished(path);
                return;
            }
            Q_EMIT progressed(++m_done, m_film.frames + 1);
            next();
        };
    });
}

} // namespace mae::ui
