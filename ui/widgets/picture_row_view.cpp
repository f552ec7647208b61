// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_row_view.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/heat_legend.h"
#include "ui/widgets/linked_view.h"
#include "ui/widgets/marked_view.h"
#include "ui/widgets/picture_stage.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace mae::ui {

PictureRowView::PictureRowView(QWidget* parent)
    : ExploreView(parent), m_stage(new PictureStage), m_below(new QLabel) {
    auto* controls = new QWidget;
    m_bar = new FlowLayout(controls);
    m_bar->setContentsMargins(kGap, kGapTiny, kGap, kGapTiny);
    m_below->setWordWrap(true);
    m_below->setContentsMargins(kGap, kGapTiny, kGap, kGapTiny);
    m_below->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_below->hide();
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(controls);
    m_column->addWidget(makeSeparator());
    m_column->addWidget(m_stage, 1);
    m_column->addWidget(m_below);
    m_late.setSingleShot(true);
    m_late.setInterval(kDimAfter);
    connect(&m_late, &QTimer::timeout, this, [this] {
        m_partStale = m_waiting || isOutdated();
        restale();
    });
    connect(&m_stage->link(), &LinkedView::patchChanged, this, &PictureRowView::point);
    connect(&m_stage->link(), &LinkedView::changed, m_stage, &PictureStage::arrange);
}

MarkedView* PictureRowView::addPicture(Of of, bool legend) {
    auto* view = new MarkedView(m_stage->link());
    addPicture(of, view, legend);
    return view;
}

void PictureRowView::addPicture(Of of, MarkedView* view, bool legend) {
    m_stage->add(view);
    if (legend) {
        m_stage->addLegend(view);
    }
    if (m_entries.empty()) {
        setFocusProxy(view);
    }
    view->installEventFilter(this);
    connect(view, &ImageView::dragStarted, this,
            [this, view] { Q_EMIT dragRequested(view->picture()); });
    m_entries.push_back({of, view});
}

void PictureRowView::finish() {
    retranslate();
    QWidget* before = nullptr;
    const auto follow = [&before](QWidget* widget) {
        if (widget->focusPolicy() & Qt::TabFocus) {
            if (before != nullptr) {
                QWidget::setTabOrder(before, widget);
            }
            before = widget;
        }
    };
    for (int i = 0; i < m_bar->count(); ++i) {
        auto* control = m_bar->itemAt(i)->widget();
        follow(control);
        for (auto* part : control->findChildren<QWidget*>()) {
            follow(part);
        }
    }
    for (const auto& entry : m_entries) {
        follow(entry.view);
    }
    refreshAll();
}

void PictureRowView::showResult(const std::shared_ptr<const Reconstruction>& result,
                                const QString& note) {
    m_look.reset();
    m_noDecoder = false;
    m_result = result;
    m_note = note;
    m_unpainted = true;
    refreshAll();
}

void PictureRowView::showLook(const std::shared_ptr<const EncoderLook>& look) {
    if (!showsLooks()) {
        clear();
        m_noDecoder = true;
        refreshAll();
        return;
    }
    m_result.reset();
    m_look = look;
    m_unpainted = true;
    refreshAll();
}

void PictureRowView::sayNoDecoder() {
    for (const auto& entry : m_entries) {
        entry.view->setHint({});
    }
    m_entries.front().view->setHint(
        tr("This model is an encoder without a decoder: it can't reconstruct pictures."));
}

void PictureRowView::clear() {
    m_result.reset();
    m_look.reset();
    m_noDecoder = false;
    m_note.clear();
    m_problem.clear();
    m_waiting = false;
    m_late.stop();
    m_resultStale = m_originalStale = m_partStale = false;
    dropPart();
    refreshAll();
}

void PictureRowView::setDimmed(bool dimmed, bool original) {
    m_resultStale = dimmed;
    m_originalStale = dimmed && original;
    restale();
}

bool PictureRowView::isOutdated() const { return hasPart() && !sameTasks(m_shownFor, m_now); }

void PictureRowView::setContext(const ViewContext& context) {
    m_now = context;
    if (isOutdated()) {
        if (!m_partStale && !m_late.isActive()) {
            m_late.start();
        }
    } else if (!m_waiting) { // as it was before
        m_late.stop();
        m_partStale = false;
    }
    restale();
}

void PictureRowView::beginParts(const ViewContext& context, int total) {
    m_context = m_now = context;
    m_waiting = total > 0;
    if (m_waiting) {
        if (!m_partStale && !m_late.isActive()) {
            m_late.start(); // also while answers are overtaken by new questions
        }
    } else {
        m_late.stop();
        m_partStale = false;
        m_problem.clear();
        dropPart();
    }
    refreshAll();
}

void PictureRowView::takePart(const StudyPartReady& part) {
    if (part.problem.empty() && !keepPart(part.part)) {
        return;
    }
    m_problem = QString::fromStdString(part.problem);
    if (!m_problem.isEmpty()) {
        dropPart();
    }
    m_waiting = false;
    m_shownFor = m_context;
    m_late.stop();
    m_partStale = false;
    setContext(ViewContext(m_now)); // it may be another already
    refreshAll();
}

