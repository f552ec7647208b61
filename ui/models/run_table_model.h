// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"
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
    CutOff,    ///< by a crash before anything was saved: begins again when it is continued
    Empty,     ///< nothing was saved: it can't be continued
    Waiting,   ///< starts when the runs before it have ended
};

RunPhase phaseOf(const RunSummary& run); ///< as the disk says

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
    double loss = 0;                        ///< NaN: none yet
    std::optional<double> validationLoss{}; ///< the last one; empty: none since it was started
    std::optional<double> knnTop1{};        ///< as validationLoss
    double seconds = 0;                     ///< of training
};

/// The runs of a folder, newest first, and on top of what the disk says the one in training and
/// those that wait for their turn. A row can be checked: then it is compared. Tags can be edited.
/// Has the roles of SearchModel.
class RunTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Name,
        State,
        Data,
        Model,
        Steps,
        Loss, ///< the last one
        Best,
        Validation,
        KnnAccuracy, ///< the last one
        Duration,
        Changed,
        Tags,
        Notes,
        ColumnCount
    };
    enum Role {
        FolderRole = Qt::UserRole, ///< QString
        PhaseRole,                 ///< int of RunPhase
        DetailRole,                ///< lines for people: state, loss, steps, date, tags
        CompareColorRole,          ///< QColor of its curves among others; none: it is not compared
        QueueIdRole,               ///< quint64 of a run that waits; invalid: it does not
    };

    static constexpr int kMostCompared =
        5; ///< as many as there are colours besides the shown run's

    using QAbstractTableModel::QAbstractTableModel;

    /// Folders of the runs that are compared with the shown one, in the order they were chosen.
    const QStringList& compared() const { return m_compared; }
    void setCompared(const QString& folder, bool compared);
    void setCompared(const QStringList& folders);

    void setRuns(std::vector<RunSummary> runs);
    void setActive(const ActiveRun& run); ///< adds it if the list does not have it yet
    void clearActive();                   ///< what the disk says counts again
    /// Runs that wait: those without a folder have rows of their own, at the top.
    void setQueue(const QueueChanged& queue);

    int rowOf(const QString& folder) const; ///< -1: none
    const RunSummary& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    RunPhase phase(int row) const;
    bool isOnDisk(int row) const { return row >= m_unborn; } ///< it has a folder

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void comparedChanged();
    void tagsEdited(const QString& folder, const QStringList& tags);

private:
    bool isActive(const RunSummary& run) const;
    void setRuns(std::vector<RunSummary> runs, QueueChanged queue);
    /// Adds those that wait and have no folder yet. @return how many
    static int addUnborn(std::vector<RunSummary>& runs, const QueueChanged& queue);
    int turnOf(int row) const; ///< in the queue, from 1; 0: it does not wait
    QString stateText(int row) const;
    QString text(int row, int column) const;
    QString detail(int row) const;
    QVariant sortKey(int row, int column) const;
    QString exactText(int row, int column) const;
    bool setTags(int row, const QString& tags);

    std::vector<RunSummary> m_runs; ///< first those that have no folder yet
    int m_unborn = 0;               ///< how many these are
    QueueChanged m_queue;
    std::optional<ActiveRun> m_active;
    QStringList m_compared;
};

} // namespace mae::ui
