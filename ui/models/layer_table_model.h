// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/layer_report.h"

#include <QAbstractTableModel>
#include <memory>

namespace mae::ui {

/// "blocks.0" as people call it: "Encoder block 1".
QString layerTitle(const std::string& name);

/// The layers of a model as they were measured, from the picture to the prediction. Has the roles
/// of SearchModel, and of BarDelegate.
class LayerTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Name,
        Gradient,
        Weights,
        Update, ///< share of the weights' length by which the step changed them
        Mean,
        Std,
        Largest,
        Zeros,
        NotFinite,
        ColumnCount
    };
    enum Role {
        BarRole = Qt::UserRole, ///< double, 0 to 1 within the column; invalid: no bar
        AlarmRole,              ///< bool: something that should not be
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(std::shared_ptr<const LayerReport> report); ///< null: none
    const std::shared_ptr<const LayerReport>& report() const { return m_report; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double number(int row, int column) const; ///< NaN: not known
    QString text(int row, int column) const;
    QVariant bar(int row, int column) const;

    std::shared_ptr<const LayerReport> m_report;
    struct Decades {
        double first = 0; ///< power of ten below the smallest bar
        double last = 0;
    };
    std::vector<Decades> m_decades; ///< by column
};

} // namespace mae::ui
