// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/schedule_chart.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kPlotHeight = 28;
constexpr double kLine = 1.6;
constexpr double kFill = 0.16; ///< strength of the surface below the curve

} // namespace

ScheduleChart::ScheduleChart(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ScheduleChart::setCurve(const QString& title, const std::vector<double>& values,
                             const QString& highest) {
    m_title = title;
    m_values = values;
    m_highest = highest;
    setAccessibleName(title);
    setAccessibleDescription(highest);
    update();
}

QSize ScheduleChart::sizeHint() const {
    return {12 * kGap, QFontMetrics(captionFont()).height() + kGapTiny + kPlotHeight + 2};
}

QSize ScheduleChart::minimumSizeHint() const { return {6 * kGap, sizeHint().height()}; }

QRectF ScheduleChart::plot() const {
    const auto top = QFontMetrics(captionFont()).height() + kGapTiny;
    return {0.5, top + kLine / 2, width() - 1.0, height() - top - kLine};
}

QPointF ScheduleChart::pointAt(std::size_t i) const {
    const auto area = plot();
    const double most = std::max(1e-300, *std::ranges::max_element(m_values));
    const double x = m_values.size() < 2 ? 0 : double(i) / double(m_values.size() - 1);
    return {area.left() + x * area.width(), area.bottom() - m_values[i] / most * area.height()};
}

void ScheduleChart::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(captionFont());
    painter.setPen(colors().secondaryText);
    const QRectF line(0, 0, width(), QFontMetrics(captionFont()).height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_highest);
    const auto area = plot();
    painter.setPen(colors().border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_values.empty()) {
        return;
    }
    QPainterPath curve(pointAt(0));
    for (std::size_t i = 1; i < m_values.size(); ++i) {
        curve.lineTo(pointAt(i));
    }
    auto below = curve;
    below.lineTo(area.bottomRight());
    below.lineTo(area.bottomLeft());
    auto fill = colors().accent;
    fill.setAlphaF(float(kFill));
    painter.fillPath(below, fill);
    painter.strokePath(curve, QPen(colors().accent, kLine));
}

} // namespace mae::ui
