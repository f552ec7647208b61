// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_report.h"
#include "ui/session/background.h"

#include <QObject>
#include <QString>
#include <memory>
#include <string>
#include <vector>

namespace mae::ui {

/// Reads all pictures of folders on threads of its own and tells what they are like. GUI thread. A
/// new scan stops the one under way, whose answer then never comes.
class PictureScanner : public QObject {
    Q_OBJECT

public:
    explicit PictureScanner(QObject* parent = nullptr);

    /// Answered by scanned() or failed(). Folders that have not changed since they were scanned
    /// are not read again. @param paths  without the word scenes
    void scan(const std::vector<std::string>& paths);
    void cancel();
    bool isScanning() const { return m_thread.isBusy(); }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total); ///< files; now and then
    void scanned(const std::shared_ptr<const mae::PictureReport>& report);
    void failed(const QString& message); ///< names the folder and says what to do

private:
    Background m_thread;
};

} // namespace mae::ui
