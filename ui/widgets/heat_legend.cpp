// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heat_legend.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kStrip = 10; ///< height of the colours
constexpr int kMark = 5;   ///< half the width of the mark at a value

} // namespace

HeatLegend::HeatLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setLayoutDirection(Qt::LeftToRight);
}

QSize HeatLegend::sizeHint() const {
    return {200, kGapTiny + kStrip + kGapTiny + QFontMetrics(captionFont()).height()};
}

QSize HeatLegend::minimumSizeHint() const { return {80, sizeHint().height()}; }

QRectF HeatLegend::strip() const { return QRectF(0, kGapTiny, width(), kStrip); }

void HeatLegend::setScale(const HeatScale& scale) {
    if (m_scale != scale) {
        m_scale = scale;
        describe();
    }
}

void HeatLegend::clear() {
    m_scale.reset();
    m_value.reset();
    describe();
}

void HeatLegend::setValue(std::optional<double> value) {
    if (value != m_value) {
        m_value = value;
        update();
    }
}

void HeatLegend::setDimmed(bool dimmed) {
    m_dimmed = dimmed;
    update();
}

void HeatLegend::describe() {
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(
        m_scale ? tr("%1: from %2, the darkest colour, to %3, the lightest")
                      .arg(m_scale->name, m_scale->number(0), m_scale->text(m_scale->largest))
                : QString());
    update();
}

void HeatLegend::paintEvent(QPaintEvent*) {
    if (!m_scale) {
        return;
    }
    QPainter painter(this);
    const auto colours = strip();
    painter.setOpacity(m_dimmed ? 0.55 : 1);
    painter.fillRect(colours, heatGradient(colours));
    painter.setPen(QPen(colors().border, 1));
    painter.drawRect(colours.adjusted(0.5, 0.5, -0.5, -0.5));

    painter.setFont(captionFont());
    painter.setPen(palette().color(QPalette::WindowText));
    const QRectF line(0, colours.bottom() + kGapTiny, width(),
                      QFontMetrics(captionFont()).height());
    const auto most = m_scale->text(m_scale->largest);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_scale->number(0));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, most);
    const QFontMetricsF metrics(captionFont());
    if (const double name = metrics.horizontalAdvance(m_scale->name);
        name / 2 + metrics.horizontalAdvance(most) + kGapSmall < width() / 2.0) {
        painter.setPen(colors().secondaryText);
        painter.drawText(line, Qt::AlignHCenter | Qt::AlignVCenter, m_scale->name);
    }
    if (m_value) {
        const double x =
            colours.left() + std::clamp(*m_value / m_scale->largest, 0.0, 1.0) * colours.width();
        QPainterPath mark(QPointF(x, colours.bottom() - 1));
        mark.lineTo(x + kMark, colours.bottom() + kMark);
        mark.lineTo(x - kMark, colours.bottom() + kMark);
        mark.closeSubpath();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colors().behindPictures, 1));
        painter.setBrush(palette().color(QPalette::WindowText));
        painter.drawPath(mark);
    }
}

} // namespace mae::ui
