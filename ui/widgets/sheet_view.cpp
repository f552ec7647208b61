// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sheet_view.h"

#include "ui/models/view_figures.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/cell_grid.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <algorithm>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kMostPixels = 448; ///< a side; one triptych among many
constexpr int kDefaultCount = 12;
constexpr int kMostAcross = 6;
constexpr int kAcrossOnPaper = 3; ///< where the window decides

bool canShow(const ViewContext& context) {
    return context.model != 0 && context.reconstructs && !context.gallery.empty();
}

} // namespace

SheetView::SheetView(QWidget* parent)
    : ExploreView(parent),
      m_grid(new CellGrid(CellFlow::Beside)),
      m_count(new QSpinBox),
      m_across(new QSpinBox),
      m_countLabel(new QLabel),
      m_acrossLabel(new QLabel),
      m_line(makeCaption()) {
    makePictureGround(this);
    setFocusProxy(m_grid);
    m_grid->setPicturesPerCell(3);
    m_grid->setSmallest(64);
    m_count->setRange(1, kMostPictures);
    m_count->setValue(kDefaultCount);
    m_count->setKeyboardTracking(false);
    m_across->setRange(0, kMostAcross);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_grid, 1);
    connect(m_count, &QSpinBox::valueChanged, this, [this] {
        describe();
        Q_EMIT tasksChanged();
    });
    connect(m_across, &QSpinBox::valueChanged, m_grid, &CellGrid::setAcross);
    connect(m_grid, &CellGrid::activated, this,
            [this](int cell) { Q_EMIT pictureAdopted(m_entries[std::size_t(cell)].picture.id); });
    connect(m_grid, &CellGrid::pointedAt, this, &SheetView::patchPointedAt);
    connect(m_grid, &CellGrid::dragRequested, this, &SheetView::dragRequested);
    connect(m_grid, &CellGrid::painted, this, &SheetView::painted);
    retranslate();
}

QWidget* SheetView::makeBar() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(kGap, kGapSmall, kGap, 0);
    row->setSpacing(kGapSmall);
    m_countLabel->setBuddy(m_count);
    m_acrossLabel->setBuddy(m_across);
    m_line->setWordWrap(false);
    row->addWidget(m_countLabel);
    row->addWidget(m_count);
    row->addSpacing(kGapSmall);
    row->addWidget(m_acrossLabel);
    row->addWidget(m_across);
    row->addSpacing(kGapSmall);
    row->addWidget(m_line, 1);
    return bar;
}

void SheetView::retranslate() {
    m_grid->setAccessibleName(tr("Sheet of pictures"));
    m_grid->setEmptyText(
        m_context.model != 0 && !m_context.reconstructs
            ? tr("“%1” has no decoder: it can't reconstruct a picture.").arg(m_context.modelName)
            : tr("Add pictures to the gallery to see them together here."));
    m_countLabel->setText(tr("Pictures"));
    m_count->setAccessibleName(tr("Pictures on the sheet"));
    m_count->setToolTip(tr("How many pictures of the gallery are shown, at most %1")
                            .arg(QLocale().toString(kMostPictures)));
    m_acrossLabel->setText(tr("Across"));
    m_across->setAccessibleName(tr("Triptychs across"));
    m_across->setSpecialValueText(tr("Automatic"));
    m_across->setToolTip(tr("How many triptychs lie beside each other"));
    auto cells = m_grid->cells();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        cells[i].title = m_entries[i].picture.name;
        cells[i].help = tr("%1: masked, reconstruction, original. Click to look at it alone.")
                            .arg(cells[i].title);
        if (!cells[i].pictures.empty()) {
            cells[i].note = psnrText(m_entries[i].psnr);
        }
    }
    m_grid->setCells(std::move(cells));
    describe();
}

void SheetView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        retranslate();
    }
    ExploreView::changeEvent(event);
}

void SheetView::describe() {
    const int shown = shownCount(m_context), all = int(m_context.gallery.size());
    m_line->setText(!canShow(m_context) ? QString()
                    : shown < all       ? tr("The first %1 of %2 in the gallery")
                                        .arg(QLocale().toString(shown), QLocale().toString(all))
                                  : tr("The whole gallery"));
}

int SheetView::shownCount(const ViewContext& context) const {
    return std::min(int(context.gallery.size()), m_count->value());
}

