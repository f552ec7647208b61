// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/strip_view.h"

#include "ui/models/view_figures.h"
#include "ui/style/helpers.h"
#include "ui/widgets/cell_grid.h"

#include <QEvent>
#include <QVBoxLayout>
#include <limits>
#include <utility>

namespace mae::ui {
namespace {

constexpr int kMostPixels = 1024; ///< a side; nobody sees more of one among ten

bool samePicture(const ViewPicture& a, const ViewPicture& b) {
    return a.id == b.id && a.frame == b.frame && a.display == b.display;
}

bool canShow(const ViewContext& context) {
    return context.model != 0 && context.reconstructs && context.current.id != 0;
}

} // namespace

StripView::StripView(const QString& name, QWidget* parent)
    : ExploreView(parent), m_grid(new CellGrid(CellFlow::Stacked)) {
    makePictureGround(this);
    setFocusProxy(m_grid);
    m_grid->setAccessibleName(name);
    m_grid->setPicturesPerCell(2);
    m_grid->setEmptyText(tr("There is nothing to show yet."));
    m_grid->setNoteSample(psnrText(88.8));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_grid);
    connect(m_grid, &CellGrid::activated, this, &StripView::adopt);
    connect(m_grid, &CellGrid::pointedAt, this, &StripView::patchPointedAt);
    connect(m_grid, &CellGrid::dragRequested, this, &StripView::dragRequested);
    connect(m_grid, &CellGrid::painted, this, &StripView::painted);
}

void StripView::showResult(const std::shared_ptr<const Reconstruction>& result, const QString&) {
    if (!m_grid->cells().empty()) {
        setOriginal(result->original);
    }
}

void StripView::clear() {
    m_columns.clear();
    m_psnr.clear();
    m_arrived.clear();
    m_context = {};
    m_asked = {};
    m_grid->setDimmed(false);
    m_grid->setCells({});
}

void StripView::setDimmed(bool dimmed, bool original) {
    // The strip knows itself which columns are stale; another picture makes all of it so.
    m_grid->setDimmed(dimmed && original);
}

bool StripView::isEmpty() const { return !m_grid->hasPictures(); }

void StripView::setContext(const ViewContext& context) {
    m_context = context;
    m_grid->setEmptyText(
        context.model != 0 && !context.reconstructs
            ? tr("“%1” has no decoder: it can't reconstruct a picture.").arg(context.modelName)
            : tr("There is nothing to show yet."));
    if (!canShow(context)) {
        clear();
        return;
    }
    mark();
}

/// Answers of a context that is not the present one any more are not current, asked for or not.
bool StripView::isStale(std::size_t cell) const {
    return m_arrived[cell] == 0
           || (cell == 0 ? m_context.model != m_asked.model
                               || !samePicture(m_context.current, m_asked.current)
                         : !sameTasks(m_context, m_asked));
}

std::vector<StudyTask> StripView::tasks(const ViewContext& context) const {
    std::vector<StudyTask> tasks;
    if (!canShow(context)) {
        return tasks;
    }
    const auto& current = context.current;
    for (const auto& column : columns(current.mask.config)) {
        tasks.emplace_back(ReconstructTask{
            .picture = current.read,
            .mask = {.config = column.mask, .seed = current.mask.seed, .painted = {}},
            .display = current.display});
    }
    return tasks;
}

bool StripView::sameTasks(const ViewContext& a, const ViewContext& b) const {
    return a.model == b.model && canShow(a) == canShow(b) && samePicture(a.current, b.current)
           && a.current.mask.seed == b.current.mask.seed
           && columns(a.current.mask.config) == columns(b.current.mask.config);
}

void StripView::beginParts(const ViewContext& context, int total) {
    const bool another =
        context.model != m_asked.model || !samePicture(context.current, m_asked.current);
    if (total == 0 || !canShow(context)) {
        clear();
        setContext(context);
        return;
    }
    m_context = m_asked = context;
    m_columns = columns(context.current.mask.config);
    const auto count = m_columns.size() + 1;
    const bool original = !another && !m_arrived.empty() && m_arrived[0] != 0;
    m_psnr.resize(m_columns.size(), std::numeric_limits<double>::quiet_NaN());
    m_arrived.assign(count, 0);
    m_arrived[0] = original ? 1 : 0;
    auto cells = m_grid->cells();
    cells.resize(count);
    cells[0].active = false;
    m_grid->setCells(std::move(cells));
    retranslate();
}

