// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel_scroll.h"

#include "ui/style/metrics.h"

#include <QEvent>
#include <QScrollBar>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kSmallestHeight = 120;

} // namespace

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
    return {std::max(kInspectorMinWidth, column + verticalScrollBar()->sizeHint().width()),
            kSmallestHeight};
}

bool PanelScroll::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) {
        updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace mae::ui
