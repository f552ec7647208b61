// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/animation.h"
#include "ui/models/film.h"
#include "ui/session/background.h"

#include <QObject>
#include <QString>
#include <memory>

namespace mae::ui {

/// Writes a film as GIF or MP4: draws a frame at a time on the GUI thread, encodes it on a thread
/// of its own, and draws the next one then, so that the window stays usable. One at a time.
class FilmExport : public QObject {
    Q_OBJECT

public:
    explicit FilmExport(QObject* parent = nullptr);

    void start(const QString& path, Film film); ///< by its suffix .gif or .mp4
    void cancel();                              ///< no file is left
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void progressed(int done, int total); ///< frames
    void finished(const QString& path);
    void failed(const QString& sentence);

private:
    void next();

    Film m_film{};
    QString m_path;
    int m_done = 0;
    bool m_running = false;
    /// Used by one job at a time: the next one starts when the last one has answered.
    std::shared_ptr<std::unique_ptr<AnimationWriter>> m_file;
    Background m_writer; ///< last: joined first
};

} // namespace mae::ui
