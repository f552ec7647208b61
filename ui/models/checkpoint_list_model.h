// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/run_folder.h"

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

namespace mae::ui {

/// Checkpoints to look into: the bundled one, what was opened, recent models, runs; each once.
class CheckpointListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Kind { Bundled, Opened, Recent, Run };
    enum Role {
        PathRole = Qt::UserRole, ///< QString; "bundled" for the bundled one
        DetailRole,              ///< two lines for people
        KindRole,                ///< int of Kind
    };

    explicit CheckpointListModel(QObject* parent = nullptr);

    void setRecent(const QStringList& paths); ///< newest first
    void setRuns(const std::vector<RunSummary>& runs);
    /// In front, in this order, unless they are in the list; of very many the first.
    void addOpened(const QStringList& paths);
    void removeOpened(const QString& path);

    int rowOf(const QString& path) const;   ///< -1: none
    Kind kindOf(const QString& path) const; ///< Opened if it is not in the list
    QString path(int row) const { return m_entries[static_cast<std::size_t>(row)].path; }
    Kind kind(int row) const { return m_entries[static_cast<std::size_t>(row)].kind; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Entry {
        QString path;
        Kind kind = Kind::Opened;
        QString title;
        QString detail;
        const char* icon = "model";

        bool operator==(const Entry&) const = default;
    };

    static Entry fileEntry(const QString& path, Kind kind);
    static Entry runEntry(const RunSummary& run);
    void rebuild();

    QStringList m_opened; ///< newest first
    QStringList m_recent;
    std::vector<Entry> m_runs;
    std::vector<Entry> m_entries;
};

} // namespace mae::ui
