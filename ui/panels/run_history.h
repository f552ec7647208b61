// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QAction;
class QMenu;

namespace mae::ui {

class ElidedLabel;
class RunTableModel;
class SearchTable;

/// All runs as a table: searched, sorted, with the columns one wants; several at once can be
/// compared or moved to the trash, tags are edited where they stand.
class RunHistory : public QWidget {
    Q_OBJECT

public:
    /// @param model  outlives the table
    explicit RunHistory(RunTableModel& model, QWidget* parent = nullptr);

    SearchTable* table() const { return m_table; }
    QStringList selected() const; ///< folders, from top to bottom; runs that have one only
    void addTool(QAction* action);
    QByteArray saveColumns() const; ///< which, how wide, in which order
    void restoreColumns(const QByteArray& columns);
    /// Narrower than it can be: where it is shown, list and settings make room.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void openWanted(const QString& folder);
    void trashWanted(const QStringList& folders);
    void closeWanted();

private:
    QWidget* makeHead();
    void makeActions();
    void fillColumns(QMenu& menu);
    void compareSelected();
    void editTags();
    void select(const QStringList& folders);
    void updateState();

    RunTableModel& m_model;
    SearchTable* m_table; ///< owned by Qt, as all below
    ElidedLabel* m_summary;
    QWidget* m_head;
    QAction* m_open;
    QAction* m_tags;
    QAction* m_compare;
    QAction* m_trash;
    QStringList m_kept; ///< selected before the rows were read again
};

} // namespace mae::ui
