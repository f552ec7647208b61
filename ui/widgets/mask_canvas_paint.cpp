// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"
#include "ui/widgets/image_view.h"
#include "ui/widgets/mask_canvas.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace mae::ui {
namespace {

/// A line that is seen on any picture.
void strokeTwice(QPainter& painter, const QPainterPath& path) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
    painter.drawPath(path);
    painter.setPen(QPen(colors().accent, 1.5));
    painter.drawPath(path);
}

} // namespace

QPointF MaskCanvas::positionOf(PatchPoint point) const {
    const auto picture = m_view.pictureRect();
    return {picture.left() + point.x / std::max(1, m_grid.columns) * picture.width(),
            picture.top() + point.y / std::max(1, m_grid.rows) * picture.height()};
}

void MaskCanvas::paintEvent(QPaintEvent*) {
    if (!isReady()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto rectOf = [this](int patch) {
        const double column = patch % m_grid.columns, row = patch / m_grid.columns;
        return QRectF(positionOf({column, row}), positionOf({column + 1, row + 1}));
    };
    // What is painted but not computed yet is shown at once.
    for (std::size_t i = 0; i < m_painted.size(); ++i) {
        if (m_painted[i] != m_shown[i]) {
            const auto rect = rectOf(static_cast<int>(i));
            if (m_painted[i] != 0) {
                painter.fillRect(rect, QColor(128, 128, 128));
            } else {
                painter.fillRect(rect, QColor(255, 255, 255, 110));
            }
        }
    }
    paintShape(painter);
}

void MaskCanvas::paintShape(QPainter& painter) const {
    QPainterPath shape;
    if (m_stroke && m_options.tool == MaskTool::Rectangle) {
        shape.addRect(QRectF(positionOf(m_stroke->from), positionOf(m_stroke->last)).normalized());
    } else if (m_stroke && m_options.tool == MaskTool::Lasso) {
        shape.moveTo(positionOf(m_stroke->path.front()));
        for (const auto& point : m_stroke->path) {
            shape.lineTo(positionOf(point));
        }
        shape.closeSubpath();
    }
    const auto addBrush = [&](PatchPoint at) {
        const bool round = (m_options.tool == MaskTool::Brush || m_options.tool == MaskTool::Eraser)
                           && m_options.brush > 1;
        if (round) {
            const auto corner = positionOf({at.x - radius(), at.y - radius()});
            shape.addEllipse(QRectF(corner, positionOf({at.x + radius(), at.y + radius()})));
        } else {
            const double column = std::floor(at.x), row = std::floor(at.y);
            if (column >= 0 && row >= 0 && column < m_grid.columns && row < m_grid.rows) {
                shape.addRect(QRectF(positionOf({column, row}), positionOf({column + 1, row + 1})));
            }
        }
    };
    if (m_hover) {
        addBrush(*m_hover);
        if (m_options.mirrored) {
            addBrush({m_grid.columns - m_hover->x, m_hover->y});
        }
    }
    if (m_keyboard && hasFocus()) {
        addBrush(*m_keyboard);
    }
    strokeTwice(painter, shape);
}

} // namespace mae::ui
