// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/head_strip.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kSide = 56; ///< of a map

} // namespace

HeadStrip::HeadStrip(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makePictureGround(this);
    describe();
}

QSize HeadStrip::sizeHint() const {
    return {6 * step(), kSide + QFontMetrics(captionFont()).height() + kGapSmall + kGapTiny};
}

QSize HeadStrip::minimumSizeHint() const { return {2 * step(), sizeHint().height()}; }

int HeadStrip::step() const {
    const QFontMetrics metrics(captionFont());
    return std::max(kSide, metrics.horizontalAdvance(name(-1))) + kGapSmall;
}

QString HeadStrip::name(int head) const {
    return head < 0 ? tr("Mean") : QLocale().toString(head + 1);
}

QRect HeadStrip::mapRect(int head) const {
    return {kGapLarge + (head + 1) * step() - m_scrolled, kGapTiny, kSide, kSide};
}

int HeadStrip::headAt(QPoint position) const {
    const int count = static_cast<int>(m_maps.size());
    for (int head = -1; head < count - 1; ++head) {
        if (mapRect(head).adjusted(-2, -2, 2, height() - kSide).contains(position)) {
            return head;
        }
    }
    return -2;
}

void HeadStrip::setMaps(std::vector<QImage> maps) {
    const bool fewer = maps.size() != m_maps.size();
    m_maps = std::move(maps);
    if (fewer) {
        scrollTo(m_head);
        describe();
    }
    update();
}

void HeadStrip::setHead(int head) {
    if (head != m_head) {
        m_head = head;
        scrollTo(head);
        describe();
    }
}

void HeadStrip::setDimmed(bool dimmed) {
    m_dimmed = dimmed;
    update();
}

void HeadStrip::choose(int head) {
    if (head != m_head && head >= -1 && head + 1 < static_cast<int>(m_maps.size())) {
        setHead(head);
        Q_EMIT chosen(head);
    }
}

void HeadStrip::scrollTo(int head) {
    const int all = 2 * kGapLarge + static_cast<int>(m_maps.size()) * step();
    const int left = (head + 1) * step();
    m_scrolled = std::clamp(m_scrolled, left + step() + 2 * kGapLarge - width(), left);
    m_scrolled = std::clamp(m_scrolled, 0, std::max(0, all - width()));
    update();
}

void HeadStrip::describe() {
    setAccessibleName(tr("Maps of all heads"));
    setAccessibleDescription(
        m_head < 0 ? tr("The mean of the heads is chosen.")
                   : tr("Head %1 of %2 is chosen.").arg(m_head + 1).arg(m_maps.size() - 1));
}

void HeadStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(captionFont());
    const int count = static_cast<int>(m_maps.size());
    for (int head = -1; head < count - 1; ++head) {
        const auto place = mapRect(head);
        if (!place.intersects(rect())) {
            continue;
        }
        painter.setOpacity(m_dimmed ? 0.55 : 1);
        painter.drawImage(place, m_maps[static_cast<std::size_t>(head + 1)]);
        painter.setOpacity(1);
        if (head == m_head) {
            painter.setPen(QPen(colors().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(place.adjusted(-1, -1, 1, 1));
        }
        painter.setPen(head == m_head ? palette().color(QPalette::WindowText)
                                      : colors().secondaryText);
        const QRect below(place.center().x() - step() / 2, place.bottom() + 2, step(),
                          height() - place.bottom() - 2);
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop, name(head));
    }
    if (m_ring) {
        painter.setPen(QPen(colors().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

bool HeadStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int head = headAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           head < -1    ? QString()
                           : head == -1 ? tr("The mean of all heads of this block")
                                        : tr("Head %1 of this block").arg(head + 1),
                           this);
        return true;
    }
    return QWidget::event(event);
}

void HeadStrip::mousePressEvent(QMouseEvent* event) { choose(headAt(event->position().toPoint())); }

void HeadStrip::wheelEvent(QWheelEvent* event) {
    const int all = 2 * kGapLarge + static_cast<int>(m_maps.size()) * step();
    const int turned = event->angleDelta().x() + event->angleDelta().y();
    m_scrolled = std::clamp(m_scrolled - turned / 2, 0, std::max(0, all - width()));
    update();
}

void HeadStrip::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_maps.size()) - 2;
    switch (event->key()) {
    case Qt::Key_Left: choose(m_head - 1); return;
    case Qt::Key_Right: choose(m_head + 1); return;
    case Qt::Key_Home: choose(-1); return;
    case Qt::Key_End: choose(last); return;
    default: QWidget::keyPressEvent(event);
    }
}

void HeadStrip::focusInEvent(QFocusEvent* event) {
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void HeadStrip::focusOutEvent(QFocusEvent* event) {
    m_ring = false;
    QWidget::focusOutEvent(event);
    update();
}

} // namespace mae::ui
