// SPDX-License-Identifier: GPL-3.0-or-later
#undef QT_NO_KEYWORDS // qcustomplot.h says "signals:"; this file alone includes it

#include "ui/widgets/curve_canvas.h"

#include "ui/style/metrics.h"
#include "ui/widgets/plot_numbers.h"

#include <qcustomplot.h>

#include <span>
#include <utility>
#include <vector>

namespace mae::ui {
namespace {

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

/// What is read at a pane: on the layer that QCustomPlot draws into a picture of its own.
class ReadoutItem final : public QCPAbstractItem {
public:
    ReadoutItem(QCustomPlot* plot, const ChartInk& ink) : QCPAbstractItem(plot), m_ink(ink) {
        setClipToAxisRect(false);
        setLayer(QStringLiteral("overlay"));
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
                               : QCPScatterStyle());
}

void placeLevel(QCPItemStraightLine* line, QCPItemText* name, const ChartLevel& level,
                const ChartPane& chart, const ChartInk& ink) {
    const double y = chart.at({chart.x.low, level.value}).y();
    const bool shown = y >= chart.area.top() && y <= chart.area.bottom();
    line->setVisible(shown);
    line->setPen(QPen(ink.quiet, 1, Qt::DashDotLine));
    line->point1->setCoords(chart.x.low, level.value);
    line->point2->setCoords(chart.x.high, level.value);
    const bool above = y - QFontMetricsF(ink.caption).height() >= chart.area.top();
    name->setVisible(shown);
    name->setText(level.name);
    name->setFont(ink.caption);
    name->setColor(ink.quiet);
    name->setBrush(ink.ground); // curves and grid do not cross it
    name->setPositionAlignment(Qt::AlignLeft | (above ? Qt::AlignBottom : Qt::AlignTop));
    name->setPadding({kGapTiny, 0, 0, 0});
    name->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    name->position->setCoords(0, level.value);
}

void placeMark(QCPItemLine* line, const ChartMark& mark, const ChartPane& chart,
               const ChartInk& ink) {
    line->setVisible(mark.place >= chart.x.low && mark.place <= chart.x.high);
    line->setPen(QPen(mark.warning ? ink.warning : ink.quiet, 1,
                      mark.warning ? Qt::SolidLine : Qt::DashLine));
    line->setHead({QCPLineEnding::esFlatArrow, 2 * kGapTiny, kGapTiny + 2, true});
    line->start->setTypeY(QCPItemPosition::ptAxisRectRatio);
    line->end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    line->start->setCoords(mark.place, 1);
    line->end->setCoords(mark.place, (kGapTiny + 2) / chart.area.height());
}

} // namespace

struct CurveCanvas::Parts {
    Plot plot;
    QCPLayoutInset* places = nullptr;
    std::vector<Pane> panes;
    ChartInk ink;
    bool stale = true; ///< more than the readouts has changed

    void addPane();
};

CurveCanvas::CurveCanvas(std::size_t panes) : m(std::make_unique<Parts>()) {
    auto& plot = m->plot;
    m->places = new QCPLayoutInset;
    plot.plotLayout()->clear();
    plot.plotLayout()->addElement(0, 0, m->places);
    auto* curves = plot.currentLayer();
    plot.addLayer(QStringLiteral("levels"), curves, QCustomPlot::limBelow);
    plot.addLayer(QStringLiteral("marks"), curves);
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
        axis->setTickLabelPadding(kGapTiny);
        axis->setTickPen(Qt::NoPen); // the grid shows them
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
    for (const auto& pane : m->panes) {
        for (auto* axis : {pane.x, pane.y}) {
            axis->setBasePen(ink.frame);
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
    const QSizeF whole = m->plot.viewport().size();
    m->places->setInsetRect(
        static_cast<int>(number),
        QTransform::fromScale(1 / whole.width(), 1 / whole.height()).mapRect(chart.outer));
    chart.clock ? useTicker<ClockTicker>(*pane.x) : useTicker<NumberTicker>(*pane.x);
    chart.y.log ? useTicker<PowerTicker>(*pane.y) : useTicker<NumberTicker>(*pane.y);
    pane.x->ticker()->setTickCount(chart.ticksX);
    pane.y->ticker()->setTickCount(chart.ticksY);
    pane.x->setTickLabels(chart.labelled);
    const int title = QFontMetrics(m->ink.strong).height() + kGapSmall;
    const double last[]{chart.x.high}; // half of such a label has room at the right
    const auto text = chart.clock ? clockText(last[0]) : tickTexts(last).front();
    const int half = QFontMetrics(m->ink.caption).horizontalAdvance(text) / 2 + 2;
    pane.rect->setMinimumMargins({kGap, title, chart.labelled ? qMax(kGap, half) : kGap, kGapTiny});
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
    resize(pane.names, chart.levels.size(), pane, "marks");
    for (std::size_t i = 0; i < chart.levels.size(); ++i) {
        placeLevel(pane.levels[i], pane.names[i], chart.levels[i], chart, m->ink);
        pane.names[i]->position->setCoords(0.3 * double(i), chart.levels[i].value); // side by side
    }
    resize(pane.marks, chart.marks.size(), pane, "marks");
    for (std::size_t i = 0; i < chart.marks.size(); ++i) {
        placeMark(pane.marks[i], chart.marks[i], chart, m->ink);
    }
}

void CurveCanvas::setReadout(std::size_t pane, ChartReadout readout) {
    m->panes[pane].readout->readout = std::move(readout);
}

QStringList CurveCanvas::ticks(std::size_t pane, Qt::Orientation axis) const {
    const auto* of = axis == Qt::Horizontal ? m->panes[pane].x : m->panes[pane].y;
    const auto texts = of->tickVectorLabels();
    return {texts.begin(), texts.end()};
}

void CurveCanvas::paint(QWidget& widget) {
    m->plot.setBufferDevicePixelRatio(widget.devicePixelRatioF());
    if (std::exchange(m->stale, false)) {
        m->plot.replot();
    } else {
        m->plot.layer(QStringLiteral("overlay"))->replot();
    }
    QCPPainter painter(&widget);
    m->plot.paintBuffers(painter);
}

QPixmap CurveCanvas::picture(double scale) {
    const auto size = m->plot.viewport().size();
    return m->plot.toPixmap(size.width(), size.height(), scale);
}

bool CurveCanvas::print(QPaintDevice& device) {
    const auto size = m->plot.viewport().size();
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNonCosmetic);
    m->plot.toPainter(&painter, size.width(), size.height());
    return painter.end();
}

} // namespace mae::ui
