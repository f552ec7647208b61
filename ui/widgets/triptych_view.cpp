// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/triptych_view.h"

#include "ui/models/view_figures.h"
#include "ui/session/image_convert.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/image_view.h"

#include <QEvent>
#include <QPainter>
#include <utility>

namespace mae::ui {

TriptychView::TriptychView(QWidget* parent)
    : ExploreView(parent),
      m_masked(new ImageView(m_link, {})),
      m_reconstruction(new ImageView(m_link, {})),
      m_original(new ImageView(m_link, {})) {
    makePictureGround(this);
    setLayoutDirection(Qt::LeftToRight); // pictures keep their order in every language
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(3 * m_masked->minimumSizeHint().width(), m_masked->minimumSizeHint().height());
    for (auto* view : {m_masked, m_reconstruction, m_original}) {
        view->setParent(this);
        connect(view, &ImageView::dragStarted, this,
                [this, view] { Q_EMIT dragRequested(view->picture()); });
    }
    m_reconstruction->installEventFilter(this);
    connect(&m_link, &LinkedView::patchChanged, this, &TriptychView::describePatch);
    retranslate();
}

void TriptychView::retranslate() {
    m_masked->setTitle(m_look ? tr("Features") : tr("Masked"));
    m_reconstruction->setTitle(m_look ? tr("Attention") : tr("Reconstruction"));
    m_original->setTitle(tr("Original"));
}

void TriptychView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ExploreView::changeEvent(event);
}

void TriptychView::show(std::shared_ptr<const Reconstruction> result, const QString& note) {
    if (std::exchange(m_look, {})) {
        retranslate();
    }
    m_result = std::move(result);
    const auto grid = m_result->grid;
    m_masked->setPatches(grid, m_result->hidden);
    m_reconstruction->setPatches(grid, {});
    m_original->setPatches(grid, {});
    m_masked->setPicture(toQImage(m_result->masked));
    m_reconstruction->setPicture(toQImage(m_result->reconstruction));
    m_original->setPicture(toQImage(m_result->original));
    m_masked->setNote(
        tr("%1 of %2 visible").arg(grid.count() - m_result->hiddenCount()).arg(grid.count()));
    m_reconstruction->setNote(note);
    m_note = note;
    m_original->setNote(
        tr("%1 × %2 px").arg(m_result->original.width).arg(m_result->original.height));
    m_unpainted = true;
    describePatch(m_link.patch());
}

void TriptychView::show(std::shared_ptr<const EncoderLook> look) {
    m_result.reset();
    m_look = std::move(look);
    retranslate();
    for (auto* view : {m_masked, m_reconstruction, m_original}) {
        view->setPatches(m_look->grid, {});
    }
    m_masked->setPicture(toQImage(m_look->features));
    m_reconstruction->setPicture(toQImage(m_look->attention));
    m_original->setPicture(toQImage(m_look->original));
    m_masked->setNote(tr("by likeness"));
    m_reconstruction->setNote(tr("block %1").arg(m_look->block));
    m_original->setNote(tr("%1 × %2 px").arg(m_look->original.width).arg(m_look->original.height));
    m_unpainted = true;
    describePatch(m_link.patch());
}

PatchGrid TriptychView::grid() const {
    return m_result ? m_result->grid : m_look ? m_look->grid : PatchGrid{0, 0};
}

void TriptychView::clear() {
    m_result.reset();
    m_look.reset();
    for (auto* view : {m_masked, m_reconstruction, m_original}) {
        view->setPicture({});
        view->setPatches({0, 0}, {});
        view->setNote({});
    }
}

void TriptychView::setDimmed(bool dimmed, bool original) {
    m_dimmed = dimmed;
    m_masked->setDimmed(dimmed);
    m_reconstruction->setDimmed(dimmed);
    m_original->setDimmed(dimmed && original);
}

void TriptychView::resizeEvent(QResizeEvent* event) {
    // Not a QHBoxLayout: it would give one view a pixel more, and so another zoom.
    const int each = (width() - 4 * kGapLarge) / 3;
    int left = (width() - 3 * each - 2 * kGapLarge) / 2;
    for (auto* view : {m_masked, m_reconstruction, m_original}) {
        view->setGeometry(left, kGapSmall, each, height() - kGapSmall - kGap);
        left += each + kGapLarge;
    }
    ExploreView::resizeEvent(event);
}

double TriptychView::shownZoom() const { return m_original->shownZoom(); }
void TriptychView::zoomBy(double factor) { m_original->zoomBy(factor); }
void TriptychView::zoomTo(double zoom) { m_link.setZoom(zoom, m_original->pictureCentre()); }

void TriptychView::describePatch(int patch) {
    if (isEmpty() || patch < 0 || patch >= grid().count()) {
        Q_EMIT patchPointedAt({});
        return;
    }
    const auto place = tr("Patch %1 · row %2, column %3")
                           .arg(patch)
                           .arg(patch / grid().columns + 1)
                           .arg(patch % grid().columns + 1);
    if (!m_result) {
        Q_EMIT patchPointedAt(place);
        return;
    }
    const bool hidden = m_result->hidden[static_cast<std::size_t>(patch)] != 0;
    Q_EMIT patchPointedAt(tr("%1 · %2").arg(place, hidden ? tr("hidden") : tr("visible")));
}

QImage TriptychView::composed(int gap) const {
    if (isEmpty()) {
        return {};
    }
    const auto size = m_original->picture().size();
    QImage sheet(size.width() * 3 + gap * 2, size.height(), QImage::Format_RGB32);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    int x = 0;
    for (const auto* view : {m_masked, m_reconstruction, m_original}) {
        painter.drawImage(x, 0, view->picture());
        x += size.width() + gap;
    }
    return sheet;
}

Figure TriptychView::figure() const {
    return m_result ? triptychFigure(*m_result, m_note) : m_look ? lookFigure(*m_look) : Figure();
}

QImage TriptychView::reconstruction() const { return m_reconstruction->picture(); }

bool TriptychView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint && m_unpainted) {
        m_unpainted = false;
        // Once the paint event is through, the pixels are in the window's buffer.
        QMetaObject::invokeMethod(this, &TriptychView::painted, Qt::QueuedConnection);
    }
    return ExploreView::eventFilter(watched, event);
}

} // namespace mae::ui
