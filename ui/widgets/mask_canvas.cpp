// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mask_canvas.h"

#include "ui/widgets/image_view.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kLassoStep = 0.1; ///< patches from one corner to the next, at least

} // namespace

MaskCanvas::MaskCanvas(ImageView& view) : QWidget(&view), m_view(view) {
    setObjectName(QStringLiteral("maskCanvas"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Mask to paint on"));
    setAccessibleDescription(
        tr("Arrow keys move a cursor from patch to patch, Space hides what is below it, "
           "Shift+Space shows it"));
    view.installEventFilter(this);
    setGeometry(view.rect());
    hide();
}

void MaskCanvas::setOptions(const PaintOptions& options) {
    const bool keepBegins = options.keep && !m_options.keep;
    m_options = options;
    m_options.brush = std::clamp(options.brush, 1, PaintOptions::kLargestBrush);
    m_everythingHidden = options.keep && (keepBegins || m_everythingHidden);
    setVisible(m_options.tool != MaskTool::Move);
    setCursor(m_options.tool == MaskTool::Patch ? Qt::PointingHandCursor : Qt::CrossCursor);
    update();
}

void MaskCanvas::setShownMask(PatchGrid grid, const std::vector<std::uint8_t>& hidden) {
    if (!(grid == m_grid)) {
        m_stroke.reset();
        m_keyboard.reset();
        m_painted.clear();
    }
    m_grid = grid;
    m_shown = hidden;
    if (!m_stroke) {
        m_painted.clear(); // it has arrived, or something else was chosen
    }
    update();
}

void MaskCanvas::clear() { setShownMask({0, 0}, {}); }

bool MaskCanvas::isReady() const {
    return m_grid.count() > 0 && static_cast<int>(m_shown.size()) == m_grid.count();
}

PatchPoint MaskCanvas::patchPoint(QPointF position) const {
    const auto picture = m_view.pictureRect();
    return {(position.x() - picture.left()) / std::max(picture.width(), 1.0) * m_grid.columns,
            (position.y() - picture.top()) / std::max(picture.height(), 1.0) * m_grid.rows};
}

double MaskCanvas::radius() const { return m_options.brush / 2.0; }

void MaskCanvas::begin(PatchPoint at, bool opposite) {
    if (!isReady()) {
        return;
    }
    const bool shows = m_options.tool == MaskTool::Eraser || m_options.keep;
    const auto& present = m_painted.empty() ? m_shown : m_painted;
    Stroke stroke{.hide = shows == opposite,
                  .undone = present,
                  .before = present,
                  .from = at,
                  .last = at,
                  .path = {at}};
    if (m_everythingHidden && !stroke.hide) {
        std::ranges::fill(stroke.before, std::uint8_t{1});
        m_everythingHidden = false;
    }
    if (m_options.tool == MaskTool::Patch && !m_options.keep) { // a click turns it round
        const int column = static_cast<int>(at.x), row = static_cast<int>(at.y);
        if (at.x < 0 || at.y < 0 || column >= m_grid.columns || row >= m_grid.rows) {
            return;
        }
        stroke.hide = stroke.before[static_cast<std::size_t>(row * m_grid.columns + column)] == 0;
    }
    m_painted = stroke.before;
    m_stroke = std::move(stroke);
    moveTo(at);
}

void MaskCanvas::moveTo(PatchPoint at) {
    auto& stroke = *m_stroke;
    switch (m_options.tool) {
    case MaskTool::Move: return;
    case MaskTool::Brush:
    case MaskTool::Eraser: change(patchesOnStroke(m_grid, stroke.last, at, radius())); break;
    case MaskTool::Patch: change(patchesOnStroke(m_grid, stroke.last, at, 0)); break;
    case MaskTool::Rectangle:
        m_painted = stroke.before;
        change(patchesInRectangle(m_grid, stroke.from, at));
        break;
    case MaskTool::Lasso:
        if (const auto& last = stroke.path.back();
            stroke.path.size() > 1 && std::hypot(at.x - last.x, at.y - last.y) < kLassoStep) {
            return; // its time goes by patches and corners
        }
        stroke.path.push_back(at);
        m_painted = stroke.before;
        change(patchesInOutline(m_grid, stroke.path));
        break;
    }
    stroke.last = at;
}

void MaskCanvas::change(std::span<const int> patches) {
    std::vector<int> both(patches.begin(), patches.end());
    if (m_options.mirrored) {
        both = withMirrorImages(m_grid, patches);
    }
    auto next = edited(m_painted, both, m_stroke->hide);
    update();
    if (std::ranges::find(next, std::uint8_t{0}) == next.end()) {
        return; // nothing is shown yet
    }
    if (next != m_painted || m_options.tool == MaskTool::Rectangle
        || m_options.tool == MaskTool::Lasso) {
        m_painted = std::move(next);
        Q_EMIT painted(std::make_shared<const Mask>(maskFromHidden(m_grid, m_painted)));
    }
}

void MaskCanvas::end() {
    if (m_stroke) {
        m_stroke.reset();
        if (m_painted == m_shown) {
            m_painted.clear();
        }
        update();
        Q_EMIT strokeEnded();
    }
}

bool MaskCanvas::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        setGeometry(m_view.rect());
    }
    return QWidget::eventFilter(watched, event);
}

void MaskCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton) {
        const bool opposite =
            event->button() == Qt::RightButton || event->modifiers().testFlag(Qt::ShiftModifier);
        if (!m_stroke) {
            begin(patchPoint(event->position()), opposite);
        }
    } else {
        QCoreApplication::sendEvent(&m_view, event);
    }
}

void MaskCanvas::mouseMoveEvent(QMouseEvent* event) {
    m_hover = patchPoint(event->position());
    if (m_stroke) {
        moveTo(*m_hover);
    }
    QCoreApplication::sendEvent(&m_view, event); // the patch pointed at; moving by middle button
    update();
}

void MaskCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (m_stroke && event->buttons() == Qt::NoButton) {
        end();
    }
    QCoreApplication::sendEvent(&m_view, event);
}

void MaskCanvas::mouseDoubleClickEvent(QMouseEvent* event) { mousePressEvent(event); }

void MaskCanvas::wheelEvent(QWheelEvent* event) {
    const bool sized = m_options.tool == MaskTool::Brush || m_options.tool == MaskTool::Eraser;
    if (!sized || event->modifiers().testFlag(Qt::ControlModifier)) {
        QCoreApplication::sendEvent(&m_view, event);
        return;
    }
    const int by = event->angleDelta().y() > 0 ? 1 : event->angleDelta().y() < 0 ? -1 : 0;
    const int size = std::clamp(m_options.brush + by, 1, PaintOptions::kLargestBrush);
    if (size != m_options.brush) {
        m_options.brush = size;
        update();
        Q_EMIT brushChanged(size);
    }
    event->accept();
}

void MaskCanvas::leaveEvent(QEvent* event) {
    m_hover.reset();
    QCoreApplication::sendEvent(&m_view, event);
    update();
}

void MaskCanvas::focusInEvent(QFocusEvent* event) {
    if (!m_keyboard && isReady() && event->reason() != Qt::MouseFocusReason) {
        m_keyboard = {m_grid.columns / 2 + 0.5, m_grid.rows / 2 + 0.5};
    }
    QWidget::focusInEvent(event);
    update();
}

void MaskCanvas::focusOutEvent(QFocusEvent* event) {
    m_keyboard.reset();
    QWidget::focusOutEvent(event);
    update();
}

void MaskCanvas::moveCursor(int columns, int rows) {
    auto cursor = m_keyboard.value_or(PatchPoint{m_grid.columns / 2 + 0.5, m_grid.rows / 2 + 0.5});
    cursor.x = std::clamp(cursor.x + columns, 0.5, m_grid.columns - 0.5);
    cursor.y = std::clamp(cursor.y + rows, 0.5, m_grid.rows - 0.5);
    m_keyboard = cursor;
    update();
}

void MaskCanvas::paintAtCursor(bool opposite) {
    if (m_keyboard && !m_stroke) {
        begin(*m_keyboard, opposite);
        end();
    }
}

void MaskCanvas::keyPressEvent(QKeyEvent* event) {
    if (!isReady()) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left: moveCursor(-1, 0); return;
    case Qt::Key_Right: moveCursor(1, 0); return;
    case Qt::Key_Up: moveCursor(0, -1); return;
    case Qt::Key_Down: moveCursor(0, 1); return;
    case Qt::Key_Space:
    case Qt::Key_Return: paintAtCursor(event->modifiers().testFlag(Qt::ShiftModifier)); return;
    case Qt::Key_Escape:
        if (m_stroke) { // what was painted in this stroke is taken back
            m_everythingHidden = m_options.keep && m_stroke->before != m_stroke->undone;
            m_painted = m_stroke->undone;
            Q_EMIT painted(std::make_shared<const Mask>(maskFromHidden(m_grid, m_painted)));
            end();
            return;
        }
        break;
    default: break;
    }
    QCoreApplication::sendEvent(&m_view, event);
}

} // namespace mae::ui
