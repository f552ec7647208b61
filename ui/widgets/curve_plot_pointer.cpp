// SPDX-License-Identifier: GPL-3.0-or-later
// What the pointer and the keys do: reading values, zooming, panning.
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/plot_numbers.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kMarkReach = 5; // pixels beside a mark that tell what happened
constexpr double kSmallest = 4;  // pixels: a smaller rectangle was no drag
constexpr double kWheelStep = 0.85;

} // namespace

void CurvePlot::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    const int pane = paneAt(event->position());
    if (event->button() != Qt::LeftButton || pane < 0) {
        return;
    }
    const bool rectangle = m_rectangle || event->modifiers().testFlag(Qt::ShiftModifier);
    m_drag = rectangle ? Drag::Rectangle : Drag::Pan;
    m_dragFrom = event->position();
    m_dragPane = pane;
    m_dragX = m_x;
    m_dragY = m_panes[static_cast<std::size_t>(pane)].y;
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = event->position();
    if (m_drag == Drag::Pan) {
        moveDrag(event->position());
    }
    describe();
    update();
}

void CurvePlot::moveDrag(QPointF to) {
    auto& pane = m_panes[static_cast<std::size_t>(m_dragPane)];
    const auto& area = pane.chart.area;
    const auto by = to - m_dragFrom;
    if (m_following && std::abs(by.x()) < kSmallest) {
        return; // a click
    }
    if (!pane.fitsY) {
        const PlotAxis axis{m_dragY.low, m_dragY.high, pane.chart.y.log};
        const double share = by.y() / area.height();
        pane.y = {axis.valueAt(share), axis.valueAt(1 + share)};
    }
    const double moved = by.x() / area.width() * (m_dragX.high - m_dragX.low);
    changeX(m_dragX.low - moved, m_dragX.high - moved);
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (std::exchange(m_drag, Drag::None) == Drag::Rectangle) {
        zoomTo(QRectF(m_dragFrom, event->position()).normalized());
    }
    update();
}

void CurvePlot::zoomTo(const QRectF& rectangle) {
    auto& pane = m_panes[static_cast<std::size_t>(m_dragPane)];
    const auto& chart = pane.chart;
    const auto inside = rectangle.intersected(chart.area);
    if (inside.width() < kSmallest || inside.height() < kSmallest) {
        return;
    }
    const auto valueAt = [&chart](double y) {
        return chart.y.valueAt((chart.area.bottom() - y) / chart.area.height());
    };
    const Range y{valueAt(inside.bottom()), valueAt(inside.top())};
    const double low = chart.placeAt(inside.left()), high = chart.placeAt(inside.right());
    pane.y = y;
    pane.fitsY = false;
    changeX(low, high);
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent*) {
    m_drag = Drag::None;
    resetView();
}

void CurvePlot::wheelEvent(QWheelEvent* event) {
    const int at = paneAt(event->position());
    const double steps = event->angleDelta().y() / 120.0;
    if (at < 0 || steps == 0) {
        event->ignore();
        return;
    }
    auto& pane = m_panes[static_cast<std::size_t>(at)];
    const double factor = std::pow(kWheelStep, steps);
    event->accept();
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomX(factor, (event->position().x() - pane.chart.area.left()) / pane.chart.area.width());
        return;
    }
    const auto& area = pane.chart.area;
    const double share = (area.bottom() - event->position().y()) / area.height();
    const auto& axis = pane.chart.y;
    pane.y = {axis.valueAt(share - share * factor), axis.valueAt(share + (1 - share) * factor)};
    pane.fitsY = false;
    setFollowing(false);
    changed();
}

void CurvePlot::zoomX(double factor, double around) {
    const double size = m_x.high - m_x.low, fixed = m_x.low + around * size;
    changeX(fixed - around * size * factor, fixed + (1 - around) * size * factor);
}

void CurvePlot::panX(double share) {
    const double by = (m_x.high - m_x.low) * share;
    changeX(m_x.low + by, m_x.high + by);
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: panX(-0.1); break;
    case Qt::Key_Right: panX(0.1); break;
    case Qt::Key_Plus: zoomX(0.8, 0.5); break;
    case Qt::Key_Minus: zoomX(1.25, 0.5); break;
    case Qt::Key_Home: resetView(); break;
    default: QWidget::keyPressEvent(event);
    }
}

void CurvePlot::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_pointer.reset();
    update();
}

QString CurvePlot::marksAt(QPoint position) const {
    const int at = paneAt(position);
    if (at < 0) {
        return {};
    }
    const auto& chart = m_panes[static_cast<std::size_t>(at)].chart;
    QStringList lines;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const double x = chart.at({chart.marks[i].place, chart.y.low}).x();
        if (std::abs(x - position.x()) <= kMarkReach) {
            lines << tr("Step %1: %2").arg(plotNumber(m_marks[i].step, 6), m_marks[i].text);
        }
    }
    return lines.join(u'\n');
}

bool CurvePlot::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto text = marksAt(help->pos());
        text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void CurvePlot::paintPointer(QPainter& painter) const {
    const int at = m_pointer ? paneAt(*m_pointer) : -1;
    if (at >= 0) {
        auto ink = colors().secondaryText;
        ink.setAlpha(170);
        painter.setPen(QPen(ink, 1));
        const auto& under = m_panes[static_cast<std::size_t>(at)].chart;
        const double place = under.placeAt(m_pointer->x());
        for (const auto& pane : m_panes) {
            if (pane.chart.outer.isEmpty()) {
                continue;
            }
            const double x = std::floor(pane.chart.at({place, pane.y.low}).x()) + 0.5;
            painter.drawLine(QPointF(x, pane.chart.area.top()),
                             QPointF(x, pane.chart.area.bottom()));
        }
        const double y = std::floor(m_pointer->y()) + 0.5;
        painter.drawLine(QPointF(under.area.left(), y), QPointF(under.area.right(), y));
    }
    if (m_drag == Drag::Rectangle && m_pointer) {
        auto fill = colors().accent;
        painter.setPen(QPen(fill, 1));
        fill.setAlpha(40);
        painter.setBrush(fill);
        painter.drawRect(
            QRectF(m_dragFrom, *m_pointer)
                .normalized()
                .intersected(m_panes[static_cast<std::size_t>(m_dragPane)].chart.area));
        painter.setBrush(Qt::NoBrush);
    }
}

} // namespace mae::ui
