// SPDX-License-Identifier: GPL-3.0-or-later
#undef QT_NO_KEYWORDS // qcustomplot.h says "signals:"; this file alone includes it

#include "ui/widgets/curve_plot.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "ui/session/paths.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <qcustomplot.h>

#include <QAccessible>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>
#include <QScopedValueRollback>
#include <QSvgGenerator>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr int kFrame = 33; // milliseconds: no faster than is worth it while a run needs the cores
constexpr double kHeadroom = 0.06; // of the range of values, above and below the curve
constexpr double kRawStrength = 0.35;

QString number(double value, int digits) {
    if (value != 0 && std::abs(value) < 1e-3) { // shorter than many zeros
        return QLocale()
            .toString(value, 'e', digits - 1)
            .replace(QLatin1String("e-0"), QLatin1String("e-"));
    }
    return QLocale().toString(value, 'g', std::abs(value) >= 1000 ? 6 : digits);
}

QString duration(double seconds) {
    const auto s = static_cast<qint64>(std::llround(seconds));
    return s < 3600 ? QStringLiteral("%1:%2").arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'))
                    : QStringLiteral("%1:%2:%3")
                          .arg(s / 3600)
                          .arg(s / 60 % 60, 2, 10, QLatin1Char('0'))
                          .arg(s % 60, 2, 10, QLatin1Char('0'));
}

/// Tick labels in the user's locale.
class LocaleTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        return std::abs(tick) < 1e-12 ? QStringLiteral("0")
                                      : QLocale().toString(tick, 'g', std::abs(tick) < 1 ? 4 : 7);
    }
};

