// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/probe/study.h"
#include "ui/session/background.h"
#include "ui/session/study_request.h"

#include <QObject>
#include <QString>
#include <memory>
#include <vector>

namespace mae::ui {

/// Writes one picture from few to many hidden patches and back, as GIF or MP4: asks the engine for
/// the reconstructions, and writes on a thread of its own. One at a time. GUI thread.
class AnimationExport : public QObject {
    Q_OBJECT

public:
    /// @param session  outlives this
    explicit AnimationExport(Session& session, QObject* parent = nullptr);

    /// @param path  by its suffix .gif or .mp4
    /// @param seconds  for there and back
    void start(const QString& path, const ReadPicture& picture, const MaskChoice& mask,
               const DisplayOptions& display, double seconds = 6);
    void cancel(); ///< no file is left
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void progressed(int done, int total); ///< of reconstructions and of writing together
    void finished(const QString& path);
    void failed(const QString& sentence);

private:
    void take(const StudyPartReady& part);
    void write();
    void fail(const QString& sentence);

    StudyRequest m_study;
    Background m_writer;
    std::vector<Image> m_frames; ///< triptychs by ascending ratio
    QString m_path;
    double m_seconds = 0;
    bool m_running = false;
};

} // namespace mae::ui
