// SPDX-License-Identifier: GPL-3.0-or-later
#undef QT_NO_KEYWORDS // qcustomplot.h says "signals:"; this file alone includes it

#include "ui/widgets/curve_canvas.h"

#include "ui/style/metrics.h"
#include "ui/widgets/plot_numbers.h"

#include <qcustomplot.h>

#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace mae::ui {
namespace {

constexpr double kNameStep = 0.3; ///< of the width, between the names of levels

constexpr int kTickLength = 3;
constexpr double kDot = 5; // diameter of a marked point

class Plot final : public QCustomPlot {
public:
    using QCustomPlot::updateLayout;

    void paintBuffers(QCPPainter& painter) const {
        painter.fillRect(viewport(), mBackgroundBrush);
        for (const auto& buffer : mPaintBuffers) {
            buffer->draw(&painter);
        }
    }
};

/// A ticker whose labels are ours: in the user's locale, with as many decimals as are needed.
template <class Ticker, std::vector<QString> (*texts)(std::span<const double>)>
class Labelled final : public Ticker {
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale&, QChar,
                                       int) override {
        const auto labels = texts(ticks);
        return {labels.begin(), labels.end()};
    }
};
using NumberTicker = Labelled<QCPAxisTicker, tickTexts>;
using PowerTicker = Labelled<QCPAxisTickerLog, powerTexts>;
using ClockTicker = Labelled<QCPAxisTickerTime, clockTexts>;

/// What is read at a pane: drawn on a layer of its own, which is quick to draw anew.
class ReadoutItem final : public QCPAbstractItem {
public:
    ReadoutItem(QCustomPlot* plot, const ChartInk& ink) : QCPAbstractItem(plot), m_ink(ink) {
        setClipToAxisRect(false);
        setLayer(QStringLiteral("readout"));
    }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

    ChartPane frame{}; ///< without its curves
    ChartReadout readout{};

protected:
    void draw(QCPPainter* painter) override { paintReadout(*painter, frame, readout, m_ink); }

private:
    const ChartInk& m_ink;
};

struct Pane {
    QCPAxisRect* rect = nullptr;
    QCPAxis* x = nullptr;
    QCPAxis* y = nullptr;
    ReadoutItem* readout = nullptr;
    std::vector<QCPGraph*> lines{};
    std::vector<QCPItemStraightLine*> levels{};
    std::vector<QCPItemText*> names{}; ///< of levels
    std::vector<QCPItemLine*> marks{};
};

/// As many items as are wanted, over the axes of a pane.
template <class Item>
void resize(std::vector<Item*>& items, std::size_t count, const Pane& pane, const char* layer) {
    auto* plot = pane.rect->parentPlot();
    for (; items.size() > count; items.pop_back()) {
        plot->removeItem(items.back());
    }
    while (items.size() < count) {
        auto* item = items.emplace_back(new Item(plot));
        item->setLayer(QLatin1String(layer));
        item->setClipAxisRect(pane.rect);
        item->setAntialiased(false);
        for (auto* position : item->positions()) {
            position->setAxes(pane.x, pane.y);
            position->setAxisRect(pane.rect);
        }
    }
}

template <class Ticker> void useTicker(QCPAxis& axis) {
    if (dynamic_cast<Ticker*>(axis.ticker().data()) == nullptr) {
        axis.setTicker(QSharedPointer<QCPAxisTicker>(new Ticker));
    }
}

void drawLine(QCPGraph& graph, const ChartLine& line, const ChartPane& chart) {
    const auto points = drawnPoints(line, chart);
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(points.size()));
    for (const auto& point : points) {
        data.append({point.x(), point.y()});
    }
    graph.data()->set(data, true);
    // Soft edges and thick pens are slow where there are many points, and not seen there.
    const bool packed = line.dense || double(points.size()) > chart.area.width();
    graph.setAntialiased(line.width > 1 && !packed);
    graph.setPen(QPen(line.color, packed ? 1 : line.width, line.dense ? Qt::SolidLine : line.dash,
                      Qt::FlatCap, Qt::BevelJoin));
    const bool dots = line.dots || points.size() == 1;
    graph.setScatterStyle(dots ? QCPScatterStyle(QCPScatterStyle::ssDisc, kDot)
                               : QCPScatterStyle(QCPScatterStyle::ssNone));
}

} // namespace

