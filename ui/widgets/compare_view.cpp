// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/compare_view.h"

#include "ui/models/view_figures.h"
#include "ui/session/image_convert.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/image_view.h"

#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <cmath>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kPatience = 200;               ///< milliseconds
constexpr double kSmallestDifference = 0.05; ///< dB; less is not shown

bool canShow(const ViewContext& context) {
    return context.model != 0 && context.secondModel != 0 && context.reconstructs
           && context.current.id != 0;
}

double psnrOf(const Reconstruction& result) { return result.quality.psnr; }

} // namespace

void CompareView::showResult(const std::shared_ptr<const Reconstruction>& result,
                             const QString& note) {
    m_first = result;
    m_note = note;
    const auto grid = result->grid;
    m_views[Masked]->setPatches(grid, result->hidden);
    m_views[First]->setPatches(grid, {});
    m_views[Original]->setPatches(grid, {});
    m_views[Masked]->setPicture(toQImage(result->masked));
    m_views[First]->setPicture(toQImage(result->reconstruction));
    m_views[Original]->setPicture(toQImage(result->original));
    m_views[Masked]->setNote(
        tr("%1 of %2 visible").arg(grid.count() - result->hiddenCount()).arg(grid.count()));
    m_views[First]->setNote(note);
    m_unpainted = true;
    follow(m_link, m_secondLink, 1 / sizeRatio());
    showTitles();
    showNumbers();
    describePatch(m_link.patch());
}

void CompareView::clear() {
    m_first.reset();
    m_second.reset();
    m_problem.clear();
    m_arrived = false;
    setSecondStale(false);
    for (auto* view : m_views) {
        view->setPicture({});
        view->setPatches({0, 0}, {});
        view->setNote({});
    }
    showNumbers();
}

void CompareView::setDimmed(bool dimmed, bool original) {
    m_views[Masked]->setDimmed(dimmed);
    m_views[First]->setDimmed(dimmed);
    m_views[Original]->setDimmed(dimmed && original);
    m_firstNumber->setEnabled(!dimmed);
}

bool CompareView::isEmpty() const { return !m_first || m_context.secondModel == 0; }

void CompareView::setContext(const ViewContext& context) {
    const bool another = context.secondModel != m_context.secondModel;
    m_context = context;
    if (another) { // never one model's picture under the name of another
        m_second.reset();
        m_problem.clear();
        m_views[Second]->setPicture({});
        m_views[Second]->setPatches({0, 0}, {});
    }
    m_pages->setCurrentWidget(context.secondModel != 0 ? m_pictures : m_empty);
    setSecondStale(!m_arrived || !sameTasks(context, m_asked));
    showTitles();
}

std::vector<StudyTask> CompareView::tasks(const ViewContext& context) const {
    if (!canShow(context)) {
        return {};
    }
    const auto& current = context.current;
    return {ReconstructTask{.picture = current.read,
                            .mask = current.mask,
                            .display = current.display,
                            .model = ModelSlot::Second}};
}

bool CompareView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    // The mask is drawn on the first model's grid: another first model may mean another mask.
    return a.model == b.model && a.secondModel == b.secondModel && canShow(a) == canShow(b)
           && a.current == b.current;
}

void CompareView::beginParts(const ViewContext& context, int) {
    m_asked = context;
    m_arrived = false;
    setContext(context);
}

void CompareView::takePart(const StudyPartReady& part) {
    const auto* answer = std::get_if<ReconstructedPart>(&part.part);
    if (part.index != 0 || answer == nullptr) {
        return;
    }
    m_second = answer->result;
    m_problem = m_second ? QString() : QString::fromStdString(part.problem);
    m_views[Second]->setPatches(m_second ? m_second->grid : PatchGrid{0, 0}, {});
    m_views[Second]->setPicture(m_second ? toQImage(m_second->reconstruction) : QImage());
    m_unpainted = true;
    m_arrived = true;
    setSecondStale(!sameTasks(m_context, m_asked));
    follow(m_link, m_secondLink, 1 / sizeRatio());
    showTitles();
    showNumbers();
}

