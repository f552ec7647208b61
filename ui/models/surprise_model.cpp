// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/surprise_model.h"

#include "ui/models/heat_scale.h"
#include "ui/session/image_convert.h"

#include <algorithm>

namespace mae::ui {

void SurpriseModel::show(std::shared_ptr<const WholePicture> whole) {
    if (whole == m_whole) {
        return;
    }
    beginResetModel();
    m_whole = std::move(whole);
    m_patches = m_whole ? m_whole->mostSurprising(kMost) : std::vector<int>{};
    m_original = m_whole ? toQImage(m_whole->original) : QImage();
    m_prediction = m_whole ? toQImage(m_whole->prediction) : QImage();
    endResetModel();
}

int SurpriseModel::rowOf(int patch) const {
    const auto place = std::ranges::find(m_patches, patch);
    return place != m_patches.end() ? static_cast<int>(place - m_patches.begin()) : -1;
}

int SurpriseModel::patch(int row) const {
    return row >= 0 && row < rowCount() ? m_patches[static_cast<std::size_t>(row)] : -1;
}

int SurpriseModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_patches.size());
}

QVariant SurpriseModel::data(const QModelIndex& index, int role) const {
    const int number = patch(index.row());
    if (!index.isValid() || number < 0) {
        return {};
    }
    const int columns = m_whole->grid.columns, side = m_whole->patchSize;
    const QRect square(number % columns * side, number / columns * side, side, side);
    const auto place = tr("row %1, column %2").arg(number / columns + 1).arg(number % columns + 1);
    const HeatScale levels{.unit = tr("%1 levels"), .factor = 255};
    const auto error =
        levels.text(static_cast<double>(m_whole->error[static_cast<std::size_t>(number)]));
    switch (role) {
    case Qt::DisplayRole: return tr("%1. Patch %2").arg(index.row() + 1).arg(number);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return tr("Number %1: patch %2, %3, error %4")
            .arg(index.row() + 1)
            .arg(number)
            .arg(place, error);
    case PatchRole: return number;
    case PlaceRole: return place;
    case ErrorRole: return error;
    case TrueRole: return m_original.copy(square);
    case PredictedRole: return m_prediction.copy(square);
    default: return {};
    }
}

} // namespace mae::ui
