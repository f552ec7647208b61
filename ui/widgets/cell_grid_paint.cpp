// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_grid.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kCrispFrom = 2; ///< device pixels per picture pixel
constexpr int kFrame = 4;        ///< between a cell and its frame
constexpr double kDim = 0.55;

bool isWhole(double zoom) { return std::abs(zoom - std::round(zoom)) < 1e-6; }

QFont strong(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

CellLayout::Wish CellGrid::wish() const {
    CellLayout::Wish wish{.flow = m_flow,
                          .cells = int(m_cells.size()),
                          .pictures = m_pictures,
                          .across = m_across,
                          .smallest = double(m_smallest),
                          .caption = double(fontMetrics().height() + kGapTiny),
                          .scale = devicePixelRatioF()};
    const QFontMetricsF title(strong(font())), note(captionFont());
    bool mixed = false;
    QSize first;
    for (const auto& cell : m_cells) {
        wish.pictures = std::max(wish.pictures, int(cell.pictures.size()));
        wish.text = std::max({wish.text, title.horizontalAdvance(cell.title) + 1,
                              note.horizontalAdvance(cell.note) + 1});
        for (const auto& picture : cell.pictures) {
            first = first.isValid() ? first : picture.size();
            mixed = mixed || first.width() * picture.height() != first.height() * picture.width();
            wish.picture = wish.picture.expandedTo(picture.size());
        }
    }
    if (mixed) { // pictures of several shapes lie in squares
        const int side = std::max(wish.picture.width(), wish.picture.height());
        wish.picture = {side, side};
    }
    return wish;
}

bool CellGrid::needsTwoLines(double width) const {
    const QFontMetricsF title(strong(font())), note(captionFont());
    const double least = m_noteSample.isEmpty() ? 0 : note.horizontalAdvance(m_noteSample);
    return std::ranges::any_of(m_cells, [&](const PictureCell& cell) {
        const double more = std::max(least, note.horizontalAdvance(cell.note));
        return more > 0 && title.horizontalAdvance(cell.title) + kGapSmall + more > width;
    });
}

CellLayout CellGrid::arranged(QSizeF room) const {
    auto wanted = wish();
    if (m_twoLines) {
        wanted.caption += QFontMetricsF(captionFont()).height();
    }
    return laidOut(wanted, room);
}

void CellGrid::relayout() {
    const QSizeF whole = maximumViewportSize();
    const int bar = verticalScrollBar()->sizeHint().width();
    m_twoLines = false;
    auto layout = arranged(whole);
    if (m_flow == CellFlow::Stacked && needsTwoLines(layout.cell.width())) {
        m_twoLines = true;
        layout = arranged(whole);
    }
    const bool scrolls = layout.height > whole.height() + 0.5;
    if (scrolls) {
        layout = arranged(whole - QSizeF(bar, 0));
    }
    m_layout = layout;
    // By hand: with automatic scroll bars their own width could make them come and go.
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setRange(
        0, scrolls ? std::max(0, int(std::ceil(layout.height - whole.height()))) : 0);
    verticalScrollBar()->setPageStep(int(whole.height()));
    verticalScrollBar()->setSingleStep(kGapHuge);
    viewport()->update();
}

void CellGrid::resizeEvent(QResizeEvent* event) {
    relayout();
    QAbstractScrollArea::resizeEvent(event);
}

void CellGrid::scrollContentsBy(int, int) { viewport()->update(); }

QPointF CellGrid::scrolled() const { return QPointF(0, -verticalScrollBar()->value()); }

QRectF CellGrid::cellRect(int index) const {
    return m_layout.cellRect(index).translated(scrolled());
}

QRectF CellGrid::pictureRect(int index, int picture) const {
    const auto room = m_layout.pictureRect(index, picture, m_flow).translated(scrolled());
    const auto& pictures = m_cells[std::size_t(index)].pictures;
    if (picture >= int(pictures.size())) {
        return room;
    }
    const auto natural = QSizeF(pictures[std::size_t(picture)].size());
    const double scale = m_layout.scale;
    const double zoom =
        std::min(room.width() * scale / natural.width(), room.height() * scale / natural.height());
    const auto size = natural * (zoom / scale);
    const auto corner = room.center() - QPointF(size.width(), size.height()) / 2;
    return {QPointF(std::round(corner.x() * scale), std::round(corner.y() * scale)) / scale, size};
}

int CellGrid::cellAt(QPoint position) const {
    for (int i = 0; i < int(m_cells.size()); ++i) {
        if (cellRect(i).contains(position)) {
            return i;
        }
    }
    return -1;
}

const QImage& CellGrid::imageAt(QPoint position) const {
    static const QImage kNone;
    const int index = cellAt(position);
    if (index < 0 || m_cells[std::size_t(index)].pictures.empty()) {
        return kNone;
    }
    const auto& pictures = m_cells[std::size_t(index)].pictures;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (pictureRect(index, int(i)).contains(position)) {
            return pictures[i];
        }
    }
    return kNone;
}

void CellGrid::updateCell(int index) {
    if (index >= 0 && index < int(m_cells.size())) {
        viewport()->update(cellRect(index).toAlignedRect().adjusted(-kFrame - 2, -kFrame - 2,
                                                                    kFrame + 2, kFrame + 2));
    }
}

void CellGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), colors().behindPictures);
    if (m_cells.empty()) {
        painter.setPen(colors().secondaryText);
        painter.drawText(viewport()->rect().adjusted(kGapHuge, kGapHuge, -kGapHuge, -kGapHuge),
                         Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const auto area = QRectF(event->rect()).adjusted(-8, -8, 8, 8);
    for (int i = 0; i < int(m_cells.size()); ++i) {
        if (cellRect(i).intersects(area)) {
            paintCell(painter, i);
        }
    }
    if (m_unpainted && hasPictures()) {
        m_unpainted = false;
        QMetaObject::invokeMethod(this, &CellGrid::painted, Qt::QueuedConnection);
    }
}

void CellGrid::paintCell(QPainter& painter, int index) {
    const auto& cell = m_cells[std::size_t(index)];
    paintCaption(painter, index);
    if (cell.pictures.empty()) {
        paintMissing(painter, index);
    }
    painter.setOpacity(isDimmed(index) ? kDim : 1.0);
    for (int i = 0; i < int(cell.pictures.size()); ++i) {
        paintPicture(painter, index, i);
    }
    painter.setOpacity(1);
    paintFrame(painter, index);
}

void CellGrid::paintCaption(QPainter& painter, int index) const {
    const auto& cell = m_cells[std::size_t(index)];
    auto line = m_layout.captionRect(index).translated(scrolled());
    const QFontMetricsF small(captionFont());
    auto note = line;
    if (m_twoLines) {
        line.setHeight(line.height() - small.height());
        note.setTop(line.bottom());
    } else if (!cell.note.isEmpty()) {
        line.setRight(line.right() - small.horizontalAdvance(cell.note) - kGapSmall);
    }
    const auto titleFont = cell.strong ? strong(font()) : font();
    painter.setFont(titleFont);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(titleFont).elidedText(cell.title, Qt::ElideMiddle, line.width()));
    painter.setFont(captionFont());
    painter.setPen(colors().secondaryText);
    painter.setOpacity(isDimmed(index) ? kDim : 1.0); // the number is as old as the picture
    painter.drawText(note,
                     int(m_twoLines ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter
                         | Qt::TextSingleLine,
                     small.elidedText(cell.note, Qt::ElideRight, note.width()));
    painter.setOpacity(1);
}

void CellGrid::paintMissing(QPainter& painter, int index) const {
    const auto& cell = m_cells[std::size_t(index)];
    auto room = cellRect(index);
    room.setTop(room.top() + m_layout.caption);
    painter.fillRect(room, colors().hover);
    if (cell.problem.isEmpty()) {
        return;
    }
    const auto pixmap = iconPixmap("warning", kIconSize, colors().warning, devicePixelRatioF());
    const auto text = room.adjusted(kGapTiny, kGapTiny, -kGapTiny, -kGapTiny);
    const auto high = QFontMetricsF(captionFont())
                          .boundingRect(text, Qt::AlignHCenter | Qt::TextWordWrap, cell.problem)
                          .height();
    const double top = std::max(text.top(), text.center().y() - (kIconSize + kGapTiny + high) / 2);
    painter.drawPixmap(QPointF(text.center().x() - kIconSize / 2.0, top), pixmap);
    painter.setFont(captionFont());
    painter.setPen(colors().secondaryText);
    painter.drawText(QRectF(text.left(), top + kIconSize + kGapTiny, text.width(),
                            text.bottom() - top - kIconSize - kGapTiny),
                     Qt::AlignHCenter | Qt::TextWordWrap, cell.problem);
}

void CellGrid::paintPicture(QPainter& painter, int index, int which) {
    const auto& pictures = m_cells[std::size_t(index)].pictures;
    const auto& picture = pictures[std::size_t(which)];
    const auto target = pictureRect(index, which);
    const double zoom = target.width() * m_layout.scale / picture.width();
    if (zoom >= kCrispFrom || isWhole(zoom)) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.drawImage(target, picture);
        return;
    }
    // Scaled once: the painter's own way is coarse where pictures get much smaller.
    auto& small = m_states[std::size_t(index)].small;
    small.resize(pictures.size());
    const auto pixels = (target.size() * m_layout.scale).toSize().expandedTo({1, 1});
    auto& scaled = small[std::size_t(which)];
    if (scaled.size() != pixels) {
        scaled = picture.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    painter.drawImage(target, scaled);
}

void CellGrid::paintFrame(QPainter& painter, int index) const {
    const auto rect = cellRect(index).adjusted(-kFrame, -kFrame, kFrame, kFrame);
    const auto& cell = m_cells[std::size_t(index)];
    painter.setBrush(Qt::NoBrush);
    if (cell.marked) {
        painter.setPen(QPen(colors().accent, 2));
        painter.drawRect(rect);
    } else if (index == m_hover && cell.active) {
        painter.setPen(QPen(colors().border, 2));
        painter.drawRect(rect);
    }
    if (index == m_focus && m_focusRing && hasFocus()) { // another shape than the mark's
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DashLine));
        painter.drawRect(cell.marked ? rect.adjusted(2, 2, -2, -2) : rect);
    }
}

} // namespace mae::ui