class LocaleLogTicker : public QCPAxisTickerLog {
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        return QLocale().toString(tick, 'g', 4);
    }
};

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int x, int y) { return qRound(share * x + (1 - share) * y); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace

/// One curve with its axes, its title that shows values, and the marks of the pointer.
struct CurvePlot::Pane {
    QCPAxisRect* rect = nullptr;
    QCPAxis* x = nullptr;
    QCPAxis* y = nullptr;
    QCPGraph* raw = nullptr;
    QCPGraph* smooth = nullptr; ///< null: the curve is not smoothed
    QCPItemText* title = nullptr;
    QString text{};               ///< title and value, if there is room for both
    QCPItemText* place = nullptr; ///< where the pointer is; of the first pane only
    QCPItemLine* cursor = nullptr;
    QCPItemTracer* dot = nullptr;
    bool fitsY = true;
};

CurvePlot::CurvePlot(std::vector<CurveSpec> curves, QWidget* parent)
    : QWidget(parent), m_specs(std::move(curves)), m_plot(new QCustomPlot) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1); // room for the mark of the focus
    layout->addWidget(m_plot);
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(kGapTiny);
    m_plot->setPlottingHint(QCP::phFastPolylines);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->addLayer(QStringLiteral("pointer"));
    m_plot->layer(QStringLiteral("pointer"))->setMode(QCPLayer::lmBuffered);
    for (const auto& spec : m_specs) {
        addPane(spec);
    }
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &CurvePlot::flush);
    connectPointer();
    applyAxis();
    applyColours();
    resetView();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::addPane(const CurveSpec& spec) {
    auto pane = std::make_unique<Pane>();
    pane->rect = new QCPAxisRect(m_plot);
    if (m_panes.empty()) {
        m_plot->plotLayout()->addElement(0, 0, pane->rect);
        m_plot->plotLayout()->setRowStretchFactor(0, 2.2);
    } else {
        if (m_panes.size() == 1) {
            m_plot->plotLayout()->addElement(1, 0, new QCPLayoutGrid);
        }
        auto* small = qobject_cast<QCPLayoutGrid*>(m_plot->plotLayout()->element(1, 0));
        small->setColumnSpacing(kGap);
        small->addElement(0, small->columnCount(), pane->rect);
    }
    pane->x = pane->rect->axis(QCPAxis::atBottom);
    pane->y = pane->rect->axis(QCPAxis::atLeft);
    pane->rect->setMinimumMargins({kGap, fontMetrics().height() + kGapSmall, kGap, 0});
    pane->raw = m_plot->addGraph(pane->x, pane->y);
    if (spec.smoothed) {
        pane->smooth = m_plot->addGraph(pane->x, pane->y);
    }
    auto* layer = m_plot->layer(QStringLiteral("pointer"));
    const auto text = [&](Qt::Alignment alignment) {
        auto* item = new QCPItemText(m_plot);
        item->setLayer(layer);
        item->setClipToAxisRect(false);
        item->position->setType(QCPItemPosition::ptAbsolute);
        item->setPositionAlignment(alignment | Qt::AlignBottom);
        item->setPadding({0, 0, 0, kGapTiny});
        return item;
    };
    pane->title = text(Qt::AlignLeft);
    if (m_panes.empty()) {
        pane->place = text(Qt::AlignRight);
    }
    pane->cursor = new QCPItemLine(m_plot);
    pane->cursor->setLayer(layer);
    for (auto* end : {pane->cursor->start, pane->cursor->end}) {
        end->setAxisRect(pane->rect);
        end->setAxes(pane->x, pane->y);
        end->setTypeX(QCPItemPosition::ptPlotCoords);
        end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    pane->dot = new QCPItemTracer(m_plot);
    pane->dot->setLayer(layer);
    pane->dot->position->setAxes(pane->x, pane->y);
    pane->dot->setClipToAxisRect(false);
    pane->dot->setStyle(QCPItemTracer::tsCircle);
    pane->dot->setSize(kGapSmall);
    m_panes.push_back(std::move(pane));
}

void CurvePlot::connectPointer() {
    connect(m_plot, &QCustomPlot::afterLayout, this, &CurvePlot::placeTitles);
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        const bool rectangle = m_rectangle || event->modifiers().testFlag(Qt::ShiftModifier);
        m_plot->setSelectionRectMode(rectangle ? QCP::srmZoom : QCP::srmNone);
        for (auto& pane : m_panes) { // a curve that is fitted needs no help up and down
            pane->rect->setRangeDrag(pane->fitsY ? Qt::Orientations(Qt::Horizontal)
                                                 : Qt::Horizontal | Qt::Vertical);
            pane->rect->setRangeZoom(Qt::Horizontal | Qt::Vertical); // of the rectangle
        }
        setFocus(Qt::MouseFocusReason);
    });
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        const auto direction =
            event->modifiers().testFlag(Qt::ControlModifier) ? Qt::Vertical : Qt::Horizontal;
        for (auto& pane : m_panes) {
            pane->rect->setRangeZoom(direction);
        }
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::resetView);
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        const auto* rect = m_plot->axisRectAt(event->position());
        m_hovering = rect != nullptr && m_data.size() > 0;
        if (m_hovering) {
            m_hoverX = rect->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x());
        }
        showReadout();
    });
    for (auto& pane : m_panes) {
        connect(pane->x, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this](const QCPRange& range) { userChangedX(range.lower, range.upper); });
        connect(pane->y, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this, p = pane.get()] {
                    if (!m_fitting) {
                        p->fitsY = false;
                        setFollowing(false);
                    }
                });
    }
}

void CurvePlot::userChangedX(double low, double high) {
    if (m_fitting) {
        return;
    }
    {
        const QScopedValueRollback fitting(m_fitting, true);
        for (auto& pane : m_panes) {
            pane->x->setRange(low, high);
        }
    }
    setFollowing(false);
    fitAxes();
    scheduleReplot();
}

void CurvePlot::setFollowing(bool following) {
    if (following != m_following) {
        m_following = following;
        Q_EMIT followingChanged(following);
    }
}

void CurvePlot::setPoints(std::span<const CurvePoint> points) {
    m_data.clear();
    m_data.append(points);
    m_hovering = false;
    refill(0);
    resetView();
}

void CurvePlot::append(std::span<const CurvePoint> points) {
    const auto before = m_data.size();
    const auto first = m_data.append(points);
    refill(first < before ? 0 : first); // else steps were taken back
    fitAxes();
    showReadout();
    scheduleReplot();
}

