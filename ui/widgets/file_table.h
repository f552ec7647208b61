// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace mae::ui {

class RowTableModel;
class SearchTable;

/// A list of files and what is to be said of each: searched, sorted, copied, shown in its folder.
class FileTable : public QWidget {
    Q_OBJECT

public:
    struct Words {
        QString name;        ///< accessible name
        QString placeholder; ///< of the search
        QString file;        ///< title of the first column
        QString note;        ///< title of the second column
        QString empty;       ///< what an empty list means
    };
    struct Row {
        QString file;
        QString note;
    };

    explicit FileTable(const Words& words, QWidget* parent = nullptr);

    void setRows(int count, std::function<Row(int row)> row);
    int count() const { return m_count; }
    SearchTable* table() const { return m_table; }

Q_SIGNALS:
    void showInFolderWanted(const QString& file);

private:
    void showCurrent();

    QStackedWidget* m_pages; ///< owned by Qt, as the others
    RowTableModel* m_model;
    SearchTable* m_table;
    QPushButton* m_show;
    std::function<Row(int)> m_row;
    int m_count = 0;
};

} // namespace mae::ui
