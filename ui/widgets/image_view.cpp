// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/image_view.h"

#include "ui/style/metrics.h"
#include "ui/widgets/linked_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kWheelStep = 1.2; ///< per notch

/// The largest zoom that fits, such that patches get whole device pixels where that costs little.
double fitZoom(const QSizeF& room, const QSize& picture, const PatchGrid& grid, double scale) {
    const double zoom =
        std::min(room.width() * scale / picture.width(), room.height() * scale / picture.height());
    if (zoom <= 0) {
        return LinkedView::kMinZoom;
    }
    const double patch = grid.columns > 0 ? picture.width() / double(grid.columns) : 1;
    const double whole = std::floor(zoom * patch) / patch;
    return zoom > 1 && whole > 0.9 * zoom ? whole : zoom;
}

} // namespace

ImageView::ImageView(LinkedView& link, const QString& title, QWidget* parent)
    : QWidget(parent), m_link(link), m_title(title) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&m_link, &LinkedView::changed, this, qOverload<>(&QWidget::update));
    connect(&m_link, &LinkedView::patchChanged, this, qOverload<>(&QWidget::update));
    describe();
}

void ImageView::setTitle(const QString& title) {
    m_title = title;
    describe();
}

void ImageView::setNote(const QString& note) {
    if (note != m_note) {
        m_note = note;
        describe();
    }
}

void ImageView::describe() {
    setAccessibleName(m_title);
    setAccessibleDescription(
        m_picture.isNull()
            ? tr("No picture yet")
            : tr("%1 by %2 pixels. %3").arg(m_picture.width()).arg(m_picture.height()).arg(m_note));
    update();
}

void ImageView::setPicture(const QImage& picture) {
    const bool resized = picture.size() != m_picture.size();
    m_picture = picture;
    if (resized) {
        describe();
    }
    update();
}

void ImageView::setPatches(PatchGrid grid, std::vector<std::uint8_t> hatched) {
    m_grid = grid;
    m_hatched = std::move(hatched);
    update();
}

void ImageView::setDimmed(bool dimmed) {
    if (dimmed != m_dimmed) {
        m_dimmed = dimmed;
        update();
    }
}

QRectF ImageView::area() const {
    const int title = fontMetrics().height() + kGapSmall;
    return QRectF(rect()).adjusted(0, title, 0, 0);
}

double ImageView::shownZoom() const {
    if (m_picture.isNull()) {
        return 1;
    }
    return m_link.fits() ? fitZoom(area().size(), m_picture.size(), m_grid, devicePixelRatioF())
                         : m_link.zoom();
}

QRectF ImageView::pictureRect() const {
    const double scale = devicePixelRatioF();
    const QSizeF size = QSizeF(m_picture.size()) * (shownZoom() / scale);
    const auto room = area();
    const auto centre = m_link.fits() ? QPointF(0.5, 0.5) : m_link.centre();
    const auto place = [scale](double start, double length, double content, double middle) {
        const double offset =
            content <= length ? (length - content) / 2
                              : std::clamp(length / 2 - middle * content, length - content, 0.0);
        return std::round((start + offset) * scale) / scale; // on a device pixel: crisp
    };
    return {QPointF(place(room.left(), room.width(), size.width(), centre.x()),
                    place(room.top(), room.height(), size.height(), centre.y())),
            size};
}

QPointF ImageView::pictureCentre() const {
    const auto picture = pictureRect();
    const auto offset = area().center() - picture.topLeft();
    return {offset.x() / std::max(picture.width(), 1.0),
            offset.y() / std::max(picture.height(), 1.0)};
}

int ImageView::patchAt(QPointF position) const {
    const auto picture = pictureRect();
    if (m_picture.isNull() || m_grid.count() == 0 || !picture.contains(position)
        || !area().contains(position)) {
        return -1;
    }
    const auto inside = position - picture.topLeft();
    const int column = int(inside.x() / picture.width() * m_grid.columns);
    const int row = int(inside.y() / picture.height() * m_grid.rows);
    return std::min(row, m_grid.rows - 1) * m_grid.columns + std::min(column, m_grid.columns - 1);
}