bool PictureRowView::keepPart(const StudyPart&) { return false; }

QString PictureRowView::partHint() const {
    return !m_problem.isEmpty() ? m_problem : m_waiting ? tr("Computing…") : QString();
}

void PictureRowView::refreshAll() {
    refresh();
    if (m_noDecoder) {
        sayNoDecoder();
    }
    m_stage->arrange();
    restale();
    pointAgain();
}

void PictureRowView::restale() {
    const auto &before = m_shownFor.current, &now = m_now.current;
    const bool other = before.id != now.id || before.frame != now.frame
                       || before.display.fit != now.display.fit
                       || before.display.frame != now.display.frame;
    applyStaleness({.result = m_resultStale,
                    .original = m_originalStale,
                    .part = m_partStale || m_originalStale,
                    .partOriginal = m_originalStale || (m_partStale && other)});
}

void PictureRowView::applyStaleness(const Staleness& stale) {
    for (const auto& entry : m_entries) {
        const bool dimmed = entry.of == Of::Result     ? stale.result
                            : entry.of == Of::Original ? stale.original
                            : entry.of == Of::Part     ? stale.part
                                                       : stale.partOriginal;
        entry.view->setDimmed(dimmed);
        if (auto* below = legend(entry.view)) {
            below->setDimmed(dimmed);
        }
    }
    m_below->setEnabled(!stale.part && !stale.result);
}

void PictureRowView::say(const QString& sentence) {
    m_sentence = sentence;
    m_below->setText(sentence);
    m_below->setVisible(!sentence.isEmpty());
}

void PictureRowView::showIn(MarkedView* view, const QImage& picture, PatchGrid grid,
                            const std::vector<std::uint8_t>& hatched) {
    view->setPatches(grid, hatched);
    view->setPicture(picture);
    if (auto* below = legend(view); below != nullptr && picture.isNull()) {
        below->clear();
    }
}

void PictureRowView::showScale(const MarkedView* view, const HeatScale& scale) {
    legend(view)->setScale(scale);
}

HeatLegend* PictureRowView::legend(const MarkedView* view) const { return m_stage->legend(view); }

PatchGrid PictureRowView::grid() const {
    return m_result ? m_result->grid : m_look ? m_look->grid : PatchGrid{0, 0};
}

QString PictureRowView::patchDetail(int patch) const {
    if (!m_result || m_result->grid != grid()) {
        return {};
    }
    return m_result->hidden[static_cast<std::size_t>(patch)] != 0 ? tr("hidden") : tr("visible");
}

void PictureRowView::pointAgain() { point(m_stage->link().patch()); }

void PictureRowView::point(int patch) {
    const auto patches = grid();
    if (isEmpty() || patch < 0 || patch >= patches.count()) {
        patchPointed(-1);
        Q_EMIT patchPointedAt({});
        return;
    }
    patchPointed(patch);
    const auto place = tr("Patch %1 · row %2, column %3")
                           .arg(patch)
                           .arg(patch / patches.columns + 1)
                           .arg(patch % patches.columns + 1);
    const auto detail = patchDetail(patch);
    Q_EMIT patchPointedAt(detail.isEmpty() ? place : tr("%1 · %2").arg(place, detail));
}

FigurePicture PictureRowView::figurePicture(const MarkedView* view) const {
    FigurePicture item{.title = view->title(),
                       .note = view->note(),
                       .picture = view->picture(),
                       .grid = view->grid(),
                       .hatched = view->hatched(),
                       .marks = view->marks()};
    if (const auto* below = legend(view)) {
        item.scale = below->scale();
    }
    return item;
}

Figure PictureRowView::figure() const {
    std::vector<FigurePicture> pictures;
    for (const auto& entry : m_entries) {
        if (!entry.view->isHidden()) {
            pictures.push_back(figurePicture(entry.view));
        }
    }
    return isEmpty() ? Figure() : figureRow(pictures, m_figureSentence ? m_sentence : QString());
}

LinkedView* PictureRowView::link() { return &m_stage->link(); }
double PictureRowView::shownZoom() const { return m_entries.front().view->shownZoom(); }
void PictureRowView::zoomBy(double factor) { m_entries.front().view->zoomBy(factor); }

void PictureRowView::zoomTo(double zoom) {
    m_stage->link().setZoom(zoom, m_entries.front().view->pictureCentre());
}

bool PictureRowView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint && m_unpainted) {
        m_unpainted = false;
        // Once the paint event is through, the pixels are in the window's buffer.
        QMetaObject::invokeMethod(this, &PictureRowView::painted, Qt::QueuedConnection);
    }
    return ExploreView::eventFilter(watched, event);
}

void PictureRowView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refreshAll();
    }
    ExploreView::changeEvent(event);
}

} // namespace mae::ui
