// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_grid.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

bool samePictures(const PictureCell& a, const PictureCell& b) {
    return std::ranges::equal(a.pictures, b.pictures, {}, &QImage::cacheKey, &QImage::cacheKey);
}

} // namespace

CellGrid::CellGrid(CellFlow flow, QWidget* parent) : QAbstractScrollArea(parent), m_flow(flow) {
    setFrameShape(QFrame::NoFrame);
    setLayoutDirection(Qt::LeftToRight);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    viewport()->setMouseTracking(true);
    makePictureGround(viewport());
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CellGrid::noticeLate);
    describeFocus();
}

void CellGrid::setCells(std::vector<PictureCell> cells) {
    m_states.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i >= m_cells.size() || !samePictures(m_cells[i], cells[i])) {
            m_states[i].small.clear();
            m_unpainted = true;
        }
    }
    m_cells = std::move(cells);
    for (int i = 0; i < int(m_cells.size()); ++i) {
        watch(i);
    }
    m_focus = std::clamp(m_focus, 0, std::max(0, int(m_cells.size()) - 1));
    m_hover = m_hover < int(m_cells.size()) ? m_hover : -1;
    m_pressed = m_pressed < int(m_cells.size()) ? m_pressed : -1;
    relayout();
    describeFocus();
}

void CellGrid::setCell(int index, PictureCell cell) {
    m_cells[std::size_t(index)] = std::move(cell);
    m_states[std::size_t(index)].small.clear();
    watch(index);
    m_unpainted = true;
    relayout();
    if (index == m_focus) {
        describeFocus();
    }
}

/// Starts or ends the wait for a newer picture.
void CellGrid::watch(int index) {
    auto& state = m_states[std::size_t(index)];
    if (!m_cells[std::size_t(index)].stale) {
        state.stale.invalidate();
        state.late = false;
    } else if (!state.stale.isValid()) {
        state.stale.start();
        if (!m_timer.isActive()) {
            m_timer.start(kPatience);
        }
    }
}

void CellGrid::noticeLate() {
    bool waiting = false;
    for (int i = 0; i < int(m_states.size()); ++i) {
        auto& state = m_states[std::size_t(i)];
        if (!state.stale.isValid() || state.late) {
            continue;
        }
        if (state.stale.elapsed() >= kPatience - 10) { // timers may be a little early
            state.late = true;
            updateCell(i);
        } else {
            waiting = true;
        }
    }
    if (waiting) {
        m_timer.start(kPatience / 4);
    }
}

void CellGrid::setPicturesPerCell(int count) {
    m_pictures = count;
    relayout();
}

void CellGrid::setAcross(int across) {
    m_across = across;
    relayout();
}

void CellGrid::setSmallest(int width) {
    m_smallest = width;
    relayout();
}

void CellGrid::setNoteSample(const QString& text) {
    m_noteSample = text;
    relayout();
}

void CellGrid::setEmptyText(const QString& text) {
    m_emptyText = text;
    describeFocus();
    viewport()->update();
}

void CellGrid::setDimmed(bool dimmed) {
    if (std::exchange(m_dimmed, dimmed) != dimmed) {
        viewport()->update();
    }
}

bool CellGrid::isDimmed(int index) const { return m_dimmed || m_states[std::size_t(index)].late; }

bool CellGrid::hasPictures() const {
    return std::ranges::any_of(m_cells, [](const auto& cell) { return !cell.pictures.empty(); });
}

void CellGrid::setFocusCell(int index) {
    if (index < 0 || index >= int(m_cells.size())) {
        return;
    }
    updateCell(m_focus);
    m_focus = index;
    auto* bar = verticalScrollBar();
    const auto rect = cellRect(index);
    if (rect.top() < kGap) {
        bar->setValue(bar->value() + int(rect.top()) - kGap);
    } else if (rect.bottom() > viewport()->height() - kGap) {
        bar->setValue(bar->value() + int(rect.bottom()) - viewport()->height() + kGap);
    }
    updateCell(m_focus);
    describeFocus();
}

void CellGrid::describeFocus() {
    if (m_cells.empty()) {
        setAccessibleDescription(m_emptyText);
        return;
    }
    const auto& cell = m_cells[std::size_t(m_focus)];
    QStringList parts{cell.title};
    if (!cell.note.isEmpty()) {
        parts << cell.note;
    }
    if (!cell.problem.isEmpty()) {
        parts << cell.problem;
    }
    if (cell.marked) {
        parts << tr("current");
    }
    if (cell.stale) {
        parts << tr("being computed");
    }
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

void CellGrid::keyPressEvent(QKeyEvent* event) {
    const int last = int(m_cells.size()) - 1;
    int to = -1;
    switch (event->key()) {
    case Qt::Key_Left: to = m_focus - 1; break;
    case Qt::Key_Right: to = m_focus + 1; break;
    case Qt::Key_Up: to = m_focus - columns(); break;
    case Qt::Key_Down: to = m_focus + columns(); break;
    case Qt::Key_Home: to = 0; break;
    case Qt::Key_End: to = last; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_focus <= last && m_cells[std::size_t(m_focus)].active) {
            Q_EMIT activated(m_focus);
        }
        return;
    default: QAbstractScrollArea::keyPressEvent(event); return;
    }
    m_focusRing = true;
    setFocusCell(to);
}

void CellGrid::focusInEvent(QFocusEvent* event) {
    m_focusRing = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
                  || event->reason() == Qt::ShortcutFocusReason;
    updateCell(m_focus);
    QAbstractScrollArea::focusInEvent(event);
}

void CellGrid::focusOutEvent(QFocusEvent* event) {
    m_focusRing = false;
    updateCell(m_focus);
    QAbstractScrollArea::focusOutEvent(event);
}

void CellGrid::setHover(int index) {
    if (index == m_hover) {
        return;
    }
    updateCell(std::exchange(m_hover, index));
    updateCell(m_hover);
    const bool active = index >= 0 && m_cells[std::size_t(index)].active;
    active ? viewport()->setCursor(Qt::PointingHandCursor) : viewport()->unsetCursor();
    Q_EMIT pointedAt(index >= 0 ? m_cells[std::size_t(index)].help : QString());
}

void CellGrid::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QAbstractScrollArea::mousePressEvent(event);
        return;
    }
    m_pressedAt = event->pos();
    m_pressed = cellAt(event->pos());
    m_focusRing = false;
    setFocusCell(m_pressed);
}

void CellGrid::mouseMoveEvent(QMouseEvent* event) {
    setHover(cellAt(event->pos()));
    if (m_pressed >= 0 && event->buttons().testFlag(Qt::LeftButton)
        && (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_pressed = -1;
        if (const auto& picture = imageAt(m_pressedAt); !picture.isNull()) {
            Q_EMIT dragRequested(picture);
        }
    }
}

void CellGrid::mouseReleaseEvent(QMouseEvent* event) {
    const int cell = cellAt(event->pos());
    const int pressed = std::exchange(m_pressed, -1);
    if (event->button() == Qt::LeftButton && cell >= 0 && cell == pressed
        && m_cells[std::size_t(cell)].active) {
        Q_EMIT activated(cell);
    }
}

bool CellGrid::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = cellAt(help->pos());
        if (index < 0) {
            QToolTip::hideText();
        } else {
            const auto& cell = m_cells[std::size_t(index)];
            QToolTip::showText(help->globalPos(), cell.problem.isEmpty() ? cell.help : cell.problem,
                               viewport(), cellRect(index).toAlignedRect());
        }
        return true;
    }
    if (event->type() == QEvent::Leave) {
        setHover(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void CellGrid::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        relayout();
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace mae::ui
