// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/checkpoint_list_model.h"

#include "ui/models/report_text.h"
#include "ui/session/paths.h"
#include "ui/style/icons.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSet>
#include <algorithm>

namespace mae::ui {
namespace {

const auto kBundled = QStringLiteral("bundled");

constexpr int kMostOpened = 100; ///< thousands may be dropped at once

/// The folder that something lies in, with ~ for the home; of a deep one its end, which tells most.
QString placeOf(const QFileInfo& info) {
    constexpr int kShown = 2;
    const auto folder = info.absolutePath();
    if (const auto parts = folder.split(u'/', Qt::SkipEmptyParts); parts.size() > kShown + 1) {
        return QStringLiteral("…/") + parts.mid(parts.size() - kShown).join(u'/');
    }
    const auto home = QDir::homePath();
    return folder == home || folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size())
                                                            : folder;
}

} // namespace

CheckpointListModel::CheckpointListModel(QObject* parent) : QAbstractListModel(parent) {
    rebuild();
}

CheckpointListModel::Entry CheckpointListModel::fileEntry(const QString& path, Kind kind) {
    const QFileInfo info(path);
    const auto what = !info.exists() ? tr("not there any more")
                      : info.isDir() ? tr("folder")
                                     : bytesText(static_cast<std::uint64_t>(info.size()));
    return {.path = path,
            .kind = kind,
            .title = info.fileName(),
            .detail = QStringLiteral("%1\n%2").arg(what, placeOf(info)),
            .icon = !info.exists() ? "warning"
                    : info.isDir() ? "folder"
                                   : "model"};
}

CheckpointListModel::Entry CheckpointListModel::runEntry(const RunSummary& run) {
    const QLocale locale;
    const auto changed = QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(run.changed.time_since_epoch())
            .count());
    return {.path = toText(run.folder),
            .kind = Kind::Run,
            .title = toText(run.folder.filename()),
            .detail = tr("run, step %1\n%2")
                          .arg(locale.toString(qlonglong{run.step}),
                               locale.toString(changed, QLocale::ShortFormat)),
            .icon = "train"};
}

void CheckpointListModel::setRecent(const QStringList& paths) {
    m_recent = paths;
    rebuild();
}

void CheckpointListModel::setRuns(const std::vector<RunSummary>& runs) {
    m_runs.clear();
    for (const auto& run : runs) {
        if (run.step > 0) { // else it has no checkpoint
            m_runs.push_back(runEntry(run));
        }
    }
    rebuild();
}

void CheckpointListModel::addOpened(const QStringList& paths) {
    QStringList added;
    QSet<QString> known(m_opened.begin(), m_opened.end());
    for (const auto& entry : m_entries) {
        known.insert(entry.path);
    }
    for (const auto& path : paths) {
        if (added.size() < kMostOpened && !known.contains(path)) {
            known.insert(path);
            added << path;
        }
    }
    if (!added.isEmpty()) {
        m_opened = (added + m_opened).mid(0, kMostOpened);
        rebuild();
    }
}

void CheckpointListModel::removeOpened(const QString& path) {
    if (m_opened.removeAll(path) > 0) {
        rebuild();
    }
}

void CheckpointListModel::rebuild() {
    std::vector<Entry> entries{{.path = kBundled,
                                .kind = Kind::Bundled,
                                .title = tr("Bundled model"),
                                .detail = tr("comes with the program"),
                                .icon = "sample"}};
    const auto has = [&entries](const QString& path) {
        return std::ranges::find(entries, path, &Entry::path) != entries.end();
    };
    const auto isRun = [this](const QString& path) {
        return std::ranges::find(m_runs, path, &Entry::path) != m_runs.end();
    };
    for (const auto& path : m_opened) {
        if (!has(path) && !isRun(path) && !m_recent.contains(path)) {
            entries.push_back(fileEntry(path, Kind::Opened));
        }
    }
    for (const auto& path : m_recent) {
        if (!has(path) && !isRun(path)) {
            entries.push_back(fileEntry(path, Kind::Recent));
        }
    }
    entries.insert(entries.end(), m_runs.begin(), m_runs.end());
    if (entries != m_entries) {
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
    }
}

int CheckpointListModel::rowOf(const QString& path) const {
    const auto found = std::ranges::find(m_entries, path, &Entry::path);
    return found != m_entries.end() ? static_cast<int>(found - m_entries.begin()) : -1;
}

CheckpointListModel::Kind CheckpointListModel::kindOf(const QString& path) const {
    const int row = rowOf(path);
    return row >= 0 ? kind(row) : Kind::Opened;
}

int CheckpointListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant CheckpointListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return entry.title;
    case Qt::DecorationRole: return icon(entry.icon);
    case Qt::ToolTipRole: return entry.path == kBundled ? entry.detail : plainToolTip(entry.path);
    case Qt::AccessibleDescriptionRole: return QString(entry.detail).replace(u'\n', u' ');
    case PathRole: return entry.path;
    case DetailRole: return entry.detail;
    case KindRole: return static_cast<int>(entry.kind);
    default: return {};
    }
}

} // namespace mae::ui
