// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

class QAction;
class QListView;
class QModelIndex;

namespace mae::ui {

class CheckpointListModel;

/// The checkpoints on the left of Models: a click or Enter opens one, and so do the arrow keys once
/// they rest. The other buttons of the mouse leave what is open.
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
    QString selected() const;         ///< empty: none, or the keys are on their way to another
    QListView* view() const { return m_view; }

Q_SIGNALS:
    void chosen(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followKeys(const QModelIndex& now);
    void choose(const QString& path);
    void highlight(const QString& path);
    void offerToOpen(const QModelIndex& at, const QPoint& globalPosition);

    CheckpointListModel& m_model;
    QListView* m_view; ///< owned by Qt
    QString m_selected;
    QString m_next; ///< chosen when m_rest is over; empty: none
    QTimer m_rest;  ///< runs while the keys have not rested for long enough
    bool m_selecting = false;
};

} // namespace mae::ui
