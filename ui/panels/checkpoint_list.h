// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QListView;

namespace mae::ui {

class CheckpointListModel;

/// The checkpoints on the left of Models: choosing one opens it.
class CheckpointList : public QWidget {
    Q_OBJECT

public:
    struct Actions {
        QAction* openFile = nullptr;
        QAction* openFolder = nullptr;
        QList<QAction*> ofRow{}; ///< of the context menu
    };
    /// @param model, actions  outlive the list
    CheckpointList(CheckpointListModel& model, const Actions& actions, QWidget* parent = nullptr);

    void select(const QString& path); ///< without chosen(); one that is not there: none
    QString selected() const;         ///< empty: none
    QListView* view() const { return m_view; }

Q_SIGNALS:
    void chosen(const QString& path);

private:
    CheckpointListModel& m_model;
    QListView* m_view; ///< owned by Qt
    QString m_selected;
    bool m_selecting = false;
};

} // namespace mae::ui
