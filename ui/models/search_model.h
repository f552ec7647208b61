// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QStringList>

namespace mae::ui {

/// The rows of a table that contain all words of a search, sorted by what the cells mean rather
/// than by their texts. What has no value yet comes last, whichever way it is sorted.
class SearchModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole + 100, ///< number or text; invalid: no value
        SearchRole,                    ///< of column 0: the text of the row that is searched
        CopyRole,                      ///< text for the clipboard: exact, in the C locale
    };

    /// @param source  outlives the model
    explicit SearchModel(QAbstractItemModel& source, QObject* parent = nullptr);

    void setSearch(const QString& words); ///< in any order, upper or lower case

    /// Rows as lines of cells separated by tabs, the titles of the columns first.
    /// @param rows  of this model, in order  @param columns  of this model
    QString textOf(const QList<int>& rows, const QList<int>& columns) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList m_words;
    QCollator m_order; ///< of texts: "blocks.2" before "blocks.10"
};

} // namespace mae::ui