void CurvePlot::refill(std::size_t from) {
    const auto count = static_cast<qsizetype>(m_data.size() - from);
    QVector<double> keys(count), values(count), smooth(count);
    for (qsizetype i = 0; i < count; ++i) {
        keys[i] = m_data.point(from + static_cast<std::size_t>(i)).at(m_axis);
    }
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        for (qsizetype i = 0; i < count; ++i) {
            const auto at = from + static_cast<std::size_t>(i);
            values[i] = m_data.point(at).values[c];
            smooth[i] = m_data.smoothed(c, at);
        }
        const auto put = [&](QCPGraph* graph, const QVector<double>& v) {
            from == 0 ? graph->setData(keys, v, true) : graph->addData(keys, v, true);
        };
        put(m_panes[c]->raw, values);
        if (m_panes[c]->smooth != nullptr) {
            put(m_panes[c]->smooth, smooth);
        }
    }
}

void CurvePlot::fitAxes() {
    const QScopedValueRollback fitting(m_fitting, true);
    if (m_following && m_data.size() > 0) {
        const double first = m_data.point(0).at(m_axis);
        const double last = m_data.point(m_data.size() - 1).at(m_axis);
        for (auto& pane : m_panes) {
            pane->x->setRange(first, last > first ? last : first + 1);
        }
    }
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        if (m_panes[c]->fitsY) {
            fitY(*m_panes[c], c);
        }
    }
}

void CurvePlot::fitY(Pane& pane, std::size_t curve) {
    const auto shown = pane.x->range();
    auto range = m_data.range(curve);
    if (!m_following) {
        const auto begin = m_data.lowerIndex(shown.lower, m_axis);
        const auto end = m_data.lowerIndex(shown.upper, m_axis) + 1;
        range = m_data.range(curve, begin > 0 ? begin - 1 : 0, end);
    }
    if (range.empty()) {
        return; // keep what was shown
    }
    const auto& spec = m_specs[curve];
    if (m_log && spec.canBeLog && std::isfinite(range.lowPositive)) {
        const double low = std::log(range.lowPositive), high = std::log(range.high);
        const double room = std::max(0.02, (high - low) * kHeadroom);
        pane.y->setRange(std::exp(low - room), std::exp(high + room));
        return;
    }
    const double low = spec.fromZero ? std::min(0.0, range.low) : range.low;
    const double room =
        range.high > low ? (range.high - low) * kHeadroom : std::max(std::abs(low) * 0.1, 1e-9);
    pane.y->setRange(spec.fromZero && range.low >= 0 ? 0 : low - room, range.high + room);
}

void CurvePlot::resetView() {
    for (auto& pane : m_panes) {
        pane->fitsY = true;
    }
    if (m_data.size() == 0) {
        const QScopedValueRollback fitting(m_fitting, true);
        for (auto& pane : m_panes) {
            pane->x->setRange(0, 1);
            pane->y->setRange(pane->y->scaleType() == QCPAxis::stLogarithmic ? 0.1 : 0, 1);
        }
    }
    setFollowing(true);
    fitAxes();
    showReadout();
    scheduleReplot();
}

void CurvePlot::setXAxis(CurveAxis axis) {
    m_axis = axis;
    applyAxis();
    refill(0);
    resetView();
}

void CurvePlot::setLogScale(bool log) {
    m_log = log;
    applyAxis();
    for (auto& pane : m_panes) {
        pane->fitsY = true;
    }
    fitAxes();
    scheduleReplot();
}

void CurvePlot::setSmoothing(double weight) {
    m_data.setSmoothing(weight);
    refill(0);
    showReadout();
    scheduleReplot();
}

void CurvePlot::setRectangleZoom(bool on) {
    m_rectangle = on;
    m_plot->setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
}

CurvePlot::Range CurvePlot::shownX() const {
    const auto range = m_panes.front()->x->range();
    return {range.lower, range.upper};
}

CurvePlot::Range CurvePlot::shownY(int curve) const {
    const auto range = m_panes[static_cast<std::size_t>(curve)]->y->range();
    return {range.lower, range.upper};
}

void CurvePlot::showX(Range range) { userChangedX(range.low, range.high); }

