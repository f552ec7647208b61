// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/inspection.h"
#include "ui/models/search_model.h"

#include <QAbstractTableModel>
#include <memory>
#include <variant>
#include <vector>

namespace mae::ui {

/// The tensors of a checkpoint, a row each in the order of the file; statistics come later.
class TensorTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Published, Shape, Type, Min, Max, Mean, Std, NotFinite, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(std::shared_ptr<const ModelReport> report); ///< null: no rows
    void setStatistics(int row, const TensorStatistics& statistics);
    void setFailure(int row, const QString& message);

    const TensorStatistics* statistics(int row) const; ///< null: not yet, or never
    QString failure(int row) const;                    ///< why there are none; empty: no failure
    QString name(int row) const;
    /// Some tensor is called otherwise in the published state dict.
    bool hasOtherNames() const { return m_hasOtherNames; }
    int mostTelling() const; ///< row that says most of a model; -1: there are none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using State = std::variant<std::monostate, TensorStatistics, QString>;

    const ModelReport::TensorInfo& tensor(int row) const {
        return m_report->tensors[static_cast<std::size_t>(row)];
    }
    QString otherName(int row) const;
    QString text(int row, int column) const;
    QString exactText(int row, int column) const;
    QVariant sortKey(int row, int column) const;
    void rowChanged(int row);

    std::shared_ptr<const ModelReport> m_report;
    std::vector<State> m_states; ///< one per tensor
    bool m_hasOtherNames = false;
};

} // namespace mae::ui
