// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <functional>

namespace mae::ui {

/// A table whose cells are asked for when they are seen, so that it may have a million rows: texts,
/// and whole numbers in the user's locale.
class RowTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using Cell = std::function<QVariant(int row, int column)>; ///< QString or qint64

    explicit RowTableModel(QStringList titles, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_titles(std::move(titles)) {}

    void setRows(int count, Cell cell);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_titles;
    Cell m_cell;
    int m_count = 0;
};

} // namespace mae::ui
