// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/ratio_chart.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace mae::ui {
namespace {

constexpr double kMarker = 3;   ///< half the side of a point
constexpr double kStrong = 2;   ///< width of the model's line
constexpr double kThin = 1.4;   ///< of the other lines
constexpr double kStale = 0.35; ///< strength of points that are no longer right
constexpr double kSample = 28;  ///< length of a line in the legend
constexpr int kTicks = 4;       ///< about as many between the ends of the axis of values
constexpr double kNoWidth = 1e-9;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(RatioChart)
};

int seriesOf(RatioQuantity quantity) {
    return quantity == RatioQuantity::Error ? 1 : int(kFillers.size());
}

/// Ends and distance of round values around a range.
struct Scale {
    double low = 0;
    double high = 1;
    double step = 0.25;

    int decimals() const { return std::max(0, int(std::ceil(-std::log10(step) - kNoWidth))); }
};

Scale scaleFor(double low, double high) {
    if (!(low <= high)) {
        return {};
    }
    if (high - low < kNoWidth) {
        const double room = std::max(std::abs(low) * 0.05, 0.05);
        low -= room;
        high += room;
    }
    const double rough = (high - low) / kTicks;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0}) {
        step = rough <= factor * power ? factor * power : step;
    }
    return {.low = std::floor(low / step + kNoWidth) * step,
            .high = std::ceil(high / step - kNoWidth) * step,
            .step = step};
}

Scale scaleOf(const RatioChart& chart) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& point : chart.points) {
        for (int s = 0; s < seriesOf(chart.quantity); ++s) {
            const double value = valueOf(point.measure, kFillers[std::size_t(s)], chart.quantity);
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
    }
    return scaleFor(chart.quantity == RatioQuantity::Error ? std::min(low, 0.0) : low, high);
}

QColor faded(QColor color, bool stale) {
    color.setAlphaF(stale ? float(kStale) : 1.0F);
    return color;
}

/// Each series has a mark of its own, so that it is known without colour.
QPainterPath markAt(QPointF place, int series) {
    QPainterPath path;
    const double r = kMarker;
    switch (series) {
    case 0: path.addEllipse(place, r, r); break;
    case 1: path.addRect(QRectF(place - QPointF(r, r), QSizeF(2 * r, 2 * r))); break;
    case 2:
        path.addPolygon(QPolygonF{place + QPointF(0, -1.2 * r), place + QPointF(1.2 * r, r),
                                  place + QPointF(-1.2 * r, r), place + QPointF(0, -1.2 * r)});
        break;
    default:
        path.addPolygon(QPolygonF{place + QPointF(0, -1.3 * r), place + QPointF(1.3 * r, 0),
                                  place + QPointF(0, 1.3 * r), place + QPointF(-1.3 * r, 0),
                                  place + QPointF(0, -1.3 * r)});
    }
    return path;
}

/// Draws a chart piece by piece.
class Drawer {
public:
    Drawer(const RatioChart& chart, const ChartPaper& paper)
        : m_chart(chart), m_paper(paper), m_scale(scaleOf(chart)), m_metrics(font(paper)) {
        place();
    }

    ChartDrawing result() {
        drawAxes();
        drawMarks();
        for (int s = seriesOf(m_chart.quantity) - 1; s >= 0; --s) { // the model above the others
            drawSeries(s);
        }
        drawLegend();
        return std::move(m_drawing);
    }

private:
    static QFont font(const ChartPaper& paper) {
        QFont font;
        font.setPixelSize(std::max(1, qRound(paper.textHeight)));
        return font;
    }
    double line() const { return m_metrics.height(); }
    QString tickText(double value) const {
        return QLocale().toString(value + 0.0, 'f', m_scale.decimals());
    }
    void place();
    void drawAxes();
    void drawMarks();
    void drawSeries(int series);
    void drawLegend();
    void addText(QRectF place, const QString& text, Qt::Alignment alignment, QColor color,
                 bool strong = false) {
        m_drawing.texts.push_back({.place = place,
                                   .text = text,
                                   .alignment = alignment,
                                   .height = m_paper.textHeight,
                                   .strong = strong,
                                   .color = color});
    }
    void addLine(QPointF from, QPointF to, const QPen& pen) {
        QPainterPath path(from);
        path.lineTo(to);
        m_drawing.shapes.push_back({.path = path, .pen = pen});
    }
    QPen seriesPen(int series, bool stale) const {
        QPen pen(faded(m_paper.colors.series[std::size_t(series)], stale),
                 series == 0 ? kStrong : kThin, dataDash(series));
        pen.setCapStyle(Qt::FlatCap);
        return pen;
    }
    void addMark(QPointF place, int series, bool stale, bool hollow) {
        const auto color = faded(m_paper.colors.series[std::size_t(series)], stale);
        m_drawing.shapes.push_back(
            {.path = markAt(place, series),
             .pen = QPen(color, 1),
             .brush = hollow ? QBrush(m_paper.colors.ground) : QBrush(color)});
    }

    const RatioChart& m_chart;
    const ChartPaper& m_paper;
    const Scale m_scale;
    const QFontMetricsF m_metrics;
    ChartDrawing m_drawing;
};

void Drawer::place() {
    const double widest = std::max(m_metrics.horizontalAdvance(tickText(m_scale.low)),
                                   m_metrics.horizontalAdvance(tickText(m_scale.high)));
    const double left = widest + kGapSmall, top = line() + kGapSmall,
                 right = m_metrics.horizontalAdvance(QLocale().toString(100)) / 2 + 2;
    const double below = chartHeight(m_paper.textHeight, 0) - top;
    m_drawing.plot = QRectF(left, top, std::max(1.0, m_paper.size.width() - left - right),
                            std::max(1.0, m_paper.size.height() - top - below));
    m_drawing.low = m_scale.low;
    m_drawing.high = m_scale.high;
}

