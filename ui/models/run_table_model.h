// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/run_folder.h"

#include <QAbstractTableModel>
#include <optional>
#include <vector>

namespace mae::ui {

/// What a run does, or how it ended.
enum class RunPhase {
    Training,
    Paused,
    Done,      ///< reached its last step
    Stopped,   ///< before its last step, on purpose or by a crash: can be continued
    Elsewhere, ///< another process writes it
    Empty,     ///< nothing was saved: it can't be continued
};

QString phaseText(RunPhase phase);
const char* phaseIcon(RunPhase phase);
bool canContinue(RunPhase phase);

/// The run of this process as it is now.
struct ActiveRun {
    std::filesystem::path folder{};
    TrainConfig config{};
    RunPhase phase = RunPhase::Training;
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    double loss = 0; ///< NaN: none yet
};

/// The runs of a folder, newest first, and the one in training on top of what the disk says.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, State, Steps, Loss, Changed, ColumnCount };
    enum Role {
        FolderRole = Qt::UserRole, ///< QString
        PhaseRole,                 ///< int of RunPhase
        DetailRole,                ///< two lines for people: state, loss, steps, date
        SortRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::vector<RunSummary> runs);
    void setActive(const ActiveRun& run); ///< adds it if the list does not have it yet
    void clearActive();                   ///< what the disk says counts again

    int rowOf(const QString& folder) const; ///< -1: none
    const RunSummary& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    RunPhase phase(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isActive(const RunSummary& run) const;
    QString text(int row, int column) const;

    std::vector<RunSummary> m_runs;
    std::optional<ActiveRun> m_active;
};

} // namespace mae::ui
