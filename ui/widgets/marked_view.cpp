// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/marked_view.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/linked_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace mae::ui {

MarkedView::MarkedView(LinkedView& link, QWidget* parent) : ImageView(link, {}, parent) {}

void MarkedView::setMarks(std::vector<PatchMark> marks) {
    if (marks != m_marks) {
        m_marks = std::move(marks);
        update();
    }
}

void MarkedView::setHint(const QString& hint) {
    if (hint != m_hint) {
        m_hint = hint;
        setWhatsThis(hint);
        update();
    }
}

void MarkedView::setPicks(bool picks) {
    m_picks = picks;
    picks ? setCursor(Qt::PointingHandCursor) : unsetCursor();
}

void MarkedView::paintEvent(QPaintEvent* event) {
    ImageView::paintEvent(event);
    QPainter painter(this);
    if (picture().isNull()) {
        painter.setPen(colors().secondaryText);
        painter.drawText(area().adjusted(kGapTiny, 0, -kGapTiny, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    painter.setClipRect(area());
    painter.setOpacity(isDimmed() ? kDimmed : 1);
    for (const auto& mark : m_marks) {
        if (mark.patch >= 0 && mark.patch < grid().count()) {
            paintMark(painter, mark);
        }
    }
}

void MarkedView::paintMark(QPainter& painter, const PatchMark& mark) const {
    const auto place = patchRect(mark.patch);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 160), 4));
    painter.drawRect(place);
    painter.setPen(QPen(mark.strong ? colors().accent : QColor(Qt::white), 2));
    painter.drawRect(place);
    if (mark.label.isEmpty()) {
        return;
    }
    const QFontMetricsF metrics(captionFont());
    auto label = metrics.boundingRect(mark.label).adjusted(-4, -1, 4, 1);
    label.moveTopLeft(place.topRight() + QPointF(2, -1));
    if (label.right() > area().right()) {
        label.moveTopRight(place.topLeft() + QPointF(-2, -1));
    }
    painter.fillRect(label, mark.strong ? colors().accentFill : QColor(0, 0, 0, 170));
    painter.setFont(captionFont());
    painter.setPen(mark.strong ? colors().onAccent : QColor(Qt::white));
    painter.drawText(label, Qt::AlignCenter, mark.label);
}

void MarkedView::mousePressEvent(QMouseEvent* event) {
    ImageView::mousePressEvent(event);
    m_pressed = m_picks && event->button() == Qt::LeftButton;
    m_pressedAt = event->position();
}

void MarkedView::mouseReleaseEvent(QMouseEvent* event) {
    ImageView::mouseReleaseEvent(event);
    setPicks(m_picks); // its cursor
    const auto moved = event->position() - m_pressedAt;
    if (std::exchange(m_pressed, false)
        && moved.manhattanLength() < QApplication::startDragDistance()) {
        if (const int patch = patchAt(event->position()); patch >= 0) {
            Q_EMIT patchClicked(patch);
        }
    }
}

bool MarkedView::pick(int key) {
    switch (key) {
    case Qt::Key_Left: Q_EMIT stepped(-1, 0); return true;
    case Qt::Key_Right: Q_EMIT stepped(1, 0); return true;
    case Qt::Key_Up: Q_EMIT stepped(0, -1); return true;
    case Qt::Key_Down: Q_EMIT stepped(0, 1); return true;
    case Qt::Key_Escape:
        if (m_holds) {
            Q_EMIT escaped();
        }
        return m_holds;
    default: return false;
    }
}

void MarkedView::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (!m_picks || picture().isNull() || !plain || !pick(event->key())) {
        ImageView::keyPressEvent(event);
    }
}

} // namespace mae::ui
