// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/window_canvas.h"

#include "ui/style/theme.h"
#include "ui/widgets/image_view.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kHandle = 9; ///< pixels around a corner that belong to it

/// Around all visible patches, in patches.
QRectF boundsOf(PatchGrid grid, const std::vector<std::uint8_t>& hidden) {
    QRectF bounds;
    for (int i = 0; i < grid.count() && i < static_cast<int>(hidden.size()); ++i) {
        if (hidden[static_cast<std::size_t>(i)] == 0) {
            bounds |= QRectF(i % grid.columns, i / grid.columns, 1, 1);
        }
    }
    return bounds;
}

} // namespace

WindowCanvas::WindowCanvas(ImageView& view) : QWidget(&view), m_view(view) {
    setObjectName(QStringLiteral("windowCanvas"));
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus); // place and size are settings too, for the keyboard
    view.installEventFilter(this);
    setGeometry(view.rect());
    hide();
}

void WindowCanvas::setOn(bool on) { setVisible(on); }

void WindowCanvas::setShownMask(PatchGrid grid, const std::vector<std::uint8_t>& hidden,
                                const MaskConfig& mask) {
    m_grid = grid;
    m_mask = mask;
    m_window = boundsOf(grid, hidden);
    update();
}

QRectF WindowCanvas::windowRect() const {
    if (m_window.isNull() || m_grid.count() == 0) {
        return {};
    }
    const auto picture = m_view.pictureRect();
    const double w = picture.width() / m_grid.columns, h = picture.height() / m_grid.rows;
    return {picture.left() + m_window.left() * w, picture.top() + m_window.top() * h,
            m_window.width() * w, m_window.height() * h};
}

WindowCanvas::Grip WindowCanvas::gripAt(QPointF position) const {
    const auto window = windowRect();
    if (window.isNull()) {
        return Grip::None;
    }
    for (const auto& corner :
         {window.topLeft(), window.topRight(), window.bottomLeft(), window.bottomRight()}) {
        if (std::max(std::abs(position.x() - corner.x()), std::abs(position.y() - corner.y()))
            <= kHandle) {
            return Grip::Corner;
        }
    }
    return window.contains(position) ? Grip::Inside : Grip::None;
}

void WindowCanvas::drag(QPointF position) {
    const auto picture = m_view.pictureRect();
    auto mask = m_mask;
    auto* crop = std::get_if<CropMask>(&mask.strategy);
    if (crop == nullptr || picture.width() < 1 || picture.height() < 1) {
        return;
    }
    const auto moved = position - m_from;
    auto window = m_windowBefore;
    if (m_grip == Grip::Inside) {
        window.translate(moved.x() / picture.width() * m_grid.columns,
                         moved.y() / picture.height() * m_grid.rows);
    } else {
        const auto inside = m_windowBefore.center(); // in patches
        const QPointF middle(picture.left() + inside.x() / m_grid.columns * picture.width(),
                             picture.top() + inside.y() / m_grid.rows * picture.height());
        const double before = std::hypot(m_from.x() - middle.x(), m_from.y() - middle.y());
        const double now = std::hypot(position.x() - middle.x(), position.y() - middle.y());
        const double share =
            std::sqrt(m_windowBefore.width() * m_windowBefore.height() / m_grid.count()) * now
            / std::max(before, 1.0);
        mask.ratio = std::clamp(std::round((1 - share * share) * 1000) / 1000, 0.0, 0.99);
        const double side = std::sqrt(1 - mask.ratio);
        const auto centre = m_windowBefore.center();
        window.setSize({side * m_grid.columns, side * m_grid.rows});
        window.moveCenter(centre);
    }
    const auto place = [](double start, double length, double whole) {
        const double room = whole - length;
        return room > 1e-6 ? std::clamp(start / room, 0.0, 1.0) : 0.5;
    };
    crop->place = WindowPlace::Chosen;
    crop->across = std::round(place(window.left(), window.width(), m_grid.columns) * 1000) / 1000;
    crop->down = std::round(place(window.top(), window.height(), m_grid.rows) * 1000) / 1000;
    Q_EMIT windowChanged(mask);
}

bool WindowCanvas::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        setGeometry(m_view.rect());
    }
    return QWidget::eventFilter(watched, event);
}

void WindowCanvas::paintEvent(QPaintEvent*) {
    const auto window = windowRect();
    if (window.isNull()) {
        return;
    }
    QPainter painter(this);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4));
    painter.drawRect(window);
    painter.setPen(QPen(colors().accent, 2));
    painter.drawRect(window);
    painter.setBrush(colors().accent);
    painter.setPen(QPen(Qt::white, 1));
    for (const auto& corner :
         {window.topLeft(), window.topRight(), window.bottomLeft(), window.bottomRight()}) {
        painter.drawRect(QRectF(corner - QPointF(3.5, 3.5), QSizeF(7, 7)));
    }
}

void WindowCanvas::mousePressEvent(QMouseEvent* event) {
    m_grip = event->button() == Qt::LeftButton ? gripAt(event->position()) : Grip::None;
    if (m_grip == Grip::None) {
        QCoreApplication::sendEvent(&m_view, event);
        return;
    }
    m_from = event->position();
    m_windowBefore = m_window;
    if (m_grip == Grip::Inside) {
        setCursor(Qt::ClosedHandCursor);
    }
}

void WindowCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_grip != Grip::None) {
        drag(event->position());
        return;
    }
    const auto grip = gripAt(event->position());
    setCursor(grip == Grip::Inside   ? Qt::OpenHandCursor
              : grip == Grip::Corner ? Qt::SizeFDiagCursor
                                     : Qt::ArrowCursor);
    QCoreApplication::sendEvent(&m_view, event);
}

void WindowCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (m_grip == Grip::None) {
        QCoreApplication::sendEvent(&m_view, event);
        return;
    }
    m_grip = Grip::None;
    Q_EMIT gestureEnded();
}

void WindowCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    QCoreApplication::sendEvent(&m_view, event);
}

void WindowCanvas::wheelEvent(QWheelEvent* event) { QCoreApplication::sendEvent(&m_view, event); }

void WindowCanvas::leaveEvent(QEvent* event) { QCoreApplication::sendEvent(&m_view, event); }

} // namespace mae::ui