QRect CurvePlot::plotArea(int curve) const {
    return m_panes[static_cast<std::size_t>(curve)]->rect->rect().translated(m_plot->pos());
}

void CurvePlot::applyAxis() {
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        auto& pane = *m_panes[c];
        const bool log = m_log && m_specs[c].canBeLog;
        pane.y->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        pane.y->setTicker(log ? QSharedPointer<QCPAxisTicker>(new LocaleLogTicker)
                              : QSharedPointer<QCPAxisTicker>(new LocaleTicker));
        if (m_axis == CurveAxis::Seconds) {
            auto* time = new QCPAxisTickerTime;
            time->setTimeFormat(QStringLiteral("%h:%m:%s"));
            pane.x->setTicker(QSharedPointer<QCPAxisTicker>(time));
        } else {
            pane.x->setTicker(QSharedPointer<QCPAxisTicker>(new LocaleTicker));
        }
    }
    fitTicks();
}

/// As many ticks as their labels have room for; the panes below the first share its width.
void CurvePlot::fitTicks() {
    constexpr int label = 70; // pixels a number needs along the axis
    const int below = std::max<int>(1, static_cast<int>(m_panes.size()) - 1);
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        const int room = (c == 0 ? width() : width() / below) - label;
        m_panes[c]->x->ticker()->setTickCount(std::clamp(room / label, 1, c == 0 ? 6 : 3));
        m_panes[c]->y->ticker()->setTickCount(c == 0 ? 5 : height() < 6 * label ? 2 : 3);
    }
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitTicks();
}

void CurvePlot::showReadout() {
    const bool any = m_data.size() > 0;
    const auto at = !any ? 0 : m_hovering ? m_data.nearest(m_hoverX, m_axis) : m_data.size() - 1;
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        auto& pane = *m_panes[c];
        const auto& spec = m_specs[c];
        auto text = spec.title;
        bool exists = any;
        if (any) {
            const auto& point = m_data.point(at);
            const double best = spec.smoothed ? m_data.smoothed(c, at) : point.values[c];
            exists = std::isfinite(best);
            text +=
                QStringLiteral("  ") + (exists ? number(best, spec.decimals) : QStringLiteral("–"));
            pane.dot->position->setCoords(point.at(m_axis), exists ? best : 0);
            pane.cursor->start->setCoords(point.at(m_axis), 0);
            pane.cursor->end->setCoords(point.at(m_axis), 1);
        }
        pane.text = text;
        pane.cursor->setVisible(m_hovering);
        pane.dot->setVisible(exists && pane.x->range().contains(m_data.point(at).at(m_axis))
                             && pane.y->range().contains(pane.dot->position->value()));
        if (pane.place != nullptr) {
            pane.place->setText(any ? tr("step %1 · epoch %2 · %3")
                                          .arg(number(m_data.point(at).step, 4),
                                               number(m_data.point(at).epoch, 3),
                                               duration(m_data.point(at).seconds))
                                    : QString());
        }
    }
    placeTitles();
    if (QAccessible::isActive()) {
        QStringList all;
        for (const auto& pane : m_panes) {
            all << pane->text;
        }
        setAccessibleDescription(all.join(QStringLiteral(", ")));
    }
    if (m_hovering) {
        m_plot->layer(QStringLiteral("pointer"))->replot();
    }
}

void CurvePlot::placeTitles() {
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        auto& pane = *m_panes[c];
        const auto outer = pane.rect->outerRect();
        const int top = pane.rect->rect().top();
        const QFontMetrics metrics(pane.title->font());
        const bool fits = metrics.horizontalAdvance(pane.text) <= outer.width();
        pane.title->setText(
            fits ? pane.text : metrics.elidedText(m_specs[c].title, Qt::ElideRight, outer.width()));
        pane.title->position->setCoords(outer.left() + kGapTiny, top);
        if (pane.place != nullptr) {
            pane.place->position->setCoords(pane.rect->rect().right(), top);
        }
    }
}

