// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"
#include "core/io/run_notes.h"
#include "ui/widgets/difference_table.h"

#include <QWidget>
#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace mae::ui {

class SettingsTable;
class SteerPanel;

/// What the run that is shown was set to, how it differs from others, what people wrote about it,
/// and what can be done with it besides steering.
class RunPanel : public QWidget {
    Q_OBJECT

public:
    /// @param actions  get a button each, in this order
    explicit RunPanel(const QList<QAction*>& actions, QWidget* parent = nullptr);

    SteerPanel* steering() const { return m_steering; } ///< hidden unless the run can be steered
    /// @param facts  short, e.g. "4,096 pictures · bfloat16"
    void showRun(const TrainConfig& config, const QString& facts);
    const TrainConfig& config() const { return m_config; }
    /// @param runs  the run that is shown first; fewer than two: nothing is compared
    void showDifferences(const std::vector<NamedConfig>& runs);
    void showNotes(const RunNotes& notes, bool editable); ///< keeps what is being typed
    RunNotes notes() const;                               ///< as they stand in the fields
    void commitNotes();                                   ///< if they were edited

Q_SIGNALS:
    void notesEdited(const mae::RunNotes& notes); ///< the user has left a field

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* makeNotes();

    QLabel* m_facts; ///< owned by Qt, as the others
    SteerPanel* m_steering;
    QWidget* m_differ;
    QLabel* m_same;
    DifferenceTable* m_differences;
    SettingsTable* m_table;
    QLineEdit* m_tags;
    QPlainTextEdit* m_text;
    TrainConfig m_config;
    RunNotes m_notes;
};

} // namespace mae::ui