QRectF ImageView::patchRect(int patch) const {
    const auto picture = pictureRect();
    const QSizeF size(picture.width() / m_grid.columns, picture.height() / m_grid.rows);
    return {picture.topLeft()
                + QPointF(patch % m_grid.columns * size.width(),
                          patch / m_grid.columns * size.height()),
            size};
}

void ImageView::zoomBy(double factor, QPointF anchor) {
    if (m_picture.isNull()) {
        return;
    }
    const auto before = pictureRect();
    const QPointF point((anchor.x() - before.left()) / before.width(),
                        (anchor.y() - before.top()) / before.height());
    const double zoom =
        std::clamp(shownZoom() * factor, LinkedView::kMinZoom, LinkedView::kMaxZoom);
    const QSizeF size = QSizeF(m_picture.size()) * (zoom / devicePixelRatioF());
    const auto offset = area().center() - anchor; // the anchor keeps its place on the screen
    m_link.setZoom(zoom,
                   {point.x() + offset.x() / size.width(), point.y() + offset.y() / size.height()});
}

void ImageView::zoomBy(double factor) { zoomBy(factor, area().center()); }

void ImageView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0) {
        zoomBy(std::pow(kWheelStep, notches), event->position());
    }
    event->accept();
}

void ImageView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_panning = true;
    m_pressedAt = event->position();
    m_pressedCentre = pictureCentre();
    if (!m_link.fits()) {
        setCursor(Qt::ClosedHandCursor);
    }
}

void ImageView::mouseMoveEvent(QMouseEvent* event) {
    m_link.setPatch(patchAt(event->position()));
    if (!m_panning) {
        return;
    }
    const auto moved = event->position() - m_pressedAt;
    if (m_link.fits() || event->modifiers().testFlag(Qt::ControlModifier)) {
        // Nothing to move: the drag takes the picture to another program.
        if (moved.manhattanLength() >= QApplication::startDragDistance()) {
            m_panning = false;
            unsetCursor();
            Q_EMIT dragStarted();
        }
        return;
    }
    if (m_picture.isNull()) {
        return;
    }
    const auto size = pictureRect().size();
    m_link.setCentre(m_pressedCentre
                     - QPointF(moved.x() / size.width(), moved.y() / size.height()));
}

void ImageView::mouseReleaseEvent(QMouseEvent*) {
    m_panning = false;
    unsetCursor();
}

void ImageView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (m_link.fits()) {
        zoomBy(2, event->position());
    } else {
        m_link.fit();
    }
}

void ImageView::leaveEvent(QEvent*) { m_link.setPatch(-1); }

void ImageView::focusInEvent(QFocusEvent* event) {
    m_focusRing = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
                  || event->reason() == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
}

void ImageView::focusOutEvent(QFocusEvent* event) {
    m_focusRing = false;
    QWidget::focusOutEvent(event);
}

void ImageView::keyPressEvent(QKeyEvent* event) {
    const auto move = [this](double x, double y) {
        const auto size = pictureRect().size();
        m_link.setCentre(pictureCentre() + QPointF(x * 40 / size.width(), y * 40 / size.height()));
    };
    const bool moves = !m_link.fits() && !m_picture.isNull();
    switch (event->key()) {
    case Qt::Key_Plus: zoomBy(kWheelStep); return;
    case Qt::Key_Minus: zoomBy(1 / kWheelStep); return;
    case Qt::Key_0: m_link.fit(); return;
    case Qt::Key_1: m_link.setZoom(1, pictureCentre()); return;
    case Qt::Key_Left: moves ? move(-1, 0) : event->ignore(); return;
    case Qt::Key_Right: moves ? move(1, 0) : event->ignore(); return;
    case Qt::Key_Up: moves ? move(0, -1) : event->ignore(); return;
    case Qt::Key_Down: moves ? move(0, 1) : event->ignore(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void ImageView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace mae::ui
