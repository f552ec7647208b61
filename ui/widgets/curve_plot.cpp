// SPDX-License-Identifier: GPL-3.0-or-later
// Data, ranges and frames. What is drawn: curve_plot_chart.cpp; the pointer:
// curve_plot_pointer.cpp.
#include "ui/widgets/curve_plot.h"

#include "ui/widgets/curve_canvas.h"

#include <QEvent>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kFrame = 33; // milliseconds: no faster than is worth it while a run needs the cores
constexpr double kHeadroom = 0.06; // of the range of values, above and below the curve

} // namespace

CurvePlot::CurvePlot(std::vector<CurveSpec> curves, QWidget* parent)
    : QWidget(parent), m_specs(std::move(curves)), m_data(m_specs.size()) {
    for (std::size_t c = 0; c < m_specs.size(); ++c) {
        if (m_panes.empty() || !m_specs[c].inPaneBefore) {
            m_panes.emplace_back();
        }
        m_panes.back().curves.push_back(c);
    }
    m_canvas = std::make_unique<CurveCanvas>(m_panes.size());
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &CurvePlot::flush);
    resetView();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::setPoints(std::span<const CurvePoint> points) {
    m_data.clear();
    m_data.append(points);
    m_pointer.reset();
    resetView();
}

void CurvePlot::append(std::span<const CurvePoint> points) {
    m_data.append(points);
    fitAxes();
    changed();
}

void CurvePlot::setRunName(const QString& name) {
    m_name = name;
    changed();
}

void CurvePlot::setOverlays(std::vector<CurveOverlay> overlays) {
    m_overlays.clear();
    for (auto& overlay : overlays) {
        Run run{overlay.name, CurveData(m_specs.size())};
        run.data.setSmoothing(m_data.smoothing());
        run.data.append(overlay.points);
        m_overlays.push_back(std::move(run));
    }
    fitAxes();
    changed();
}

void CurvePlot::setReferences(const ReferenceLines& references) {
    m_references = references;
    fitAxes();
    changed();
}

void CurvePlot::setMarks(std::vector<CurveMark> marks) {
    m_marks = std::move(marks);
    changed();
}

void CurvePlot::setFollowing(bool following) {
    if (following != m_following) {
        m_following = following;
        Q_EMIT followingChanged(following);
    }
}

void CurvePlot::changeX(double low, double high) {
    if (!(high > low) || !std::isfinite(low) || !std::isfinite(high)) {
        return;
    }
    m_x = {low, high};
    setFollowing(false);
    fitAxes();
    changed();
}

void CurvePlot::showX(Range range) { changeX(range.low, range.high); }

void CurvePlot::fitAxes() {
    if (m_following) {
        double first = std::numeric_limits<double>::infinity(), last = -first;
        const auto include = [&](const CurveData& data) {
            if (data.size() > 0) {
                first = std::min(first, data.place(m_axis, 0));
                last = std::max(last, data.place(m_axis, data.size() - 1));
            }
        };
        include(m_data);
        for (const auto& run : m_overlays) {
            include(run.data);
        }
        m_x = !(first <= last) ? Range{0, 1} : Range{first, last > first ? last : first + 1};
    }
    for (auto& pane : m_panes) {
        if (pane.fitsY) {
            fitY(pane);
        }
    }
}

ValueRange CurvePlot::rangeOf(const CurveData& data, std::size_t curve) const {
    if (m_following) {
        return data.range(curve);
    }
    const auto begin = data.lowerIndex(m_x.low, m_axis);
    const auto end = data.lowerIndex(m_x.high, m_axis) + 1;
    return data.range(curve, begin > 0 ? begin - 1 : 0, end);
}

void CurvePlot::fitY(Pane& pane) {
    const auto& spec = m_specs[pane.curves.front()];
    const bool log = m_log && spec.canBeLog;
    ValueRange range;
    for (const auto curve : pane.curves) {
        range.add(rangeOf(m_data, curve));
        for (const auto& run : m_overlays) {
            range.add(rangeOf(run.data, curve));
        }
    }
    if (range.empty()) {
        pane.y = log ? Range{0.1, 1} : m_data.size() == 0 ? Range{0, 1} : pane.y;
        return;
    }
    if (m_following && &pane == &m_panes.front()) {
        for (const auto& level : {m_references.meanColour, m_references.neighbours}) {
            if (level && *level > 0) {
                range.add({.low = *level, .high = *level, .lowPositive = *level});
            }
        }
    }
    if (log && std::isfinite(range.lowPositive)) {
        const double low = std::log(range.lowPositive), high = std::log(range.high);
        const double room = std::max(0.02, (high - low) * kHeadroom);
        pane.y = {std::exp(low - room), std::exp(high + room)};
        return;
    }
    const double low = spec.fromZero ? std::min(0.0, range.low) : range.low;
    const double room =
        range.high > low ? (range.high - low) * kHeadroom : std::max(std::abs(low) * 0.1, 1e-9);
    pane.y = {spec.fromZero && range.low >= 0 ? 0 : low - room, range.high + room};
}

void CurvePlot::resetView() {
    for (auto& pane : m_panes) {
        pane.fitsY = true;
    }
    setFollowing(true);
    fitAxes();
    changed();
}

void CurvePlot::setXAxis(CurveAxis axis) {
    m_axis = axis;
    resetView();
}

void CurvePlot::setLogScale(bool log) {
    m_log = log;
    for (auto& pane : m_panes) {
        pane.fitsY = true;
    }
    fitAxes();
    changed();
}

void CurvePlot::setSmoothing(double weight) {
    m_data.setSmoothing(weight);
    for (auto& run : m_overlays) {
        run.data.setSmoothing(weight);
    }
    changed();
}

void CurvePlot::setRectangleZoom(bool on) { m_rectangle = on; }

CurvePlot::Pane& CurvePlot::paneOf(int curve) const {
    return *std::ranges::find_if(m_panes, [curve](const Pane& pane) {
        return std::ranges::find(pane.curves, static_cast<std::size_t>(curve)) != pane.curves.end();
    });
}

CurvePlot::Range CurvePlot::shownY(int curve) const { return paneOf(curve).y; }

QRect CurvePlot::plotArea(int curve) const { return chart(curve).area.toAlignedRect(); }

const ChartPane& CurvePlot::chart(int curve) const {
    build();
    return paneOf(curve).chart;
}

QStringList CurvePlot::ticks(int curve, Qt::Orientation axis) const {
    build();
    const auto* pane = &paneOf(curve);
    return m_canvas->ticks(static_cast<std::size_t>(pane - m_panes.data()), axis);
}

int CurvePlot::paneAt(QPointF position) const {
    build();
    for (std::size_t p = 0; p < m_panes.size(); ++p) {
        if (m_panes[p].chart.area.contains(position)) {
            return static_cast<int>(p);
        }
    }
    return -1;
}

void CurvePlot::changed() {
    m_built = false;
    scheduleReplot();
}

void CurvePlot::scheduleReplot() {
    if (!m_frame.isActive()) {
        const auto since = m_sincePaint.isValid() ? m_sincePaint.elapsed() : kFrame;
        m_frame.start(static_cast<int>(std::clamp<qint64>(kFrame - since, 0, kFrame)));
    }
}

void CurvePlot::flush() {
    m_frame.stop();
    m_sincePaint.start();
    describe();
    update();
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_built = false;
}

void CurvePlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        changed();
    }
}

} // namespace mae::ui
