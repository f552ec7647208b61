// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tensor_table_model.h"

#include "ui/models/report_text.h"

#include <QLocale>
#include <algorithm>
#include <optional>

namespace mae::ui {
namespace {

qlonglong valuesIn(const std::vector<std::int64_t>& shape) {
    qlonglong count = 1;
    for (const auto size : shape) {
        count *= size;
    }
    return count;
}

/// The number of a column; none where all values are not finite.
std::optional<double> numberOf(const TensorStatistics& s, int column) {
    if (column == TensorTableModel::NotFinite) {
        return static_cast<double>(s.notFinite);
    }
    if (s.count == s.notFinite) {
        return {};
    }
    switch (column) {
    case TensorTableModel::Min: return s.min;
    case TensorTableModel::Max: return s.max;
    case TensorTableModel::Mean: return s.mean;
    case TensorTableModel::Std: return s.std;
    default: return {};
    }
}

} // namespace

void TensorTableModel::setReport(std::shared_ptr<const ModelReport> report) {
    beginResetModel();
    m_report = std::move(report);
    m_states.assign(m_report ? m_report->tensors.size() : 0, {});
    m_hasOtherNames = m_report && std::ranges::any_of(m_report->tensors, [](const auto& tensor) {
                          return !tensor.published.empty() && tensor.published != tensor.name;
                      });
    endResetModel();
}

void TensorTableModel::rowChanged(int row) {
    Q_EMIT dataChanged(index(row, Min), index(row, NotFinite));
}

void TensorTableModel::setStatistics(int row, const TensorStatistics& statistics) {
    m_states[static_cast<std::size_t>(row)] = statistics;
    rowChanged(row);
}

void TensorTableModel::setFailure(int row, const QString& message) {
    m_states[static_cast<std::size_t>(row)] = message;
    rowChanged(row);
}

const TensorStatistics* TensorTableModel::statistics(int row) const {
    return std::get_if<TensorStatistics>(&m_states[static_cast<std::size_t>(row)]);
}

QString TensorTableModel::failure(int row) const {
    const auto* message = std::get_if<QString>(&m_states[static_cast<std::size_t>(row)]);
    return message != nullptr ? *message : QString();
}

QString TensorTableModel::name(int row) const { return QString::fromStdString(tensor(row).name); }

QString TensorTableModel::otherName(int row) const {
    const auto& t = tensor(row);
    return t.published == t.name ? QString() : QString::fromStdString(t.published);
}

int TensorTableModel::mostTelling() const {
    if (rowCount() == 0) {
        return -1;
    }
    const auto& tensors = m_report->tensors;
    auto found = std::ranges::find(tensors, std::string("patch_embed.proj.weight"),
                                   &ModelReport::TensorInfo::published);
    if (found == tensors.end()) {
        found = std::ranges::max_element(tensors, {}, [](const ModelReport::TensorInfo& tensor) {
            return valuesIn(tensor.shape);
        });
    }
    return static_cast<int>(found - tensors.begin());
}

int TensorTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_states.size());
}

int TensorTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString TensorTableModel::text(int row, int column) const {
    switch (column) {
    case Name: return name(row);
    case Published: return otherName(row);
    case Shape: return shapeText(tensor(row).shape);
    case Type: return QString::fromStdString(tensor(row).dtype);
    default: break;
    }
    const auto* s = statistics(row);
    if (s == nullptr) {
        return failure(row).isEmpty() ? QStringLiteral("…") : QStringLiteral("–");
    }
    const auto number = numberOf(*s, column);
    return !number               ? QStringLiteral("–")
           : column == NotFinite ? QLocale().toString(qlonglong{s->notFinite})
                                 : valueText(*number);
}

QString TensorTableModel::exactText(int row, int column) const {
    if (column < Min) {
        return text(row, column);
    }
    const auto* s = statistics(row);
    const auto number = s != nullptr ? numberOf(*s, column) : std::nullopt;
    return number ? QString::number(*number, 'g', 9) : QString();
}

QVariant TensorTableModel::sortKey(int row, int column) const {
    if (column == Shape) {
        return valuesIn(tensor(row).shape);
    }
    if (column < Min) {
        return text(row, column);
    }
    const auto* s = statistics(row);
    const auto number = s != nullptr ? numberOf(*s, column) : std::nullopt;
    return number ? QVariant(*number) : QVariant();
}

QVariant TensorTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const int row = index.row(), column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case SearchModel::SortRole: return sortKey(row, column);
    case SearchModel::CopyRole: return exactText(row, column);
    case SearchModel::SearchRole:
        return QStringList{name(row), otherName(row), text(row, Shape), text(row, Type)}.join(u' ');
    case Qt::ToolTipRole:
        return column <= Published       ? plainToolTip(text(row, column))
               : !failure(row).isEmpty() ? plainToolTip(failure(row))
               : column >= Min           ? QVariant(exactText(row, column))
                                         : QVariant();
    case Qt::TextAlignmentRole:
        return int((column >= Min ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant TensorTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section >= Min ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        return section == Published   ? tr("The tensor's name in the published code")
               : section == Std       ? tr("Standard deviation")
               : section == NotFinite ? tr("Values that are infinite or no number; the other "
                                           "columns leave them out")
                                      : QVariant();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name: return tr("Name");
    case Published: return tr("Published name");
    case Shape: return tr("Shape");
    case Type: return tr("Type");
    case Min: return tr("Min");
    case Max: return tr("Max");
    case Mean: return tr("Mean");
    case Std: return tr("Std");
    case NotFinite: return tr("Not finite");
    default: return {};
    }
}

} // namespace mae::ui
