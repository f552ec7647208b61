// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/histogram_view.h"

#include "ui/models/report_text.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

namespace mae::ui {

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Histogram of the selected tensor"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize HistogramView::sizeHint() const { return {276, 132}; }
QSize HistogramView::minimumSizeHint() const { return {160, 132}; }

void HistogramView::setStatistics(const TensorStatistics& statistics) {
    m_statistics = statistics;
    m_why.clear();
    m_most = statistics.histogram.empty() ? 0 : *std::ranges::max_element(statistics.histogram);
    if (statistics.count == statistics.notFinite) {
        m_why = statistics.count == 0 ? tr("The tensor is empty.") : tr("No value is finite.");
    }
    choose(-1);
}

void HistogramView::clear(const QString& why) {
    m_statistics.reset();
    m_why = why;
    choose(-1);
}

void HistogramView::setLogarithmic(bool logarithmic) {
    m_logarithmic = logarithmic;
    update();
}

int HistogramView::binCount() const {
    return m_statistics && m_why.isEmpty() ? static_cast<int>(m_statistics->histogram.size()) : 0;
}

QRectF HistogramView::plot() const {
    const int line = QFontMetrics(captionFont()).height();
    return QRectF(rect()).adjusted(3, 3, -3, -(line + kGapTiny + 3));
}

double HistogramView::height(std::int64_t count) const {
    if (count <= 0 || m_most <= 0) {
        return 0;
    }
    const auto value = static_cast<double>(count), most = static_cast<double>(m_most);
    return m_logarithmic ? std::log1p(value) / std::log1p(most) : value / most;
}

QString HistogramView::description() const {
    if (binCount() == 0) {
        return m_why;
    }
    const auto& s = *m_statistics;
    if (m_chosen < 0) {
        return tr("%Ln values from %1 to %2", nullptr,
                  static_cast<int>(std::min<std::int64_t>(s.count - s.notFinite,
                                                          std::numeric_limits<int>::max())))
            .arg(valueText(s.min), valueText(s.max));
    }
    const double width = (s.max - s.min) / binCount();
    return tr("%1 to %2: %3 values")
        .arg(valueText(s.min + m_chosen * width), valueText(s.min + (m_chosen + 1) * width),
             QLocale().toString(qlonglong{s.histogram[static_cast<std::size_t>(m_chosen)]}));
}

void HistogramView::choose(int bin) {
    m_chosen = bin;
    setAccessibleDescription(description());
    Q_EMIT described(description());
    update();
}

void HistogramView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto area = plot();
    painter.setFont(captionFont());
    if (binCount() == 0) {
        painter.setPen(colors().secondaryText);
        painter.drawText(rect().adjusted(kGap, 0, -kGap, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_why);
        return;
    }
    const double width = area.width() / binCount();
    const auto bar = [&](int bin) {
        const double left = std::round(area.left() + bin * width);
        const double right = std::round(area.left() + (bin + 1) * width);
        const auto count = m_statistics->histogram[static_cast<std::size_t>(bin)];
        // What is there can be seen, however little it is.
        const double tall =
            count > 0 ? std::max(1.0, std::round(height(count) * area.height())) : 0;
        return QRectF(left, area.bottom() - tall, std::max(1.0, right - left - 1), tall);
    };
    if (m_chosen >= 0) {
        const auto column = bar(m_chosen);
        painter.fillRect(QRectF(column.left() - 1, area.top(), column.width() + 2, area.height()),
                         colors().hover);
    }
    for (int bin = 0; bin < binCount(); ++bin) {
        painter.fillRect(bar(bin), bin == m_chosen ? colors().accent : dataColor(0));
    }
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), colors().border);
    painter.setPen(colors().secondaryText);
    const auto line = QRectF(area.left(), area.bottom() + kGapTiny, area.width(),
                             QFontMetrics(captionFont()).height());
    painter.drawText(line, Qt::AlignLeft, valueText(m_statistics->min));
    painter.drawText(line, Qt::AlignRight, valueText(m_statistics->max));
    if (m_statistics->min < 0 && m_statistics->max > 0) { // where zero is
        const double zero =
            area.left()
            + area.width() * -m_statistics->min / (m_statistics->max - m_statistics->min);
        painter.setPen(QPen(colors().secondaryText, 1, Qt::DotLine));
        painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()));
        const double margin = area.width() / 4; // clear of the two ends
        if (zero > area.left() + margin && zero < area.right() - margin) {
            painter.drawText(QRectF(zero - 20, line.top(), 40, line.height()), Qt::AlignCenter,
                             QStringLiteral("0"));
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
    const auto area = plot();
    const double at = (event->position().x() - area.left()) / area.width();
    choose(binCount() > 0 && at >= 0 && at < 1 ? static_cast<int>(at * binCount()) : -1);
}

void HistogramView::leaveEvent(QEvent*) { choose(-1); }

void HistogramView::keyPressEvent(QKeyEvent* event) {
    const int last = binCount() - 1;
    switch (event->key()) {
    case Qt::Key_Left: choose(m_chosen < 0 ? last : std::max(0, m_chosen - 1)); break;
    case Qt::Key_Right: choose(std::min(last, m_chosen + 1)); break;
    case Qt::Key_Home: choose(std::min(0, last)); break;
    case Qt::Key_End: choose(last); break;
    default: QWidget::keyPressEvent(event);
    }
}

void HistogramView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void HistogramView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    choose(-1);
}

} // namespace mae::ui
