// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/gallery_model.h"

#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kCacheKib = 96 * 1024;

} // namespace

GalleryModel::GalleryModel(QObject* parent)
    : QAbstractListModel(parent), m_thumbnails(kCacheKib), m_thumbnailer(kThumbnailSide) {
    connect(&m_thumbnailer, &Thumbnailer::ready, this, &GalleryModel::take);
    connect(&m_thumbnailer, &Thumbnailer::failed, this, [this](quint64 id, const QString& reason) {
        m_asked.remove(id);
        if (!reason.isEmpty()) { // else it only scrolled away
            m_problems.insert(id, reason);
            changed(id);
        }
    });
}

int GalleryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_pictures.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const auto& ref = m_pictures[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return ref.name;
    case Qt::ToolTipRole: {
        const auto problem = m_problems.value(ref.id);
        const auto& place = ref.path.isEmpty() ? ref.name : ref.path;
        return problem.isEmpty() ? place : problem;
    }
    case Qt::DecorationRole:
        if (const auto* thumbnail = m_thumbnails.object(ref.id)) {
            return *thumbnail;
        }
        if (!m_problems.contains(ref.id) && !m_asked.contains(ref.id)) {
            m_asked.insert(ref.id, true);
            m_thumbnailer.request(ref);
        }
        return {};
    case ProblemRole: return m_problems.value(ref.id);
    case PathRole: return ref.path;
    default: return {};
    }
}

int GalleryModel::rowOf(quint64 id) const {
    const auto found =
        std::ranges::find_if(m_pictures, [id](const PictureRef& ref) { return ref.id == id; });
    return found == m_pictures.end() ? -1 : static_cast<int>(found - m_pictures.begin());
}

void GalleryModel::setPictures(std::vector<PictureRef> pictures) {
    beginResetModel();
    m_thumbnailer.forget();
    m_asked.clear();
    m_pictures = std::move(pictures);
    endResetModel();
}

void GalleryModel::insertPictures(int row, const std::vector<PictureRef>& pictures) {
    if (pictures.empty()) {
        return;
    }
    beginInsertRows({}, row, row + static_cast<int>(pictures.size()) - 1);
    m_pictures.insert(m_pictures.begin() + row, pictures.begin(), pictures.end());
    endInsertRows();
}

void GalleryModel::removeRow(int row) {
    beginRemoveRows({}, row, row);
    m_pictures.erase(m_pictures.begin() + row);
    endRemoveRows();
}

void GalleryModel::take(quint64 id, const QImage& thumbnail) {
    m_asked.remove(id);
    m_thumbnails.insert(id, new QImage(thumbnail),
                        std::max(1, static_cast<int>(thumbnail.sizeInBytes() / 1024)));
    changed(id);
}

void GalleryModel::changed(quint64 id) {
    if (const int row = rowOf(id); row >= 0) {
        Q_EMIT dataChanged(index(row), index(row));
    }
}

} // namespace mae::ui
