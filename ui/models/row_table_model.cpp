// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_table_model.h"

#include "ui/models/report_text.h"
#include "ui/models/search_model.h"

#include <QLocale>
#include <utility>

namespace mae::ui {
namespace {

bool isNumber(const QVariant& value) { return value.metaType().id() == QMetaType::LongLong; }

} // namespace

void RowTableModel::setRows(int count, Cell cell) {
    beginResetModel();
    m_count = count;
    m_cell = std::move(cell);
    endResetModel();
}

int RowTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_count;
}

int RowTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const auto value = m_cell(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return isNumber(value) ? QLocale().toString(value.toLongLong())
                               : value.toString().replace(u'\n', u' ');
    case Qt::TextAlignmentRole:
        return int((isNumber(value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SearchModel::SortRole:
    case SearchModel::CopyRole: return value;
    case SearchModel::SearchRole: {
        QString text;
        for (int column = 0; column < m_titles.size(); ++column) {
            text += m_cell(index.row(), column).toString() + u' ';
        }
        return text;
    }
    case Qt::ToolTipRole: return isNumber(value) ? QVariant() : plainToolTip(value.toString());
    default: return {};
    }
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool number = m_count > 0 && isNumber(m_cell(0, section));
    switch (role) {
    case Qt::DisplayRole: return m_titles.value(section);
    case Qt::TextAlignmentRole:
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

} // namespace mae::ui
