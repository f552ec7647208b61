// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/image_view.h"
#include "ui/widgets/linked_view.h"

#include <QPainter>
#include <QPixmapCache>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr double kCrispFrom = 2;    ///< device pixels per picture pixel
constexpr int kHatchPeriod = 6;     ///< pixels between the lines, along an axis
constexpr double kLeastHatched = 4; ///< side of a patch on the screen

/// A tile of 45 degree lines, darker than the grey of hidden patches.
QPixmap hatchTile(double scale) {
    const int side = std::max(4, qRound(kHatchPeriod * scale));
    const auto key = QStringLiteral("mae-hatch/%1").arg(side);
    QPixmap tile;
    if (QPixmapCache::find(key, &tile)) {
        return tile;
    }
    tile = QPixmap(side, side);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 70), scale));
    for (const int shift : {-side, 0, side}) { // neighbours of the tile meet at its corners
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1));
    }
    painter.end();
    QPixmapCache::insert(key, tile);
    return tile;
}

} // namespace

void ImageView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto picture = pictureRect();
    if (m_picture.isNull()) {
        paintTitle(painter, area());
        return;
    }
    paintTitle(painter, picture);
    painter.setClipRect(area());
    painter.setOpacity(m_dimmed ? kDimmed : 1.0);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, shownZoom() < kCrispFrom);
    paintPicture(painter, picture);
    painter.setOpacity(1);
    paintPatch(painter);
    if (m_focusRing) {
        painter.setClipping(false);
        painter.setPen(QPen(colors().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(picture.intersected(area()).adjusted(-1, -1, 1, 1));
    }
}

void ImageView::paintPicture(QPainter& painter, const QRectF& picture) const {
    painter.drawImage(picture, m_picture);
    paintHatch(painter);
}

void ImageView::paintTitle(QPainter& painter, const QRectF& picture) const {
    const auto room = area();
    const double height = fontMetrics().height();
    const double top = std::max(0.0, std::max(picture.top(), room.top()) - kGapTiny - height);
    const double left = std::max(picture.left(), 0.0);
    const double right = std::min(picture.right(), double(width()));
    QRectF line(left, top, right - left, height);

    auto strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(palette().color(QPalette::WindowText));
    QRectF used;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_title, &used);
    if (m_note.isEmpty()) {
        return;
    }
    line.setLeft(used.right() + kGapSmall);
    painter.setFont(captionFont());
    painter.setPen(colors().secondaryText);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(captionFont()).elidedText(m_note, Qt::ElideRight, line.width()));
}

void ImageView::paintHatch(QPainter& painter) const {
    if (m_hatched.empty() || static_cast<int>(m_hatched.size()) != m_grid.count()) {
        return;
    }
    const auto picture = pictureRect(), seen = picture.intersected(area());
    const double width = picture.width() / m_grid.columns, height = picture.height() / m_grid.rows;
    if (width < kLeastHatched || height < kLeastHatched) {
        return; // no line of a hatch could be told from the next
    }
    // Of a large picture only what can be seen: it may have a hundred thousand patches.
    const auto first = [](double offset, double size) { return std::max(0, int(offset / size)); };
    const auto end = [](double offset, double size, int most) {
        return std::min(most, int(offset / size) + 1);
    };
    const int left = first(seen.left() - picture.left(), width),
              right = end(seen.right() - picture.left(), width, m_grid.columns),
              top = first(seen.top() - picture.top(), height),
              bottom = end(seen.bottom() - picture.top(), height, m_grid.rows);
    QList<QRectF> hidden;
    for (int row = top; row < bottom; ++row) {
        for (int column = left; column < right; ++column) {
            const int patch = row * m_grid.columns + column;
            if (m_hatched[static_cast<std::size_t>(patch)] != 0) {
                hidden.append(patchRect(patch));
            }
        }
    }
    const double scale = devicePixelRatioF();
    auto tile = hatchTile(scale);
    tile.setDevicePixelRatio(scale);
    painter.setPen(Qt::NoPen);
    painter.setBrushOrigin(picture.topLeft());
    painter.setBrush(QBrush(tile));
    painter.drawRects(hidden);
}

void ImageView::paintPatch(QPainter& painter) const {
    const int patch = m_link.patch();
    if (patch < 0 || patch >= m_grid.count()) {
        return;
    }
    const auto rect = patchRect(patch);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 140), 4));
    painter.drawRect(rect);
    painter.setPen(QPen(colors().accent, 2));
    painter.drawRect(rect);

    painter.setFont(captionFont());
    const auto text = QString::number(patch);
    auto label = QFontMetricsF(captionFont()).boundingRect(text).adjusted(-4, -1, 4, 1);
    label.moveBottomLeft(rect.topLeft() + QPointF(-1, -1));
    if (label.top() < area().top()) {
        label.moveTopLeft(rect.bottomLeft() + QPointF(-1, 1));
    }
    painter.fillRect(label, colors().accentFill);
    painter.setPen(colors().onAccent);
    painter.drawText(label, Qt::AlignCenter, text);
}

} // namespace mae::ui
