// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel_scroll.h"

#include <QEvent>
#include <QScrollBar>

namespace mae::ui {

PanelScroll::PanelScroll(QWidget* column, QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(column);
    column->installEventFilter(this);
}

QSize PanelScroll::minimumSizeHint() const {
    const int column = widget()->minimumSizeHint().width();
    return {column + verticalScrollBar()->sizeHint().width(), 120};
}

bool PanelScroll::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace mae::ui
