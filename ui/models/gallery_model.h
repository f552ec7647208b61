// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/picture_ref.h"
#include "ui/session/thumbnailer.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>
#include <QImage>
#include <vector>

namespace mae::ui {

/// The loaded pictures in order. Thumbnails are made when a view asks for them.
class GalleryModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kThumbnailSide = 144; ///< pixels; sharp at twice the 72 shown
    enum Role { ProblemRole = Qt::UserRole, PathRole };

    explicit GalleryModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    const std::vector<PictureRef>& pictures() const { return m_pictures; }
    int rowOf(quint64 id) const; ///< -1: not there

    void setPictures(std::vector<PictureRef> pictures); ///< replaces all
    void insertPictures(int row, const std::vector<PictureRef>& pictures);
    void removeRow(int row);

private:
    void changed(quint64 id);
    void take(quint64 id, const QImage& thumbnail);

    std::vector<PictureRef> m_pictures;
    mutable QCache<quint64, QImage> m_thumbnails; ///< cost in KiB
    mutable QHash<quint64, bool> m_asked;         ///< under way
    QHash<quint64, QString> m_problems;
    mutable Thumbnailer m_thumbnailer; ///< data() is const but starts the work
};

} // namespace mae::ui