void StripView::takePart(const StudyPartReady& part) {
    const auto* answer = std::get_if<ReconstructedPart>(&part.part);
    if (part.index < 0 || part.index >= int(m_columns.size()) || answer == nullptr) {
        return;
    }
    const auto column = std::size_t(part.index);
    if (answer->result) {
        setOriginal(answer->result->original);
        fill(column, *answer->result);
        return;
    }
    m_arrived[column + 1] = 1;
    if (auto first = m_grid->cells()[0]; m_arrived[0] == 0) { // it is of another picture
        first.pictures.clear();
        m_grid->setCell(0, std::move(first));
    }
    auto cell = m_grid->cells()[column + 1];
    cell.pictures.clear();
    cell.note.clear();
    cell.stale = isStale(column + 1);
    cell.problem = QString::fromStdString(part.problem);
    m_grid->setCell(part.index + 1, std::move(cell));
}

void StripView::fill(std::size_t column, const Reconstruction& result) {
    auto cell = m_grid->cells()[column + 1];
    m_psnr[column] = result.quality.psnr;
    cell.pictures = {cellPicture(result.masked, kMostPixels),
                     cellPicture(result.reconstruction, kMostPixels)};
    cell.note = psnrText(result.quality.psnr);
    cell.problem.clear();
    m_arrived[column + 1] = 1;
    cell.stale = isStale(column + 1);
    m_grid->setCell(int(column) + 1, std::move(cell));
}

void StripView::setOriginal(const Image& original) {
    auto picture = cellPicture(original, kMostPixels);
    auto cell = m_grid->cells()[0];
    m_arrived[0] = 1;
    if (cell.stale || cell.pictures.empty() || cell.pictures[0] != picture) {
        cell.pictures = {std::move(picture)};
        cell.stale = isStale(0);
        m_grid->setCell(0, std::move(cell));
    }
}

void StripView::mark() {
    const auto& mask = m_context.current.mask;
    auto cells = m_grid->cells();
    bool changed = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool stale = isStale(i);
        const bool marked = i > 0 && !mask.painted && isCurrent(m_columns[i - 1], mask.config);
        changed = changed || cells[i].stale != stale || cells[i].marked != marked;
        cells[i].stale = stale;
        cells[i].marked = marked;
    }
    if (changed) {
        m_grid->setCells(std::move(cells));
    }
}

void StripView::adopt(int cell) {
    if (cell >= 1 && cell <= int(m_columns.size())) {
        Q_EMIT maskAdopted(m_columns[std::size_t(cell - 1)].mask);
    }
}

void StripView::retranslate() {
    m_grid->setAccessibleName(name());
    m_grid->setNoteSample(psnrText(88.8));
    if (m_grid->cells().empty()) {
        return;
    }
    const auto texts = columns(m_context.current.mask.config);
    auto cells = m_grid->cells();
    cells[0].title = tr("Original");
    cells[0].help = tr("The picture as the model would see all of it");
    for (std::size_t i = 0; i < m_columns.size() && i < texts.size(); ++i) {
        m_columns[i].title = cells[i + 1].title = texts[i].title;
        m_columns[i].help = cells[i + 1].help = texts[i].help;
        if (!cells[i + 1].pictures.empty()) {
            cells[i + 1].note = psnrText(m_psnr[i]);
        }
    }
    m_grid->setCells(std::move(cells));
    mark();
}

void StripView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        retranslate();
    }
    ExploreView::changeEvent(event);
}

Figure StripView::figure() const {
    if (isEmpty()) {
        return {};
    }
    const auto& cells = m_grid->cells();
    return cellsFigure(cells, {.flow = CellFlow::Stacked,
                               .across = acrossOnPaper() > 0 ? acrossOnPaper() : int(cells.size()),
                               .side = kSmallPicture,
                               .rowsOfPictures = 2});
}

} // namespace mae::ui
