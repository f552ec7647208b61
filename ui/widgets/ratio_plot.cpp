// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ratio_plot.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/paint.h"
#include "ui/style/theme.h"

#include <QFontInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kSameRatio = 1e-6;
constexpr int kMargin = 3; ///< room for the ring of the focus
constexpr double kPlotHeight = 132;
constexpr QSizeF kPaper{480, 300}; ///< width, and height of the curves
constexpr double kPaperText = 12;

double textHeight() { return QFontInfo(captionFont()).pixelSize(); }

} // namespace

RatioPlot::RatioPlot(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Quality against the mask ratio"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    refresh();
}

QSize RatioPlot::sizeHint() const {
    return {276, int(std::ceil(chartHeight(textHeight(), kPlotHeight))) + 2 * kMargin};
}

QSize RatioPlot::minimumSizeHint() const { return {200, sizeHint().height()}; }

void RatioPlot::setPoint(const Measure& measure) {
    auto& points = m_chart.points;
    const auto at = std::ranges::find_if(points, [&measure](const RatioPoint& point) {
        return point.measure.ratio > measure.ratio - kSameRatio;
    });
    if (at != points.end() && at->measure.ratio < measure.ratio + kSameRatio) {
        *at = {.measure = measure};
    } else {
        points.insert(at, {.measure = measure});
    }
    refresh();
}

void RatioPlot::setStale() {
    for (auto& point : m_chart.points) {
        point.stale = true;
    }
    refresh();
}

void RatioPlot::clear() {
    m_chart.points.clear();
    m_chart.pointed.reset();
    refresh();
}

void RatioPlot::setQuantity(RatioQuantity quantity) {
    m_chart.quantity = quantity;
    refresh();
}

void RatioPlot::setRatio(std::optional<double> ratio) {
    if (ratio != m_chart.current) {
        m_chart.current = ratio;
        refresh();
    }
}

void RatioPlot::refresh() {
    setAccessibleDescription(description());
    setCursor(m_chart.points.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

ChartDrawing RatioPlot::drawing() const {
    return drawn(m_chart, {.size = QSizeF(width() - 2 * kMargin, height() - 2 * kMargin),
                           .textHeight = textHeight(),
                           .colors = ChartColors::ofScreen()});
}

QRectF RatioPlot::plotArea() const { return drawing().plot.translated(kMargin, kMargin); }

QPointF RatioPlot::placeOf(double ratio, Filler filler) const {
    const auto* point = nearestPoint(m_chart.points, ratio);
    return point == nullptr ? QPointF()
                            : drawing().at(point->measure.ratio,
                                           valueOf(point->measure, filler, m_chart.quantity))
                                  + QPointF(kMargin, kMargin);
}

const RatioPoint* RatioPlot::told() const {
    return nearestPoint(m_chart.points, m_chart.pointed.value_or(m_chart.current.value_or(0.75)));
}

QString RatioPlot::description() const {
    const auto* point = told();
    if (point == nullptr) {
        return tr("Nothing is measured yet.");
    }
    const bool error = m_chart.quantity == RatioQuantity::Error;
    QStringList parts;
    for (const auto filler : kFillers) {
        if (!error || filler == Filler::Model) {
            parts << tr("%1 %2").arg(
                fillerName(filler),
                quantityText(valueOf(point->measure, filler, m_chart.quantity), m_chart.quantity));
        }
    }
    auto text = tr("%1 at a mask ratio of %2 %: %3.")
                    .arg(quantityName(m_chart.quantity),
                         QLocale().toString(point->measure.ratio * 100, 'g', 3),
                         parts.join(QStringLiteral(", ")));
    return point->stale ? text + QLatin1Char(' ') + tr("Out of date.") : text;
}

void RatioPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kMargin, kMargin);
    const auto chart = drawing();
    for (const auto& shape : chart.shapes) {
        painter.setPen(shape.pen);
        painter.setBrush(shape.brush);
        painter.drawPath(shape.path);
    }
    for (const auto& text : chart.texts) {
        QFont font;
        font.setPixelSize(std::max(1, qRound(text.height)));
        font.setWeight(text.strong ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(text.color);
        painter.drawText(text.place, int(text.alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                         text.text);
    }
    painter.resetTransform();
    if (hasFocus()) {
        paint::focusRing(rect(), painter);
    }
}

void RatioPlot::point(std::optional<double> ratio) {
    if (ratio) {
        const auto* nearest = nearestPoint(m_chart.points, *ratio);
        ratio = nearest == nullptr ? std::nullopt : std::optional(nearest->measure.ratio);
    }
    if (ratio != m_chart.pointed) {
        m_chart.pointed = ratio;
        refresh();
    }
}

void RatioPlot::mouseMoveEvent(QMouseEvent* event) {
    const auto area = plotArea();
    const double at = (event->position().x() - area.left()) / area.width();
    const bool inside = at > -0.03 && at < 1.03 && event->position().y() < area.bottom() + kGap;
    point(inside ? std::optional(at) : std::nullopt);
}

void RatioPlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    mouseMoveEvent(event);
    adopt();
}

void RatioPlot::adopt() {
    if (m_chart.pointed) {
        Q_EMIT ratioAdopted(*m_chart.pointed);
    }
}

void RatioPlot::leaveEvent(QEvent*) { point({}); }

void RatioPlot::step(int by) {
    const auto* now = told();
    if (now == nullptr) {
        return;
    }
    const auto last = std::ptrdiff_t(m_chart.points.size()) - 1;
    const auto at =
        m_chart.pointed ? (now - m_chart.points.data()) + by : now - m_chart.points.data();
    point(m_chart.points[std::size_t(std::clamp<std::ptrdiff_t>(at, 0, last))].measure.ratio);
}

void RatioPlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: step(-1); break;
    case Qt::Key_Right: step(1); break;
    case Qt::Key_Home: point(0.0); break;
    case Qt::Key_End: point(1.0); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: adopt(); break;
    case Qt::Key_Escape:
        if (m_chart.pointed) {
            point({});
            break;
        }
        [[fallthrough]];
    default: QWidget::keyPressEvent(event);
    }
}

void RatioPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
        updateGeometry();
    }
}

void RatioPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void RatioPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    point({});
    update();
}

std::vector<RatioPoint> RatioPlot::freshPoints() const {
    auto points = m_chart.points;
    std::erase_if(points, [](const RatioPoint& point) { return point.stale; });
    return points;
}

Figure RatioPlot::figure() const {
    auto chart = m_chart;
    chart.points = freshPoints();
    chart.pointed.reset();
    chart.tells = false;
    if (chart.points.empty()) {
        return {};
    }
    const ChartPaper paper{.size = {kPaper.width(), chartHeight(kPaperText, kPaper.height())},
                           .textHeight = kPaperText,
                           .colors = ChartColors::ofPaper()};
    Figure inner(paper.size), figure(paper.size + QSizeF(2 * kGap, 2 * kGap));
    const auto chartDrawing = drawn(chart, paper);
    for (const auto& shape : chartDrawing.shapes) {
        inner.add(shape);
    }
    for (const auto& text : chartDrawing.texts) {
        inner.add(text);
    }
    figure.add(inner, {kGap, kGap});
    return figure;
}

QByteArray RatioPlot::toCsv() const {
    std::vector<Measure> curve;
    for (const auto& point : freshPoints()) {
        curve.push_back(point.measure);
    }
    return curveCsv(curve);
}

} // namespace mae::ui
