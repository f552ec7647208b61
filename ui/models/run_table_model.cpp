// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_table_model.h"

#include "ui/session/paths.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>
#include <utility>

namespace mae::ui {
namespace {

RunSummary withActive(RunSummary run, const ActiveRun& active) {
    run.folder = active.folder;
    run.config = active.config;
    run.step = active.step;
    run.totalSteps = active.totalSteps;
    run.lastLoss = active.loss;
    run.seconds = std::max(run.seconds, active.seconds);
    run.validationLoss = active.validationLoss ? active.validationLoss : run.validationLoss;
    run.knnTop1 = active.knnTop1 ? active.knnTop1 : run.knnTop1;
    if (active.loss > 0 && (run.bestLoss <= 0 || active.loss < run.bestLoss)) {
        run.bestLoss = active.loss;
    }
    return run;
}

/// Of a run that has no folder yet: no run has such a one.
std::filesystem::path unbornFolder(std::uint64_t id) { return "queue:" + std::to_string(id); }

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
    case RunPhase::Waiting: return text(QT_TRANSLATE_NOOP("RunPhase", "waiting"));
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
    case RunPhase::Waiting: return "clock";
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
    if (isActive(summary)) {
        return m_active->phase;
    }
    return turnOf(row) > 0 ? RunPhase::Waiting : phaseOf(summary);
}

int RunTableModel::rowOf(const QString& folder) const {
    const auto wanted = toPath(folder);
    const auto found = std::ranges::find(m_runs, wanted, &RunSummary::folder);
    return found != m_runs.end() ? static_cast<int>(found - m_runs.begin()) : -1;
}

int RunTableModel::addUnborn(std::vector<RunSummary>& runs, const QueueChanged& queue) {
    std::vector<RunSummary> unborn;
    for (const auto& waiting : queue.runs) {
        const bool listed =
            !waiting.folder.empty()
            && std::ranges::find(runs, waiting.folder, &RunSummary::folder) != runs.end();
        if (!listed) {
            unborn.push_back({.folder = unbornFolder(waiting.id)});
        }
    }
    runs.insert(runs.begin(), std::make_move_iterator(unborn.begin()),
                std::make_move_iterator(unborn.end()));
    return static_cast<int>(unborn.size());
}

void RunTableModel::setQueue(const QueueChanged& queue) {
    setRuns({m_runs.begin() + m_unborn, m_runs.end()}, queue);
}

int RunTableModel::turnOf(int row) const {
    const auto& folder = run(row).folder;
    const auto found = std::ranges::find_if(m_queue.runs, [&](const QueuedRun& waiting) {
        return isOnDisk(row) ? waiting.folder == folder : unbornFolder(waiting.id) == folder;
    });
    return found == m_queue.runs.end() ? 0 : static_cast<int>(found - m_queue.runs.begin()) + 1;
}

void RunTableModel::setRuns(std::vector<RunSummary> runs) { setRuns(std::move(runs), m_queue); }

void RunTableModel::setRuns(std::vector<RunSummary> runs, QueueChanged queue) {
    const int unborn = addUnborn(runs, queue);
    const auto folder = [](const RunSummary& run) { return run.folder; };
    const bool sameRows = std::ranges::equal(runs, m_runs, {}, folder, folder);
    if (!sameRows) {
        beginResetModel();
    }
    // Not earlier: until the reset begins views ask about the rows as they were.
    m_runs = std::move(runs);
    m_queue = std::move(queue);
    m_unborn = unborn;
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
        beginInsertRows({}, m_unborn, m_unborn);
        RunSummary added{.changed = std::chrono::system_clock::now()};
        m_runs.insert(m_runs.begin() + m_unborn, withActive(std::move(added), active));
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
    if (!index.isValid() || !isOnDisk(index.row())) {
        return usual;
    }
    const bool writable = phase(index.row()) != RunPhase::Elsewhere;
    return index.column() == Name               ? usual | Qt::ItemIsUserCheckable
           : index.column() == Tags && writable ? usual | Qt::ItemIsEditable
                                                : usual;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role == Qt::EditRole && index.column() == Tags) {
        return setTags(index.row(), value.toString());
    }
    if (role != Qt::CheckStateRole || index.column() != Name || !isOnDisk(index.row())) {
        return false;
    }
    const bool compared = value.toInt() == Qt::Checked;
    setCompared(toText(run(index.row()).folder), compared);
    return m_compared.contains(toText(run(index.row()).folder)) == compared;
}

bool RunTableModel::setTags(int row, const QString& text) {
    auto& summary = m_runs[static_cast<std::size_t>(row)];
    auto tags = tagsFrom(text.toStdString());
    if (tags == summary.notes.tags) {
        return true;
    }
    summary.notes.tags = std::move(tags);
    QStringList names;
    for (const auto& tag : summary.notes.tags) {
        names << QString::fromStdString(tag);
    }
    const auto folder = toText(summary.folder);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT tagsEdited(folder, names);
    return true;
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

} // namespace mae::ui
