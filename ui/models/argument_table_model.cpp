// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/argument_table_model.h"

#include "ui/models/report_text.h"
#include "ui/models/search_model.h"

namespace mae::ui {
namespace {

constexpr qsizetype kShown = 400; ///< characters of a value in its cell

QString shortened(const QString& text, qsizetype length) {
    return text.size() > length ? text.left(length) + u'…' : text;
}

} // namespace

void ArgumentTableModel::setArguments(const std::map<std::string, std::string>& arguments) {
    beginResetModel();
    m_rows.clear();
    for (const auto& [name, value] : arguments) {
        m_rows.emplace_back(QString::fromStdString(name), QString::fromStdString(value));
    }
    endResetModel();
}

int ArgumentTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ArgumentTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ArgumentTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const auto& [name, value] = m_rows[static_cast<std::size_t>(index.row())];
    const auto& text = index.column() == Name ? name : value;
    switch (role) {
    case Qt::DisplayRole: return shortened(text, kShown).replace(u'\n', u' ');
    case SearchModel::SortRole:
    case SearchModel::CopyRole: return text;
    case SearchModel::SearchRole: return QString(name + u' ' + value);
    case Qt::ToolTipRole: return plainToolTip(text);
    default: return {};
    }
}

QVariant ArgumentTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
    return role != Qt::DisplayRole ? QVariant() : section == Name ? tr("Name") : tr("Value");
}

} // namespace mae::ui
