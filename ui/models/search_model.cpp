// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/search_model.h"

#include <algorithm>

namespace mae::ui {
namespace {

/// A cell as one cell: neither tab nor line feed of a stranger's file makes two of it.
QString asCell(QString text) {
    for (auto& c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r') {
            c = u' ';
        }
    }
    return text;
}

/// The C locale compares bytes and knows no numbers in texts.
QLocale collationLocale() {
    const QLocale locale;
    return locale == QLocale::c() ? QLocale(QLocale::English) : locale;
}

} // namespace

SearchModel::SearchModel(QAbstractItemModel& source, QObject* parent)
    : QSortFilterProxyModel(parent), m_order(collationLocale()) {
    m_order.setNumericMode(true);
    m_order.setCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(&source);
    setSortRole(SortRole);
}

void SearchModel::setSearch(const QString& words) {
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool SearchModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (m_words.isEmpty()) {
        return true;
    }
    const auto text = sourceModel()->index(row, 0, parent).data(SearchRole).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool SearchModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto a = left.data(SortRole), b = right.data(SortRole);
    if (a.isValid() != b.isValid()) {
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    }
    if (a.typeId() == QMetaType::Double) {
        return a.toDouble() < b.toDouble();
    }
    if (a.typeId() == QMetaType::QString) {
        return m_order.compare(a.toString(), b.toString()) < 0;
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

QString SearchModel::textOf(const QList<int>& rows, const QList<int>& columns) const {
    QString text;
    const auto addLine = [&](const auto& cell) {
        for (const int column : columns) {
            text += (column == columns.first() ? QString() : QStringLiteral("\t"))
                    + asCell(cell(column));
        }
        text += u'\n';
    };
    addLine([&](int column) { return headerData(column, Qt::Horizontal).toString(); });
    for (const int row : rows) {
        addLine([&](int column) {
            const auto cell = index(row, column);
            const auto exact = cell.data(CopyRole);
            return (exact.isValid() ? exact : cell.data()).toString();
        });
    }
    return text;
}

} // namespace mae::ui