struct CurveCanvas::Parts {
    Plot plot;
    QCPLayoutInset* places = nullptr;
    std::vector<Pane> panes;
    ChartInk ink;
    bool stale = true; ///< more than the readouts has changed

    void addPane();
    void placeLevel(const Pane& pane, std::size_t i, const ChartPane& chart);
    void placeMark(const Pane& pane, std::size_t i, const ChartPane& chart);
};

CurveCanvas::CurveCanvas(std::size_t panes) : m(std::make_unique<Parts>()) {
    auto& plot = m->plot;
    m->places = new QCPLayoutInset;
    plot.plotLayout()->clear();
    plot.plotLayout()->addElement(0, 0, m->places);
    plot.plotLayout()->setMargins({});
    auto* curves = plot.layer(QStringLiteral("main"));
    plot.addLayer(QStringLiteral("levels"), curves, QCustomPlot::limBelow);
    plot.addLayer(QStringLiteral("marks"), curves);
    plot.addLayer(QStringLiteral("readout"));
    plot.layer(QStringLiteral("readout"))->setMode(QCPLayer::lmBuffered);
    plot.setCurrentLayer(curves);
    while (m->panes.size() < panes) {
        m->addPane();
    }
}

CurveCanvas::~CurveCanvas() = default;

void CurveCanvas::Parts::addPane() {
    Pane pane{.rect = new QCPAxisRect(&plot)};
    places->addElement(pane.rect, QRectF());
    pane.rect->setMinimumSize(1, 1);
    pane.x = pane.rect->axis(QCPAxis::atBottom);
    pane.y = pane.rect->axis(QCPAxis::atLeft);
    for (auto* axis : {pane.x, pane.y}) {
        axis->setPadding(1);
        axis->setTickLabelPadding(kTickLength);
        axis->setTickLength(0, kTickLength);
        axis->setSubTicks(false);
        axis->setNumberFormat(QStringLiteral("g")); // as in readouts: no raised powers
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    pane.readout = new ReadoutItem(&plot, ink);
    panes.push_back(pane);
}

void CurveCanvas::begin(const QSize& size, const ChartInk& ink) {
    m->ink = ink;
    m->stale = true;
    m->plot.setViewport(QRect({}, size));
    m->plot.setBackground(ink.ground);
    const int title = static_cast<int>(std::ceil(QFontMetricsF(ink.strong).height())) + kGapSmall;
    for (const auto& pane : m->panes) {
        pane.rect->setMinimumMargins({kGap, title, kGap, kGapTiny});
        for (auto* axis : {pane.x, pane.y}) {
            axis->setBasePen(ink.frame);
            axis->setTickPen(ink.frame);
            axis->setTickLabelColor(ink.quiet);
            axis->setTickLabelFont(ink.caption);
            axis->grid()->setPen(ink.grid);
        }
    }
}

void CurveCanvas::setAxes(std::size_t number, const ChartPane& chart) {
    const auto& pane = m->panes[number];
    const bool shown = !chart.outer.isEmpty();
    pane.rect->setVisible(shown);
    pane.readout->setVisible(shown);
    if (!shown) {
        setCurves(number, chart); // none
        return;
    }
    const QSizeF whole = m->plot.viewport().size();
    m->places->setInsetRect(
        static_cast<int>(number),
        QTransform::fromScale(1 / whole.width(), 1 / whole.height()).mapRect(chart.outer));
    chart.clock ? useTicker<ClockTicker>(*pane.x) : useTicker<NumberTicker>(*pane.x);
    chart.y.log ? useTicker<PowerTicker>(*pane.y) : useTicker<NumberTicker>(*pane.y);
    pane.x->ticker()->setTickCount(chart.ticksX);
    pane.y->ticker()->setTickCount(chart.ticksY);
    pane.x->setTickLabels(chart.labelled);
    pane.y->setScaleType(chart.y.log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    pane.x->setRange(chart.x.low, chart.x.high);
    pane.y->setRange(chart.y.low, chart.y.high);
}

void CurveCanvas::layOut() { m->plot.updateLayout(); }

QRectF CurveCanvas::area(std::size_t pane) const {
    const QRectF rect(m->panes[pane].rect->rect());
    return {rect.topLeft(), rect.size().expandedTo({1, 1})};
}

void CurveCanvas::setCurves(std::size_t number, const ChartPane& chart) {
    auto& pane = m->panes[number];
    pane.readout->frame = {.outer = chart.outer, .area = chart.area, .x = chart.x, .y = chart.y};
    for (; pane.lines.size() > chart.lines.size(); pane.lines.pop_back()) {
        m->plot.removeGraph(pane.lines.back());
    }
    while (pane.lines.size() < chart.lines.size()) {
        pane.lines.push_back(m->plot.addGraph(pane.x, pane.y));
        pane.lines.back()->setAdaptiveSampling(false); // they are sampled already
    }
    for (std::size_t i = 0; i < chart.lines.size(); ++i) {
        drawLine(*pane.lines[i], chart.lines[i], chart);
    }
    resize(pane.levels, chart.levels.size(), pane, "levels");
    resize(pane.names, chart.levels.size(), pane, "levels");
    for (std::size_t i = 0; i < chart.levels.size(); ++i) {
        m->placeLevel(pane, i, chart);
    }
    resize(pane.marks, chart.marks.size(), pane, "marks");
    for (std::size_t i = 0; i < chart.marks.size(); ++i) {
        m->placeMark(pane, i, chart);
    }
}

void CurveCanvas::Parts::placeLevel(const Pane& pane, std::size_t i, const ChartPane& chart) {
    const auto& level = chart.levels[i];
    const double y = chart.at({chart.x.low, level.value}).y();
    const bool shown = y >= chart.area.top() && y <= chart.area.bottom();
    auto* line = pane.levels[i];
    line->setVisible(shown);
    line->setPen(QPen(ink.quiet, 1, Qt::DashDotLine));
    line->point1->setCoords(chart.x.low, level.value);
    line->point2->setCoords(chart.x.high, level.value);
    auto* name = pane.names[i];
    const bool above = y - QFontMetricsF(ink.caption).height() >= chart.area.top();
    name->setVisible(shown);
    name->setText(level.name);
    name->setFont(ink.caption);
    name->setColor(ink.quiet);
    name->setPositionAlignment(Qt::AlignLeft | (above ? Qt::AlignBottom : Qt::AlignTop));
    name->setPadding({kGapTiny, 0, 0, 0});
    name->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    name->position->setCoords(kNameStep * double(i), level.value); // levels may be near each other
}

void CurveCanvas::Parts::placeMark(const Pane& pane, std::size_t i, const ChartPane& chart) {
    const auto& mark = chart.marks[i];
    auto* line = pane.marks[i];
    line->setVisible(mark.place >= chart.x.low && mark.place <= chart.x.high);
    line->setPen(QPen(mark.warning ? ink.warning : ink.quiet, 1,
                      mark.warning ? Qt::SolidLine : Qt::DashLine));
    line->setHead({QCPLineEnding::esFlatArrow, 2 * kGapTiny, kGapTiny + 2, true});
    for (auto* end : {line->start, line->end}) {
        end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    line->start->setCoords(mark.place, 1);
    line->end->setCoords(mark.place, (kGapTiny + 2) / chart.area.height());
}

void CurveCanvas::setReadout(std::size_t pane, ChartReadout readout) {
    m->panes[pane].readout->readout = std::move(readout);
}

QStringList CurveCanvas::ticks(std::size_t pane, Qt::Orientation axis) const {
    const auto& parts = m->panes[pane];
    const auto texts = (axis == Qt::Horizontal ? parts.x : parts.y)->tickVectorLabels();
    return {texts.begin(), texts.end()};
}

void CurveCanvas::paint(QWidget& widget) {
    m->plot.setBufferDevicePixelRatio(widget.devicePixelRatioF());
    if (std::exchange(m->stale, false)) {
        m->plot.replot();
    } else {
        m->plot.layer(QStringLiteral("readout"))->replot();
    }
    QCPPainter painter(&widget);
    m->plot.paintBuffers(painter);
}

QPixmap CurveCanvas::picture(double scale) {
    const auto size = m->plot.viewport().size();
    return m->plot.toPixmap(size.width(), size.height(), scale);
}

bool CurveCanvas::print(QPaintDevice& device, double scale) {
    const auto size = m->plot.viewport().size();
    QCPPainter painter;
    if (!painter.begin(&device)) {
        return false;
    }
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNonCosmetic);
    painter.scale(scale, scale);
    m->plot.toPainter(&painter, size.width(), size.height());
    return painter.end();
}

} // namespace mae::ui
