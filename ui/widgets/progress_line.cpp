// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_line.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace mae::ui {

ProgressLine::ProgressLine(QWidget* parent) : QProgressBar(parent) {
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ProgressLine::sizeHint() const { return {80, kGapTiny}; }

void ProgressLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = height() / 2.0;
    painter.setBrush(colors().border);
    if (maximum() == minimum()) {
        for (int x = 0; x + height() <= width(); x += 2 * kGap) {
            painter.drawRoundedRect(QRectF(x, 0, kGap, height()), radius, radius);
        }
        return;
    }
    painter.drawRoundedRect(rect(), radius, radius);
    const qreal share = qreal(value() - minimum()) / (maximum() - minimum());
    if (share > 0) {
        const auto filled = QRect(0, 0, std::max(height(), qRound(width() * share)), height());
        painter.setBrush(colors().accent);
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), filled), radius,
                                radius);
    }
}

} // namespace mae::ui
