// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/curtain_view.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kStep = 0.02;
constexpr double kLargeStep = 0.1;
constexpr double kReach = 8; ///< pixels at both sides of the curtain that take hold of it
constexpr double kKnob = 12; ///< radius

/// A slider in percent for screen readers.
class AccessibleCurtain : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit AccessibleCurtain(CurtainView* view)
        : QAccessibleWidget(view, QAccessible::Slider), m_view(view) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return qRound(m_view->position() * 100); }
    void setCurrentValue(const QVariant& value) override {
        m_view->setPosition(value.toDouble() / 100);
    }
    QVariant maximumValue() const override { return 100; }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return qRound(kStep * 100); }

private:
    CurtainView* m_view;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* view = qobject_cast<CurtainView*>(object);
    return view != nullptr ? new AccessibleCurtain(view) : nullptr;
}

} // namespace

CurtainView::CurtainView(LinkedView& link, QWidget* parent) : MarkedView(link, parent) {
    static const bool kOnce = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(kOnce)
}

void CurtainView::setSides(const Side& left, const Side& right) {
    m_left = left;
    m_right = right;
    setTitle(tr("Curtain: %1 left, %2 right").arg(left.title, right.title));
    setPicture(right.picture);
}

void CurtainView::setStale(bool left, bool right) {
    m_left.stale = left;
    m_right.stale = right;
    update();
}

void CurtainView::setPosition(double position) {
    const double place = std::clamp(position, 0.0, 1.0);
    if (place == m_position) {
        return;
    }
    m_position = place;
    update();
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, qRound(place * 100));
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT positionChanged(place);
}

QRectF CurtainView::shown() const { return pictureRect().intersected(area()); }

double CurtainView::curtainX() const {
    const auto room = shown();
    const double scale = devicePixelRatioF();
    return std::round((room.left() + m_position * room.width()) * scale) / scale;
}

double CurtainView::pictureShare() const {
    const auto whole = pictureRect();
    return std::clamp((curtainX() - whole.left()) / std::max(whole.width(), 1.0), 0.0, 1.0);
}

void CurtainView::paintTitle(QPainter& painter, const QRectF& picture) const {
    if (this->picture().isNull()) {
        return;
    }
    const double height = fontMetrics().height();
    const double top = std::max(0.0, std::max(picture.top(), area().top()) - kGapTiny - height);
    const double left = std::max(picture.left(), 0.0);
    const QRectF line(left, top, std::min(picture.right(), double(width())) - left, height);
    auto strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, m_left.title);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, m_right.title);
}

void CurtainView::paintPicture(QPainter& painter, const QRectF& picture) const {
    const auto room = shown();
    const double x = curtainX();
    const auto side = [&](const Side& one, const QRectF& clip) {
        painter.setClipRect(clip);
        painter.setOpacity(one.stale ? kDimmed : 1);
        painter.drawImage(picture, one.picture);
        if (one.hatched) {
            paintHatch(painter);
        }
    };
    painter.save();
    side(m_left, {room.left(), room.top(), x - room.left(), room.height()});
    side(m_right, {x, room.top(), room.right() - x, room.height()});
    painter.restore();
}

void CurtainView::paintEvent(QPaintEvent* event) {
    MarkedView::paintEvent(event);
    if (picture().isNull()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto room = shown();
    const double x = curtainX();
    painter.fillRect(QRectF(x - 2, room.top(), 4, room.height()), QColor(0, 0, 0, 140));
    painter.fillRect(QRectF(x - 1, room.top(), 2, room.height()), Qt::white);
    const QPointF middle(x, room.center().y());
    painter.setPen(QPen(QColor(0, 0, 0, 140), 1));
    painter.setBrush(m_dragging ? colors().accentFill : QColor(Qt::white));
    painter.drawEllipse(middle, kKnob, kKnob);
    const QColor ink = m_dragging ? colors().onAccent : QColor(0x30, 0x30, 0x30);
    constexpr int kArrow = 12;
    const double scale = devicePixelRatioF();
    painter.drawPixmap(middle - QPointF(kArrow - 1, kArrow / 2),
                       iconPixmap("chevron-left", kArrow, ink, scale));
    painter.drawPixmap(middle - QPointF(1, kArrow / 2),
                       iconPixmap("chevron-right", kArrow, ink, scale));
}

bool CurtainView::isOnHandle(QPointF position) const {
    const auto room = shown();
    const bool onLine = std::abs(position.x() - curtainX()) <= kReach && position.y() >= room.top()
                        && position.y() <= room.bottom();
    const auto away = position - QPointF(curtainX(), room.center().y());
    return !picture().isNull() && (onLine || std::hypot(away.x(), away.y()) <= kKnob + 2);
}

void CurtainView::drag(double x) {
    const auto room = shown();
    setPosition((x - room.left()) / std::max(room.width(), 1.0));
}

void CurtainView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isOnHandle(event->position())) {
        m_dragging = true;
        setCursor(Qt::SplitHCursor);
        update();
        return;
    }
    MarkedView::mousePressEvent(event);
}

void CurtainView::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) {
        drag(event->position().x());
        return;
    }
    if (event->buttons() == Qt::NoButton) {
        isOnHandle(event->position()) ? setCursor(Qt::SplitHCursor) : unsetCursor();
    }
    MarkedView::mouseMoveEvent(event);
}

void CurtainView::mouseReleaseEvent(QMouseEvent* event) {
    if (std::exchange(m_dragging, false)) {
        update();
        return;
    }
    MarkedView::mouseReleaseEvent(event);
}

void CurtainView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (isOnHandle(event->position())) {
        setPosition(0.5);
    } else {
        MarkedView::mouseDoubleClickEvent(event);
    }
}

void CurtainView::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kLargeStep : kStep;
    switch (event->key()) {
    case Qt::Key_Left: setPosition(m_position - step); return;
    case Qt::Key_Right: setPosition(m_position + step); return;
    case Qt::Key_Home: setPosition(0); return;
    case Qt::Key_End: setPosition(1); return;
    default: MarkedView::keyPressEvent(event);
    }
}

} // namespace mae::ui