void SheetView::showResult(const std::shared_ptr<const Reconstruction>&, const QString&) {}

void SheetView::clear() {
    m_entries.clear();
    m_askedModel = 0;
    m_grid->setDimmed(false);
    m_grid->setCells({});
}

void SheetView::setDimmed(bool, bool) {} // about the current picture; the sheet knows its own

bool SheetView::isEmpty() const { return !m_grid->hasPictures(); }

void SheetView::setContext(const ViewContext& context) {
    m_context = context;
    if (!canShow(context)) {
        clear();
    }
    retranslate();
    mark();
}

/// What is not the gallery's present picture at its place is not current, asked for or not.
bool SheetView::isStale(std::size_t cell) const {
    const auto& entry = m_entries[cell];
    return !entry.arrived || m_context.model != m_askedModel || cell >= m_context.gallery.size()
           || !(m_context.gallery[cell] == entry.picture);
}

void SheetView::mark() {
    auto cells = m_grid->cells();
    bool changed = false;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const bool stale = isStale(i);
        const bool marked = m_entries[i].picture.id == m_context.current.id;
        changed = changed || cells[i].stale != stale || cells[i].marked != marked;
        cells[i].stale = stale;
        cells[i].marked = marked;
    }
    if (changed) {
        m_grid->setCells(std::move(cells));
    }
}

std::vector<StudyTask> SheetView::tasks(const ViewContext& context) const {
    std::vector<StudyTask> tasks;
    if (!canShow(context)) {
        return tasks;
    }
    for (int i = 0; i < shownCount(context); ++i) {
        const auto& picture = context.gallery[std::size_t(i)];
        tasks.emplace_back(ReconstructTask{
            .picture = picture.read, .mask = picture.mask, .display = picture.display});
    }
    return tasks;
}

bool SheetView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    const int count = shownCount(a);
    return a.model == b.model && canShow(a) == canShow(b) && count == shownCount(b)
           && std::equal(a.gallery.begin(), a.gallery.begin() + count, b.gallery.begin());
}

void SheetView::beginParts(const ViewContext& context, int total) {
    const auto oldCells = m_grid->cells();
    const auto oldEntries = std::exchange(m_entries, {});
    const bool sameModel = std::exchange(m_askedModel, context.model) == context.model;
    const auto count = std::size_t(std::min(total, shownCount(context)));
    std::vector<PictureCell> cells(count);
    m_entries.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto& entry = m_entries[i];
        entry.picture = context.gallery[i];
        const auto old = std::ranges::find_if(
            oldEntries, [&entry](const Entry& e) { return e.picture.id == entry.picture.id; });
        if (old != oldEntries.end()) { // the last one of this picture stays for so long
            cells[i] = oldCells[std::size_t(old - oldEntries.begin())];
            entry.arrived = old->arrived && sameModel && old->picture == entry.picture;
            entry.psnr = old->psnr;
        }
    }
    m_grid->setCells(std::move(cells));
    setContext(context);
}

void SheetView::takePart(const StudyPartReady& part) {
    const auto* answer = std::get_if<ReconstructedPart>(&part.part);
    if (part.index < 0 || part.index >= int(m_entries.size()) || answer == nullptr) {
        return;
    }
    auto& entry = m_entries[std::size_t(part.index)];
    auto cell = m_grid->cells()[std::size_t(part.index)];
    entry.arrived = true;
    cell.stale = isStale(std::size_t(part.index));
    cell.pictures.clear();
    cell.note.clear();
    cell.problem = QString::fromStdString(part.problem);
    if (const auto& result = answer->result) {
        entry.psnr = result->quality.psnr;
        cell.note = psnrText(entry.psnr);
        cell.problem.clear();
        for (const auto* image : {&result->masked, &result->reconstruction, &result->original}) {
            cell.pictures.push_back(cellPicture(*image, kMostPixels));
        }
    }
    m_grid->setCell(part.index, std::move(cell));
}

Figure SheetView::figure() const {
    if (isEmpty()) {
        return {};
    }
    return cellsFigure(m_grid->cells(),
                       {.flow = CellFlow::Beside,
                        .across = m_across->value() > 0 ? m_across->value() : kAcrossOnPaper,
                        .side = kSmallPicture,
                        .rowsOfPictures = 3});
}

} // namespace mae::ui