void CurvePlot::applyColours() {
    const auto base = palette().color(QPalette::Base);
    const auto ink = colors().secondaryText;
    const auto grid = mixed(ink, base, 0.18);
    m_plot->setBackground(base);
    for (std::size_t c = 0; c < m_panes.size(); ++c) {
        auto& pane = *m_panes[c];
        const auto color = dataColor(static_cast<int>(c));
        const bool smoothed = pane.smooth != nullptr;
        // Thick pens and soft edges are slow for many segments: only the few of the smooth line.
        pane.raw->setPen(QPen(smoothed ? mixed(color, base, kRawStrength) : color, 1,
                              smoothed ? Qt::SolidLine : dataDash(static_cast<int>(c))));
        pane.raw->setAntialiased(!smoothed);
        if (smoothed) {
            pane.smooth->setPen(QPen(color, 2));
            pane.smooth->setAntialiased(true);
        }
        for (auto* axis : {pane.x, pane.y}) {
            axis->setBasePen(QPen(mixed(ink, base, 0.4)));
            axis->setTickPen(axis->basePen());
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLength(0, 3);
            axis->setTickLabelColor(ink);
            axis->setTickLabelFont(captionFont());
            axis->grid()->setPen(QPen(grid));
            axis->grid()->setZeroLinePen(QPen(grid));
        }
        auto strong = font();
        strong.setWeight(QFont::DemiBold);
        pane.title->setFont(strong);
        pane.title->setColor(palette().color(QPalette::Text));
        if (pane.place != nullptr) {
            pane.place->setFont(captionFont());
            pane.place->setColor(ink);
        }
        pane.cursor->setPen(QPen(mixed(ink, base, 0.7), 1));
        pane.dot->setPen(QPen(base, 1.5));
        pane.dot->setBrush(color);
    }
    m_plot->selectionRect()->setPen(QPen(colors().accent));
    auto fill = colors().accent;
    fill.setAlpha(40);
    m_plot->selectionRect()->setBrush(fill);
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
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
    }
}

void CurvePlot::zoomX(double factor) {
    const auto range = m_panes.front()->x->range();
    const double half = range.size() * factor / 2;
    userChangedX(range.center() - half, range.center() + half);
}

void CurvePlot::panX(double share) {
    const auto range = m_panes.front()->x->range();
    userChangedX(range.lower + range.size() * share, range.upper + range.size() * share);
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: panX(-0.1); break;
    case Qt::Key_Right: panX(0.1); break;
    case Qt::Key_Plus: zoomX(0.8); break;
    case Qt::Key_Minus: zoomX(1.25); break;
    case Qt::Key_Home: resetView(); break;
    default: QWidget::keyPressEvent(event);
    }
}

void CurvePlot::paintEvent(QPaintEvent*) {
    if (hasFocus()) {
        QPainter painter(this);
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

void CurvePlot::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_hovering = false;
    showReadout();
    scheduleReplot();
}

void CurvePlot::exportTo(const QString& file) {
    const auto suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("csv")) {
        std::vector<std::string> titles;
        for (const auto& spec : m_specs) {
            titles.push_back(spec.column);
        }
        writeFileAtomically(toPath(file), m_data.toCsv(titles));
    } else if (!writePicture(file, suffix)) {
        throw Error(ErrorKind::Io, "Could not write " + toPath(file).string()
                                       + ". Is the folder writable, and is there space left?");
    }
}

bool CurvePlot::writePicture(const QString& file, const QString& suffix) {
    constexpr double kScale = 2; // for print and sharp screens
    if (suffix == QLatin1String("pdf")) {
        return m_plot->savePdf(file, 0, 0, QCP::epNoCosmetic, QStringLiteral("MAE Explorer"));
    }
    if (suffix == QLatin1String("svg")) {
        QSvgGenerator svg;
        svg.setFileName(file);
        svg.setSize(m_plot->size());
        svg.setViewBox(m_plot->rect());
        QCPPainter painter;
        if (!painter.begin(&svg)) {
            return false;
        }
        painter.setMode(QCPPainter::pmVectorized);
        m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
        return painter.end();
    }
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly)
           && m_plot->toPixmap(m_plot->width(), m_plot->height(), kScale).save(&out, "PNG")
           && out.commit();
}

} // namespace mae::ui
