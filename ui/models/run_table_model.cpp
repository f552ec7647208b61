// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_table_model.h"

#include "ui/models/search_model.h"
#include "ui/session/paths.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

namespace mae::ui {
namespace {

QDateTime toDateTime(std::chrono::system_clock::time_point time) {
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

QString lossText(double loss) {
    return std::isfinite(loss) && loss > 0 ? QLocale().toString(loss, 'f', 4) : QStringLiteral("–");
}

QString stepsText(const RunSummary& run) {
    const QLocale locale;
    return run.totalSteps > 0 && run.step < run.totalSteps ? QStringLiteral("%1 / %2").arg(
               locale.toString(qlonglong{run.step}), locale.toString(qlonglong{run.totalSteps}))
                                                           : locale.toString(qlonglong{run.step});
}

QString dateText(const QDateTime& date) {
    const QLocale locale;
    return date.date() == QDate::currentDate() ? locale.toString(date.time(), QLocale::ShortFormat)
                                               : locale.toString(date.date(), QLocale::ShortFormat);
}

QString tagsText(const RunSummary& run) {
    QStringList tags;
    for (const auto& tag : run.notes.tags) {
        tags << QString::fromStdString(tag);
    }
    return tags.join(QStringLiteral(", "));
}

RunSummary withActive(RunSummary run, const ActiveRun& active) {
    run.folder = active.folder;
    run.config = active.config;
    run.step = active.step;
    run.totalSteps = active.totalSteps;
    run.lastLoss = active.loss;
    return run;
}

} // namespace

QString phaseText(RunPhase phase) {
    const auto text = [](const char* english) {
        return QCoreApplication::translate("RunPhase", english);
    };
    switch (phase) {
    case RunPhase::Training: return text(QT_TRANSLATE_NOOP("RunPhase", "training"));
    case RunPhase::Paused: return text(QT_TRANSLATE_NOOP("RunPhase", "paused"));
    case RunPhase::Done: return text(QT_TRANSLATE_NOOP("RunPhase", "done"));
    case RunPhase::Stopped: return text(QT_TRANSLATE_NOOP("RunPhase", "stopped"));
    case RunPhase::Elsewhere: return text(QT_TRANSLATE_NOOP("RunPhase", "in another process"));
    case RunPhase::CutOff: return text(QT_TRANSLATE_NOOP("RunPhase", "cut off"));
    case RunPhase::Empty: return text(QT_TRANSLATE_NOOP("RunPhase", "nothing saved"));
    }
    return {};
}

const char* phaseIcon(RunPhase phase) {
    switch (phase) {
    case RunPhase::Training: return "play";
    case RunPhase::Paused: return "pause";
    case RunPhase::Done: return "check";
    case RunPhase::Stopped: return "stop";
    case RunPhase::Elsewhere: return "clock";
    case RunPhase::CutOff:
    case RunPhase::Empty: return "warning";
    }
    return "clock";
}

bool canContinue(RunPhase phase) {
    return phase == RunPhase::Done || phase == RunPhase::Stopped || phase == RunPhase::CutOff;
}

RunPhase phaseOf(const RunSummary& run) {
    return run.beingWritten  ? RunPhase::Elsewhere
           : run.finished()  ? RunPhase::Done
           : run.step > 0    ? RunPhase::Stopped
           : run.interrupted ? RunPhase::CutOff
                             : RunPhase::Empty;
}

bool RunTableModel::isActive(const RunSummary& run) const {
    return m_active && m_active->folder == run.folder;
}

RunPhase RunTableModel::phase(int row) const {
    const auto& summary = run(row);
    return isActive(summary) ? m_active->phase : phaseOf(summary);
}

int RunTableModel::rowOf(const QString& folder) const {
    const auto wanted = toPath(folder);
    const auto found = std::ranges::find(m_runs, wanted, &RunSummary::folder);
    return found != m_runs.end() ? static_cast<int>(found - m_runs.begin()) : -1;
}

void RunTableModel::setRuns(std::vector<RunSummary> runs) {
    const auto folder = [](const RunSummary& run) { return run.folder; };
    const bool sameRows = std::ranges::equal(runs, m_runs, {}, folder, folder);
    if (!sameRows) {
        beginResetModel();
    }
    m_runs = std::move(runs);
    if (!sameRows) {
        endResetModel();
    } else if (!m_runs.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    if (m_active) {
        setActive(*std::exchange(m_active, std::nullopt));
    }
    auto compared = m_compared;
    compared.removeIf([this](const QString& path) { return rowOf(path) < 0; });
    setCompared(compared);
}

void RunTableModel::setActive(const ActiveRun& active) {
    m_active = active;
    const int row = rowOf(toText(active.folder));
    if (row < 0) {
        beginInsertRows({}, 0, 0);
        RunSummary added{.changed = std::chrono::system_clock::now()};
        m_runs.insert(m_runs.begin(), withActive(std::move(added), active));
        endInsertRows();
        return;
    }
    auto& known = m_runs[static_cast<std::size_t>(row)];
    known = withActive(std::move(known), active);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void RunTableModel::clearActive() {
    if (const auto was = std::exchange(m_active, std::nullopt)) {
        if (const int row = rowOf(toText(was->folder)); row >= 0) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

void RunTableModel::setCompared(const QString& folder, bool compared) {
    auto folders = m_compared;
    folders.removeAll(folder);
    if (compared && folders.size() < kMostCompared) {
        folders << folder;
    }
    setCompared(folders);
}

void RunTableModel::setCompared(const QStringList& folders) {
    if (folders == m_compared) {
        return;
    }
    m_compared = folders.mid(0, kMostCompared);
    if (rowCount() > 0) { // the colours of the others may be others as well
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name));
    }
    Q_EMIT comparedChanged();
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
    const auto usual = QAbstractTableModel::flags(index);
    return index.column() == Name ? usual | Qt::ItemIsUserCheckable : usual;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || index.column() != Name) {
        return false;
    }
    const bool compared = value.toInt() == Qt::Checked;
    setCompared(toText(run(index.row()).folder), compared);
    return m_compared.contains(toText(run(index.row()).folder)) == compared;
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunTableModel::text(int row, int column) const {
    const auto& summary = run(row);
    switch (column) {
    case Name: return toText(summary.folder.filename());
    case State: return phaseText(phase(row));
    case Steps: return stepsText(summary);
    case Loss: return lossText(summary.lastLoss);
    case Changed: return dateText(toDateTime(summary.changed));
    default: return {};
    }
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row();
    const auto& summary = run(row);
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::AccessibleTextRole:
        return QString(text(row, Name) + QStringLiteral(", ") + data(index, DetailRole).toString());
    case Qt::ToolTipRole: return toText(summary.folder);
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(icon(phaseIcon(phase(row)))) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Steps || index.column() == Loss
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant();
    case FolderRole: return toText(summary.folder);
    case PhaseRole: return static_cast<int>(phase(row));
    case CompareColorRole: {
        const auto at = m_compared.indexOf(toText(summary.folder));
        return at < 0 ? QVariant() : QVariant(dataColor(static_cast<int>(at) + 1));
    }
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(
                   m_compared.contains(toText(summary.folder)) ? Qt::Checked : Qt::Unchecked)
                                      : QVariant();
    case SearchModel::SearchRole:
        return QString(text(row, Name) + u' ' + text(row, State) + u' ' + tagsText(summary) + u' '
                       + QString::fromStdString(summary.notes.text));
    case DetailRole:
        return QString(text(row, State) + QStringLiteral(" · ") + tr("loss %1").arg(text(row, Loss))
                       + u'\n' + tr("%1 steps").arg(text(row, Steps)) + QStringLiteral(" · ")
                       + text(row, Changed)
                       + (summary.notes.tags.empty() ? QString() : u'\n' + tagsText(summary)));
    case SearchModel::SortRole:
        switch (index.column()) {
        case Steps: return qlonglong{summary.step};
        case Loss: return summary.lastLoss > 0 ? QVariant(summary.lastLoss) : QVariant();
        case Changed: return toDateTime(summary.changed);
        default: return text(row, index.column());
        }
    default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
        return {};
    }
    switch (section) {
    case Name: return tr("Name");
    case State: return tr("State");
    case Steps: return tr("Steps");
    case Loss: return tr("Loss");
    case Changed: return tr("Changed");
    default: return {};
    }
}

} // namespace mae::ui
