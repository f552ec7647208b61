// SPDX-License-Identifier: GPL-3.0-or-later
// What the plot draws and tells: charts from data, colours, legend, painting.
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/curve_canvas.h"
#include "ui/widgets/curve_plot.h"
#include "ui/widgets/curve_sampling.h"
#include "ui/widgets/plot_numbers.h"

#include <QAccessible>
#include <QFocusEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kRawStrength = 0.35;
constexpr double kStrong = 2; // width of a smoothed line
constexpr double kThin = 1.2;
constexpr int kLabel = 70; // pixels a number needs along the axis
constexpr int kLabelOfSmall = 55;
constexpr int kMargin = 1; // room for the mark of the focus

} // namespace

QColor CurvePlot::color(std::size_t curve, std::size_t run) const {
    // Alone, each curve has its colour; among others, each run.
    const bool own = m_overlays.empty();
    const auto& pane = paneOf(static_cast<int>(curve));
    const auto number = static_cast<std::size_t>(&pane - m_panes.data());
    const bool second = pane.curves.front() != curve;
    return dataColor(static_cast<int>(!own ? run : second ? 4 : number));
}

void CurvePlot::addLines(ChartPane& chart, std::size_t curve, const ChartInk& ink,
                         bool paper) const {
    const auto& spec = m_specs[curve];
    const bool alone = m_overlays.empty();
    const CurveWindow window{m_axis, m_x.low, m_x.high,
                             std::max(1, static_cast<int>(chart.area.width() * (paper ? 2 : 1)))};
    const auto add = [&](const CurveData& data, std::size_t run, CurveData::Kind kind) {
        const bool faint = spec.smoothed && kind == CurveData::Kind::Raw;
        auto sample = sampled(data, curve, kind, window);
        const auto strong = color(curve, run);
        const auto number = static_cast<int>(alone ? 0 : run);
        chart.lines.push_back({.points = std::move(sample.points),
                               .color = faint ? mixed(strong, ink.ground, kRawStrength) : strong,
                               .width = faint           ? 1
                                        : spec.smoothed ? kStrong
                                                        : kThin,
                               .dash = spec.inPaneBefore ? Qt::DashLine
                                       : faint           ? Qt::SolidLine
                                                         : dataDash(number),
                               .dense = sample.dense,
                               .dots = spec.sparse && !sample.dense});
    };
    if (spec.smoothed && m_data.size() > 0) {
        add(m_data, 0, CurveData::Kind::Raw);
    }
    const auto best = spec.smoothed ? CurveData::Kind::Smoothed : CurveData::Kind::Raw;
    for (std::size_t r = m_overlays.size(); r > 0; --r) {
        add(m_overlays[r - 1].data, r, best);
    }
    add(m_data, 0, best);
}

bool CurvePlot::hasValues(std::size_t pane) const {
    const auto any = [&](const CurveData& data) {
        return std::ranges::any_of(m_panes[pane].curves, [&data](std::size_t curve) {
            return !data.range(curve).empty();
        });
    };
    const bool mayHave = m_data.size() == 0 && !m_specs[m_panes[pane].curves.front()].sparse;
    return pane == 0 || mayHave || any(m_data)
           || std::ranges::any_of(m_overlays, [&](const Run& run) { return any(run.data); });
}

void CurvePlot::setAxes(std::size_t p, const QRectF& outer, bool labelled) const {
    auto& pane = m_panes[p];
    const auto& spec = m_specs[pane.curves.front()];
    const int room = static_cast<int>(outer.width());
    pane.chart = {.outer = outer,
                  .title = spec.title,
                  .x = {.low = m_x.low, .high = m_x.high},
                  .y = {.low = pane.y.low, .high = pane.y.high, .log = m_log && spec.canBeLog},
                  .clock = m_axis == CurveAxis::Seconds,
                  .labelled = labelled,
                  .ticksX = p == 0 ? std::clamp(room / kLabel - 1, 1, 8)
                                   : std::clamp(room / kLabelOfSmall, 2, 3),
                  .ticksY = std::clamp(static_cast<int>(outer.height()) / 36, 2, 6)};
    for (const auto& mark : m_marks) {
        const bool direct = m_axis == CurveAxis::Step || m_data.size() == 0;
        pane.chart.marks.push_back(
            {direct ? mark.step : m_data.place(m_axis, m_data.nearest(mark.step, CurveAxis::Step)),
             mark.warning});
    }
    if (p == 0 && m_references.meanColour) {
        pane.chart.levels.push_back({*m_references.meanColour, tr("mean colour")});
    }
    if (p == 0 && m_references.neighbours) {
        pane.chart.levels.push_back({*m_references.neighbours, tr("copied neighbours")});
    }
}

void CurvePlot::draw(const ChartInk& ink, bool paper) const {
    std::vector<std::size_t> shown;
    for (std::size_t p = 0; p < m_panes.size(); ++p) {
        m_panes[p].chart = {};
        if (hasValues(p)) {
            shown.push_back(p);
        }
    }
    const auto places = chartPlaces(QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin),
                                    static_cast<int>(shown.size()));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto isBelow = [&here = places[i]](const QRectF& place) {
            return place.top() > here.top() + 1 && std::abs(place.left() - here.left()) < 1;
        };
        setAxes(shown[i], places[i], i == 0 || std::ranges::none_of(places, isBelow));
    }
    m_canvas->begin(size(), ink);
    for (std::size_t p = 0; p < m_panes.size(); ++p) {
        m_canvas->setAxes(p, m_panes[p].chart);
    }
    m_canvas->layOut();
    for (const auto p : shown) {
        m_panes[p].chart.area = m_canvas->area(p);
        for (const auto curve : m_panes[p].curves) {
            addLines(m_panes[p].chart, curve, ink, paper);
        }
    }
    for (std::size_t p = 0; p < m_panes.size(); ++p) {
        m_canvas->setCurves(p, m_panes[p].chart);
    }
}

