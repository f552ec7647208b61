// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/whole_picture.h"

#include <QAbstractListModel>
#include <QImage>
#include <memory>
#include <vector>

namespace mae::ui {

/// The patches of a picture that the others told least about, the most surprising first.
class SurpriseModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kMost = 24;
    enum Role {
        PatchRole = Qt::UserRole, ///< int
        PlaceRole,                ///< "row 3, column 7"
        ErrorRole,                ///< "31.5 levels"
        TrueRole,                 ///< QImage of the patch
        PredictedRole             ///< QImage
    };

    using QAbstractListModel::QAbstractListModel;

    void show(std::shared_ptr<const WholePicture> whole); ///< null: nothing
    int rowOf(int patch) const;                           ///< -1: not in the list
    int patch(int row) const;                             ///< -1: no such row

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const WholePicture> m_whole;
    QImage m_original;
    QImage m_prediction;
    std::vector<int> m_patches;
};

} // namespace mae::ui
