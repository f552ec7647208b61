// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "ui/session/background.h"

#include <QObject>
#include <QString>

namespace mae::ui {

/// What a run would find where it is told to look.
struct PictureCount {
    qint64 pictures = 0;
    int classes = 0;     ///< of the folders that have labels
    bool scenes = false; ///< some of them are drawn by the program
};

/// Counts the pictures that settings name, on a thread of its own. GUI thread. A new count stops
/// the one under way, whose answer then never comes.
class PictureCounter : public QObject {
    Q_OBJECT

public:
    explicit PictureCounter(QObject* parent = nullptr);

    void count(const DataConfig& data); ///< answered by counted() or failed()
    void cancel();
    bool isCounting() const { return m_counting; }

Q_SIGNALS:
    void counted(const mae::ui::PictureCount& count);
    void failed(const QString& message); ///< names the folder and says what to do

private:
    bool m_counting = false;
    Background m_thread;
};

} // namespace mae::ui