void CurvePlot::build() const {
    if (!m_built) {
        m_built = true;
        draw(ChartInk::ofScreen(font()), false);
    }
}

std::optional<std::size_t> CurvePlot::readIndex(const CurveData& data) const {
    if (data.size() == 0) {
        return {};
    }
    const int pane = m_pointer ? paneAt(*m_pointer) : -1;
    if (pane < 0) {
        return data.size() - 1;
    }
    return data.nearest(m_panes[static_cast<std::size_t>(pane)].chart.placeAt(m_pointer->x()),
                        m_axis);
}

QString CurvePlot::valueText(const CurveData& data, std::size_t curve) const {
    const auto at = readIndex(data);
    if (!at) {
        return {};
    }
    const auto& spec = m_specs[curve];
    auto i = *at;
    if (spec.sparse) { // the last one before
        const auto kind = CurveData::Kind::Raw;
        const auto last = data.pyramid(curve, kind).lastBefore(data.values(curve, kind), i + 1);
        if (!last) {
            return {};
        }
        i = *last;
    }
    const double value = spec.smoothed ? data.smoothed(curve, i) : data.value(curve, i);
    return std::isfinite(value) ? plotNumber(value, spec.decimals) : QString();
}

std::vector<ChartReading> CurvePlot::legend(std::size_t pane) const {
    std::vector<ChartReading> items;
    if (pane > 0 || (m_data.size() == 0 && m_overlays.empty())) {
        return items;
    }
    const auto& curves = m_panes[pane].curves;
    const auto first = curves.front();
    const auto ground = palette().color(QPalette::Base);
    if (!m_overlays.empty()) {
        items.push_back({m_name, valueText(m_data, first), color(first, 0), dataDash(0), kStrong});
        for (std::size_t r = 0; r < m_overlays.size(); ++r) {
            items.push_back({m_overlays[r].name, valueText(m_overlays[r].data, first),
                             color(first, r + 1), dataDash(static_cast<int>(r + 1)), kStrong});
        }
    } else if (m_specs[first].smoothed) {
        const auto at = readIndex(m_data);
        const double raw = at ? m_data.value(first, *at) : 0;
        items.push_back({tr("each step"), plotNumber(raw, m_specs[first].decimals),
                         mixed(color(first, 0), ground, kRawStrength), Qt::SolidLine, 1});
        items.push_back(
            {tr("smoothed"), valueText(m_data, first), color(first, 0), Qt::SolidLine, kStrong});
    }
    for (std::size_t c = 1; c < curves.size(); ++c) {
        if (!m_data.range(curves[c]).empty()) {
            items.push_back({m_specs[curves[c]].title, valueText(m_data, curves[c]),
                             color(curves[c], 0), Qt::DashLine, kThin, true});
        }
    }
    return items;
}

ChartReadout CurvePlot::readout(int curve) const {
    build();
    const auto& pane = paneOf(curve);
    const auto number = static_cast<std::size_t>(&pane - m_panes.data());
    ChartReadout readout{.title = pane.chart.title, .legend = legend(number)};
    if (number == 0) {
        if (const auto at = readIndex(m_data)) {
            readout.where = tr("step %1 · epoch %2 · %3")
                                .arg(plotNumber(m_data.place(CurveAxis::Step, *at), 4),
                                     plotNumber(m_data.place(CurveAxis::Epoch, *at), 3),
                                     clockText(m_data.place(CurveAxis::Seconds, *at)));
        }
    }
    const auto first = pane.curves.front();
    const auto tell = [&](const CurveData& data, std::size_t run) {
        const auto at = readIndex(data);
        if (!at) {
            return;
        }
        readout.values.push_back({.value = valueText(data, first), .color = color(first, run)});
        const double value =
            m_specs[first].smoothed ? data.smoothed(first, *at) : data.value(first, *at);
        if (std::isfinite(value)) {
            readout.dots.emplace_back(QPointF(data.place(m_axis, *at), value), color(first, run));
        }
    };
    tell(m_data, 0);
    for (std::size_t r = 0; r < m_overlays.size() && number > 0; ++r) {
        tell(m_overlays[r].data, r + 1); // of the first pane the legend tells them
    }
    return readout;
}

void CurvePlot::describe() {
    if (!QAccessible::isActive()) {
        return;
    }
    QStringList all;
    for (const auto& pane : m_panes) {
        const auto told = readout(static_cast<int>(pane.curves.front()));
        all << told.title + u' ' + (told.values.empty() ? QString() : told.values.front().value);
    }
    setAccessibleDescription(all.join(QStringLiteral(", ")));
}

void CurvePlot::setReadouts(bool paper) const {
    for (std::size_t p = 0; p < m_panes.size(); ++p) {
        auto told = readout(static_cast<int>(m_panes[p].curves.front()));
        if (paper) {
            told.dots.clear();
        }
        m_canvas->setReadout(p, std::move(told));
    }
}

void CurvePlot::paintEvent(QPaintEvent*) {
    build();
    setReadouts(false);
    m_canvas->paint(*this);
    QPainter painter(this);
    paintPointer(painter);
    if (hasFocus()) {
        painter.setPen(colors().accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void CurvePlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void CurvePlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace mae::ui
