// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/layer_table_model.h"

#include "ui/models/search_model.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace mae::ui {
namespace {

constexpr int kDigits = 3;

bool isShare(int column) {
    return column == LayerTableModel::Zeros || column == LayerTableModel::NotFinite;
}

/// The number of a block, from 1; 0: it is none.
int blockNumber(std::string_view name, std::string_view prefix) {
    int index = 0;
    if (!name.starts_with(prefix)) {
        return 0;
    }
    const auto digits = name.substr(prefix.size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    return error == std::errc() && end == digits.data() + digits.size() ? index + 1 : 0;
}

/// Three digits: 0.0123, 12.3, 1.2e-7.
QString numberText(double value) {
    const double size = std::abs(value);
    const QLocale locale;
    if (size == 0) {
        return locale.toString(0);
    }
    if (size < 1e-3 || size >= 1e4) {
        return locale.toString(value, 'e', 1);
    }
    const int whole = static_cast<int>(std::floor(std::log10(size))) + 1;
    return locale.toString(value, 'f', std::clamp(kDigits - whole, 0, 5));
}

QString shareText(double share) {
    const QLocale locale;
    // A few values of millions are not none.
    return share > 0 && share < 1e-4
               ? QStringLiteral("<") + locale.toString(0.01, 'f', 2) + QStringLiteral(" %")
               : locale.toString(100 * share, 'f', share == 0 || share == 1 ? 0 : 2)
                     + QStringLiteral(" %");
}

} // namespace

QString layerTitle(const std::string& name) {
    const auto text = [](const char* english) {
        return QCoreApplication::translate("LayerTitle", english);
    };
    if (const int block = blockNumber(name, "blocks.")) {
        return text(QT_TRANSLATE_NOOP("LayerTitle", "Encoder block %1")).arg(block);
    }
    if (const int block = blockNumber(name, "decoder_blocks.")) {
        return text(QT_TRANSLATE_NOOP("LayerTitle", "Decoder block %1")).arg(block);
    }
    if (name == "patch_embed") {
        return text(QT_TRANSLATE_NOOP("LayerTitle", "Patch embedding"));
    }
    if (name == "norm") {
        return text(QT_TRANSLATE_NOOP("LayerTitle", "Encoder norm"));
    }
    if (name == "decoder_embed") {
        return text(QT_TRANSLATE_NOOP("LayerTitle", "Decoder embedding"));
    }
    if (name == "decoder_pred") {
        return text(QT_TRANSLATE_NOOP("LayerTitle", "Prediction"));
    }
    return QString::fromStdString(name);
}

void LayerTableModel::setReport(std::shared_ptr<const LayerReport> report) {
    const auto rows = [](const auto& r) { return r ? r->layers.size() : 0; };
    const bool same = rows(report) == rows(m_report);
    if (!same) {
        beginResetModel();
    }
    m_report = std::move(report);
    m_decades.assign(ColumnCount, {});
    for (int column = Gradient; column < ColumnCount; ++column) {
        double least = std::numeric_limits<double>::infinity(), most = 0;
        for (int row = 0; row < rowCount(); ++row) {
            const double size = std::abs(number(row, column));
            if (std::isfinite(size) && size > 0) {
                least = std::min(least, size);
                most = std::max(most, size);
            }
        }
        if (most > 0) {
            const double first = std::floor(std::log10(least)) - 0.25; // the least has a bar, too
            m_decades[static_cast<std::size_t>(column)] = {
                first, std::max(std::ceil(std::log10(most)), first + 1)};
        }
    }
    if (!same) {
        endResetModel();
    } else if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int LayerTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->layers.size());
}

int LayerTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

double LayerTableModel::number(int row, int column) const {
    const auto& layer = m_report->layers[static_cast<std::size_t>(row)];
    switch (column) {
    case Gradient: return layer.gradientNorm;
    case Weights: return layer.weightNorm;
    case Update: return layer.updateRatio;
    case Mean: return layer.mean;
    case Std: return layer.std;
    case Largest: return layer.maxAbs;
    case Zeros: return layer.zeroShare;
    case NotFinite: return layer.notFiniteShare;
    default: return LayerStatistics::kUnknown;
    }
}

QString LayerTableModel::text(int row, int column) const {
    if (column == Name) {
        return layerTitle(m_report->layers[static_cast<std::size_t>(row)].name);
    }
    const double value = number(row, column);
    return !std::isfinite(value) ? QStringLiteral("–")
           : isShare(column)     ? shareText(value)
                                 : numberText(value);
}

QVariant LayerTableModel::bar(int row, int column) const {
    const double size = column == Name ? 0 : std::abs(number(row, column));
    if (!(size > 0) || !std::isfinite(size)) {
        return {};
    }
    if (isShare(column)) {
        return size;
    }
    const auto& [first, last] = m_decades[static_cast<std::size_t>(column)];
    return std::clamp((std::log10(size) - first) / (last - first), 0.0, 1.0);
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_report) {
        return {};
    }
    const int row = index.row(), column = index.column();
    const auto& layer = m_report->layers[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case BarRole: return bar(row, column);
    case AlarmRole: return layer.notFiniteShare > 0 && column == NotFinite;
    case SearchModel::SearchRole:
        return text(row, Name) + u' ' + QString::fromStdString(layer.name);
    case SearchModel::SortRole: {
        if (column == Name) {
            return row; // as in the model
        }
        const double value = number(row, column);
        return std::isfinite(value) ? QVariant(value) : QVariant();
    }
    case SearchModel::CopyRole: {
        if (column == Name) {
            return QString::fromStdString(layer.name);
        }
        const double value = number(row, column);
        return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
    }
    case Qt::ToolTipRole:
        return column == Name
                   ? QString::fromStdString(layer.name) + QStringLiteral(" · ")
                         + tr("%Ln parameters", nullptr, static_cast<int>(layer.parameters))
               : !std::isfinite(number(row, column)) && column == Update && !m_report->stepped
                   ? tr("Measured without making a step: nothing has changed.")
               : !std::isfinite(number(row, column)) && column <= Update
                       && std::isnan(layer.gradientNorm)
                   ? tr("Frozen: it is not trained.")
                   : QVariant();
    case Qt::TextAlignmentRole:
        return int((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    struct Title {
        QString name, help;
    };
    const auto title = [section]() -> Title {
        switch (section) {
        case Name: return {tr("Layer"), tr("From the picture to the prediction.")};
        case Gradient:
            return {tr("Gradient"), tr("Length of the gradient of its weights, before clipping.")};
        case Weights: return {tr("Weights"), tr("Length of its weights before the step.")};
        case Update:
            return {tr("Update"), tr("Length of the step's change divided by the length of the "
                                     "weights; about 0.001 is usual.")};
        case Mean: return {tr("Mean"), tr("Mean of the values that the layer hands on.")};
        case Std: return {tr("Std"), tr("Standard deviation of the values it hands on.")};
        case Largest: return {tr("Largest"), tr("Largest magnitude of the values it hands on.")};
        case Zeros: return {tr("Zeros"), tr("Share of zeros among the values it hands on.")};
        case NotFinite:
            return {tr("Not finite"), tr("Share of values that are infinite or no number; the "
                                         "other columns leave them out.")};
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return title().name;
    case Qt::ToolTipRole: return title().help;
    case Qt::TextAlignmentRole:
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default: return {};
    }
}

} // namespace mae::ui
