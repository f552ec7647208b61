// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/frame_picker.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kHandle = 8; ///< pixels around a corner that belong to it
constexpr double kSmallestShown = 0.1;

} // namespace

FramePicker::FramePicker(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("The square of the picture that the model sees. Drag to move it, wheel or a "
                  "corner to resize it, double click for the largest in the middle"));
    describe();
}

void FramePicker::describe() {
    setAccessibleName(tr("Frame of the crop"));
    setAccessibleDescription(tr("%1 % of the shorter side, %2 % across, %3 % down")
                                 .arg(qRound(m_frame.size * 100))
                                 .arg(qRound(m_frame.across * 100))
                                 .arg(qRound(m_frame.down * 100)));
    update();
}

void FramePicker::setPicture(const QImage& picture) {
    m_picture = picture;
    update();
}

void FramePicker::setFrame(const CropFrame& frame) {
    m_frame = frame;
    describe();
}

QRectF FramePicker::pictureRect() const {
    if (m_picture.isNull()) {
        return {};
    }
    const auto room = QRectF(rect()).adjusted(1, 1, -1, -1);
    const auto size = QSizeF(m_picture.size()).scaled(room.size(), Qt::KeepAspectRatio);
    return {room.center() - QPointF(size.width() / 2, size.height() / 2), size};
}

QRectF FramePicker::frameRect() const {
    const auto picture = pictureRect();
    const double side = std::min(picture.width(), picture.height()) * m_frame.size;
    return {picture.left() + (picture.width() - side) * m_frame.across,
            picture.top() + (picture.height() - side) * m_frame.down, side, side};
}

void FramePicker::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), colors().behindPictures);
    if (m_picture.isNull()) {
        return;
    }
    const auto picture = pictureRect(), frame = frameRect();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(picture, m_picture);
    QPainterPath outside;
    outside.addRect(picture);
    outside.addRect(frame);
    painter.fillPath(outside, QColor(0, 0, 0, 130)); // odd-even: all but the frame
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
    painter.drawRect(frame);
    painter.setPen(QPen(hasFocus() ? colors().accent : QColor(Qt::white), 1.5));
    painter.drawRect(frame);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 1));
    painter.setBrush(Qt::white);
    for (const auto& corner :
         {frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()}) {
        painter.drawRect(QRectF(corner - QPointF(2.5, 2.5), QSizeF(5, 5)));
    }
}

FramePicker::Grip FramePicker::gripAt(QPointF position) const {
    const auto frame = frameRect();
    for (const auto& corner :
         {frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()}) {
        if (std::max(std::abs(position.x() - corner.x()), std::abs(position.y() - corner.y()))
            <= kHandle) {
            return Grip::Corner;
        }
    }
    return frame.contains(position) ? Grip::Inside : Grip::None;
}

void FramePicker::change(const CropFrame& to) {
    if (!(to == m_frame)) {
        m_frame = to;
        describe();
        Q_EMIT frameChanged(m_frame);
    }
}

void FramePicker::moveBy(QPointF pixels) {
    const auto picture = pictureRect(), frame = frameRect();
    auto to = m_frame;
    const auto moved = [](double place, double by, double room) {
        return room > 0.5 ? std::clamp(place + by / room, 0.0, 1.0) : place;
    };
    to.across = moved(to.across, pixels.x(), picture.width() - frame.width());
    to.down = moved(to.down, pixels.y(), picture.height() - frame.height());
    change(to);
}

void FramePicker::resizeTo(double size) {
    const auto picture = pictureRect();
    const auto middle = frameRect().center();
    auto to = m_frame;
    to.size = std::clamp(size, kSmallestShown, 1.0);
    const double side = std::min(picture.width(), picture.height()) * to.size;
    const auto place = [side](double centre, double start, double length) {
        const double room = length - side;
        return room > 0.5 ? std::clamp((centre - side / 2 - start) / room, 0.0, 1.0) : 0.5;
    };
    to.across = place(middle.x(), picture.left(), picture.width());
    to.down = place(middle.y(), picture.top(), picture.height());
    change(to);
}

void FramePicker::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_picture.isNull()) {
        return;
    }
    m_grip = gripAt(event->position());
    m_last = event->position();
    if (m_grip == Grip::None) { // the frame comes to where one clicks
        moveBy(event->position() - frameRect().center());
        m_grip = Grip::Inside;
    }
}

void FramePicker::mouseMoveEvent(QMouseEvent* event) {
    if (m_grip == Grip::Inside) {
        moveBy(event->position() - m_last);
        m_last = event->position();
    } else if (m_grip == Grip::Corner) {
        const auto picture = pictureRect();
        const auto from = event->position() - frameRect().center();
        resizeTo(2 * std::max(std::abs(from.x()), std::abs(from.y()))
                 / std::max(1.0, std::min(picture.width(), picture.height())));
    } else {
        const auto grip = m_picture.isNull() ? Grip::None : gripAt(event->position());
        setCursor(grip == Grip::Inside   ? Qt::OpenHandCursor
                  : grip == Grip::Corner ? Qt::SizeFDiagCursor
                                         : Qt::ArrowCursor);
    }
}

void FramePicker::mouseReleaseEvent(QMouseEvent*) {
    if (m_grip != Grip::None) {
        m_grip = Grip::None;
        Q_EMIT gestureEnded();
    }
}

void FramePicker::mouseDoubleClickEvent(QMouseEvent*) {
    change({});
    Q_EMIT gestureEnded();
}

void FramePicker::wheelEvent(QWheelEvent* event) {
    if (!m_picture.isNull() && event->angleDelta().y() != 0) {
        resizeTo(m_frame.size * std::pow(1.1, -event->angleDelta().y() / 120.0));
        Q_EMIT gestureEnded();
    }
    event->accept();
}

void FramePicker::keyPressEvent(QKeyEvent* event) {
    constexpr double kStep = 4;
    switch (event->key()) {
    case Qt::Key_Left: moveBy({-kStep, 0}); break;
    case Qt::Key_Right: moveBy({kStep, 0}); break;
    case Qt::Key_Up: moveBy({0, -kStep}); break;
    case Qt::Key_Down: moveBy({0, kStep}); break;
    case Qt::Key_Plus: resizeTo(m_frame.size * 1.1); break;
    case Qt::Key_Minus: resizeTo(m_frame.size / 1.1); break;
    case Qt::Key_Home: change({}); break;
    default: QWidget::keyPressEvent(event); return;
    }
    Q_EMIT gestureEnded();
}

void FramePicker::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        describe();
    }
    QWidget::changeEvent(event);
}

} // namespace mae::ui