void Drawer::drawAxes() {
    const auto& plot = m_drawing.plot;
    const auto& colors = m_paper.colors;
    addText({0, 0, m_paper.size.width(), line()}, quantityName(m_chart.quantity), Qt::AlignLeft,
            colors.text);
    const QPen grid(colors.grid, 1);
    const int steps = qRound((m_scale.high - m_scale.low) / m_scale.step);
    for (int i = 0; i <= steps; ++i) {
        const double value = m_scale.low + i * m_scale.step;
        const double y = std::round(m_drawing.at(0, value).y()) + 0.5;
        addLine({plot.left(), y}, {plot.right(), y}, grid);
        addText({0, y - line() / 2, plot.left() - kGapTiny, line()},
                tickText(std::abs(value) < m_scale.step / 2 ? 0 : value),
                Qt::AlignRight | Qt::AlignVCenter, colors.quiet);
    }
    for (const int percent : {0, 25, 50, 75, 100}) {
        const double x = std::round(m_drawing.at(percent / 100.0, m_scale.low).x()) + 0.5;
        addLine({x, plot.bottom()}, {x, plot.bottom() + kGapTiny}, grid);
        addText({x - 30, plot.bottom() + kGapTiny, 60, line()}, QLocale().toString(percent),
                Qt::AlignHCenter, colors.quiet);
    }
    addText({plot.left(), plot.bottom() + kGapTiny + line(), plot.width(), line()},
            Texts::tr("Mask ratio, %"), Qt::AlignHCenter, colors.text);
}

void Drawer::drawMarks() {
    const auto& plot = m_drawing.plot;
    const auto upright = [&](double ratio, const QPen& pen) {
        const double x = std::round(m_drawing.at(ratio, 0).x()) + 0.5;
        addLine({x, plot.top()}, {x, plot.bottom()}, pen);
    };
    if (m_chart.current) {
        upright(*m_chart.current, QPen(m_paper.colors.mark, 1.5));
    }
    if (m_chart.pointed) {
        upright(*m_chart.pointed, QPen(m_paper.colors.quiet, 1, Qt::DotLine));
    }
}

void Drawer::drawSeries(int series) {
    std::array<QPainterPath, 2> lines; // right ones, stale ones
    const RatioPoint* before = nullptr;
    const auto filler = kFillers[std::size_t(series)];
    const auto value = [&](const RatioPoint& point) {
        return valueOf(point.measure, filler, m_chart.quantity);
    };
    for (const auto& point : m_chart.points) {
        const bool finite = std::isfinite(value(point));
        if (finite && before != nullptr) {
            auto& path = lines[before->stale || point.stale ? 1 : 0];
            const auto from = m_drawing.at(before->measure.ratio, value(*before));
            if (path.isEmpty() || path.currentPosition() != from) {
                path.moveTo(from);
            }
            path.lineTo(m_drawing.at(point.measure.ratio, value(point)));
        }
        before = finite ? &point : nullptr;
    }
    for (const bool stale : {true, false}) {
        if (const auto& path = lines[stale ? 1 : 0]; !path.isEmpty()) {
            m_drawing.shapes.push_back({.path = path, .pen = seriesPen(series, stale)});
        }
    }
    for (const auto& point : m_chart.points) {
        if (!std::isnan(value(point))) {
            addMark(m_drawing.at(point.measure.ratio, value(point)), series, point.stale,
                    std::isinf(value(point)));
        }
    }
}

void Drawer::drawLegend() {
    const auto& plot = m_drawing.plot;
    const auto& colors = m_paper.colors;
    const double width = m_paper.size.width();
    double y = plot.bottom() + kGapTiny + 2 * line() + kGapSmall;
    const auto* told =
        m_chart.tells
            ? nearestPoint(m_chart.points, m_chart.pointed.value_or(m_chart.current.value_or(0.75)))
            : nullptr;
    const auto quiet = told != nullptr && told->stale ? colors.quiet : colors.text;
    if (told != nullptr) {
        addText({0, y, width, line()},
                Texts::tr("at %1 %").arg(QLocale().toString(told->measure.ratio * 100, 'g', 3)),
                Qt::AlignRight | Qt::AlignVCenter, colors.quiet);
    }
    y += m_chart.tells ? line() : 0;
    for (int s = 0; s < seriesOf(m_chart.quantity); ++s, y += line() + 2) {
        const auto filler = kFillers[std::size_t(s)];
        const double middle = y + line() / 2;
        addLine({0, middle}, {kSample, middle}, seriesPen(s, false));
        addMark({kSample / 2, middle}, s, false, false);
        const auto value =
            told != nullptr
                ? quantityText(valueOf(told->measure, filler, m_chart.quantity), m_chart.quantity)
                : QString();
        const double used = value.isEmpty() ? 0 : m_metrics.horizontalAdvance(value) + kGapSmall;
        const double left = kSample + kGapSmall;
        addText({left, y, width - left - used, line()},
                m_metrics.elidedText(fillerName(filler), Qt::ElideRight, width - left - used),
                Qt::AlignLeft | Qt::AlignVCenter, colors.text);
        addText({left, y, width - left, line()}, value, Qt::AlignRight | Qt::AlignVCenter, quiet,
                s == 0);
    }
}

} // namespace

QPointF ChartDrawing::at(double ratio, double value) const {
    const double share = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return {plot.left() + ratio * plot.width(), plot.bottom() - share * plot.height()};
}

ChartDrawing drawn(const RatioChart& chart, const ChartPaper& paper) {
    return Drawer(chart, paper).result();
}

} // namespace mae::ui
