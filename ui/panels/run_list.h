// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace mae::ui {

class RunTableModel;

/// The runs on the left: one can be looked at, or a new one begun.
class RunList : public QWidget {
    Q_OBJECT

public:
    /// @param model  outlives the list
    explicit RunList(RunTableModel& model, QWidget* parent = nullptr);

    void select(const QString& folder); ///< without runChosen(); empty: none
    QString selected() const;
    void setMessage(const QString& message); ///< e.g. why the runs can't be listed; empty: none
    QListView* view() const { return m_view; }

Q_SIGNALS:
    void runChosen(const QString& folder);
    void newRunWanted();
    void refreshWanted();

private:
    void updateEmpty();

    RunTableModel& m_model;
    QPushButton* m_new; ///< owned by Qt, as the others
    QListView* m_view;
    QLabel* m_empty;
    QString m_message;
    QString m_selected;
    bool m_selecting = false;
};

} // namespace mae::ui
