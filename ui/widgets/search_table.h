// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QAction;
class QLabel;
class QLineEdit;
class QTableView;

namespace mae::ui {

class SearchModel;

/// A table with a line that searches it; sorts by a click on a title; copies rows as text.
class SearchTable : public QWidget {
    Q_OBJECT

public:
    struct Words {
        QString name;        ///< accessible name of the table
        QString placeholder; ///< of the line, e.g. "Search tensors"
    };
    /// @param model  outlives the table; see SearchModel for its roles
    SearchTable(QAbstractItemModel& model, const Words& words, QWidget* parent = nullptr);

    QTableView* view() const { return m_view; }
    QLineEdit* search() const { return m_search; }
    SearchModel& rows() const { return *m_rows; }

    int current() const;                            ///< row of the model; -1: none
    void select(int row);                           ///< of the model
    QList<int> visibleRows() const;                 ///< of the model, top first
    void setColumnWidths(const QList<int>& digits); ///< in digits; the last column takes the rest
    QByteArray saveColumns() const;                 ///< widths and order
    void restoreColumns(const QByteArray& columns);
    void copySelection();
    void copyAll(); ///< what the search leaves, as it is sorted

Q_SIGNALS:
    void currentChanged(int row); ///< of the model; -1: none
    void visibleRowsChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    void copy(const QList<int>& rows);
    void updateCount();

    SearchModel* m_rows; ///< owned by Qt, as all below
    QLineEdit* m_search;
    QLabel* m_count;
    QTableView* m_view;
};

} // namespace mae::ui