void CompareView::setSecondStale(bool stale) {
    m_secondStale = stale;
    if (!stale) {
        m_patience.stop();
        m_views[Second]->setDimmed(false);
        m_secondNumber->setEnabled(true);
    } else if (!m_patience.isActive() && !m_views[Second]->isDimmed()) {
        m_patience.start(kPatience);
    }
    showNumbers();
}

/// By how many dB the first model is better; 0 if that can't be said.
double CompareView::ahead() const {
    if (!m_first || !m_second || m_secondStale
        || (m_first->grid == m_second->grid && m_first->hidden != m_second->hidden)) {
        return 0; // one of them is still of another mask
    }
    const double gain = psnrOf(*m_first) - psnrOf(*m_second);
    return std::isfinite(gain) && std::abs(gain) >= kSmallestDifference ? gain : 0;
}

void CompareView::showNumbers() {
    const double better = ahead();
    const auto show = [this](QLabel* label, const Reconstruction* result, double gain,
                             const QString& problem) {
        auto text = result == nullptr ? problem : tr("PSNR %1").arg(psnrText(psnrOf(*result)));
        if (gain > 0) {
            text = tr("%1, better by %2").arg(text, psnrText(gain));
        }
        auto font = this->font();
        font.setWeight(gain > 0 ? QFont::DemiBold : QFont::Normal);
        label->setFont(font);
        label->setText(text);
    };
    show(m_firstNumber, m_first.get(), better, {});
    show(m_secondNumber, m_second.get(), -better, m_problem);
    placeNumbers();
}

double CompareView::sizeRatio() const {
    return m_first && m_second && m_first->original.width > 0 && m_second->original.width > 0
               ? double(m_second->original.width) / m_first->original.width
               : 1;
}

/// Shows the same part of the picture. @param factor  what the zoom is multiplied by
void CompareView::follow(LinkedView& from, LinkedView& to, double factor) {
    if (std::exchange(m_following, true)) {
        return;
    }
    if (from.fits()) {
        to.fit();
    } else {
        to.setZoom(from.zoom() * factor, from.centre());
        from.setZoom(to.zoom() / factor, from.centre()); // at its end both stop
    }
    m_following = false;
    placeNumbers();
}

double CompareView::shownZoom() const { return m_views[Original]->shownZoom(); }
void CompareView::zoomBy(double factor) { m_views[Original]->zoomBy(factor); }
void CompareView::zoomTo(double zoom) { m_link.setZoom(zoom, m_views[Original]->pictureCentre()); }

void CompareView::describePatch(int patch) {
    const auto grid = m_first ? m_first->grid : PatchGrid{0, 0};
    if (patch < 0 || patch >= grid.count()) {
        Q_EMIT patchPointedAt({});
        return;
    }
    Q_EMIT patchPointedAt(tr("Patch %1 · row %2, column %3")
                              .arg(patch)
                              .arg(patch / grid.columns + 1)
                              .arg(patch % grid.columns + 1));
}

Figure CompareView::figure() const {
    if (isEmpty()) {
        return {};
    }
    const double better = ahead();
    const auto cell = [](const QString& title, const Image& image) {
        return PictureCell{.title = title, .pictures = {toQImage(image)}, .strong = false};
    };
    std::vector<PictureCell> cells{
        cell(tr("Masked"), m_first->masked), cell(m_context.modelName, m_first->reconstruction),
        cell(m_context.secondName, {}), cell(tr("Original"), m_first->original)};
    cells[First].note = psnrText(psnrOf(*m_first));
    cells[First].strong = better > 0;
    cells[Second].pictures.clear();
    cells[Second].problem = m_problem;
    if (m_second && !m_secondStale) {
        cells[Second] = cell(m_context.secondName, m_second->reconstruction);
        cells[Second].note = psnrText(psnrOf(*m_second));
        cells[Second].strong = better < 0;
    }
    return cellsFigure(cells,
                       {.flow = CellFlow::Stacked, .across = int(kPlaces), .side = kLargePicture});
}

} // namespace mae::ui
