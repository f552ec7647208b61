// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/run_catalogue.h"

#include <QList>
#include <QObject>
#include <QStringList>

namespace mae::ui {

/// Runs that were moved to the trash since the program started, so that each can be put back: what
/// went together comes back together, the last first. GUI thread.
class RunTrash : public QObject {
    Q_OBJECT

public:
    /// @param catalogue  outlives it
    explicit RunTrash(RunCatalogue& catalogue, QObject* parent = nullptr);

    void trash(const QStringList& runs); ///< answered by trashed(), of those that went
    void putBack();                      ///< the last ones; answered by restored()
    QStringList last() const;            ///< folders that putBack() would bring back; empty: none

Q_SIGNALS:
    void trashed(const QStringList& runs);
    void restored(const QStringList& runs);
    void changed(); ///< last() is another

private:
    struct Moved {
        QString run;
        QString inTrash;
    };
    /// What went together, or is on its way there or back.
    struct Batch {
        QList<Moved> runs;        ///< that were moved
        QList<Moved> failed = {}; ///< that could not be put back
        qsizetype waiting = 0;    ///< answers that are still to come
    };

    void onTrashed(const QString& run, const QString& inTrash); ///< empty: it failed
    void onRestored(const QString& run, const QString& inTrash, bool done);

    RunCatalogue& m_catalogue;
    QList<Batch> m_going;  ///< answered in this order
    QList<Batch> m_coming; ///< likewise
    QList<Batch> m_trashed;
};

} // namespace mae::ui
