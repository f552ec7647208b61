// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/image_convert.h"

#include <QPainter>
#include <algorithm>
#include <cstring>
#include <utility>

namespace mae::ui {

QImage toQImage(const Image& image) {
    if (image.width <= 0 || image.height <= 0) {
        return {};
    }
    return QImage(image.pixels.data(), image.width, image.height, image.width * 3,
                  QImage::Format_RGB888)
        .convertToFormat(QImage::Format_RGB32);
}

QImage Converted::operator()(const std::shared_ptr<const void>& owner, const Image& image) {
    for (const auto& entry : m_entries) {
        if (entry.owner == owner && entry.image == &image) {
            return entry.picture;
        }
    }
    auto& entry = m_entries[std::exchange(m_oldest, (m_oldest + 1) % m_entries.size())];
    entry = {owner, &image, toQImage(image)};
    return entry.picture;
}

QImage smallCopy(const Image& image, int most) {
    if (image.width <= 0 || image.height <= 0) {
        return {};
    }
    const QImage whole(image.pixels.data(), image.width, image.height, image.width * 3,
                       QImage::Format_RGB888);
    if (std::max(image.width, image.height) <= most) {
        return whole.convertToFormat(QImage::Format_RGB32);
    }
    // Every n-th pixel first: what a smooth transformation reads it also has to convert.
    const auto rough =
        whole.scaled(3 * most, 3 * most, Qt::KeepAspectRatio, Qt::FastTransformation);
    return (rough.width() < whole.width() ? rough : whole)
        .scaled(most, most, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

Image toImage(const QImage& image) {
    if (image.isNull()) {
        return {};
    }
    QImage flat = image;
    if (image.hasAlphaChannel()) {
        flat = QImage(image.size(), QImage::Format_RGB32);
        flat.fill(Qt::white);
        QPainter(&flat).drawImage(QRectF(QPointF(), QSizeF(image.size())), image);
    }
    flat = std::move(flat).convertToFormat(QImage::Format_RGB888);
    Image result{.width = flat.width(), .height = flat.height(), .pixels = {}};
    const auto row = static_cast<std::size_t>(flat.width()) * 3;
    result.pixels.resize(row * static_cast<std::size_t>(flat.height()));
    for (int y = 0; y < flat.height(); ++y) {
        std::memcpy(result.pixels.data() + row * static_cast<std::size_t>(y), flat.constScanLine(y),
                    row);
    }
    return result;
}

} // namespace mae::ui
