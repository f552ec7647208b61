// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sample_view.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/cell_grid.h"
#include "ui/widgets/flow_layout.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

namespace mae::ui {

SampleView::SampleView(QWidget* parent)
    : QWidget(parent),
      m_grid(new CellGrid(CellFlow::Beside)),
      m_other(new QPushButton(icon("dice"), tr("Other Samples"))),
      m_save(new QPushButton(icon("save"), tr("Save as PNG…"))),
      m_line(makeCaption()) {
    m_other->setToolTip(tr("The next samples of the run, with their own crops and masks."));
    m_save->setToolTip(tr("Writes the samples as one picture."));
    m_grid->setPicturesPerCell(2);
    m_grid->setAccessibleName(tr("Training samples"));
    auto* bar = new QWidget;
    auto* row = new FlowLayout(bar);
    row->setContentsMargins(kGap, kGapSmall, kGap, kGapSmall);
    row->setSpacing(kGapSmall);
    row->addWidget(m_other);
    row->addWidget(m_save);
    m_line->setContentsMargins(kGap, kGapTiny, kGap, kGapSmall);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_grid, 1);
    column->addWidget(m_line);
    setSamples({}, {});
    connect(m_other, &QPushButton::clicked, this, &SampleView::otherWanted);
    connect(m_save, &QPushButton::clicked, this, &SampleView::saveWanted);
}

int SampleView::count() const { return static_cast<int>(m_grid->cells().size()); }

QString SampleView::line() const { return m_line->text(); }

void SampleView::setSamples(std::vector<PictureCell> samples, const QString& line) {
    m_save->setEnabled(!samples.empty());
    m_other->setEnabled(!samples.empty());
    m_grid->setEmptyText({});
    m_grid->setCells(std::move(samples));
    m_line->setText(line);
}

void SampleView::setProblem(const QString& problem) {
    setSamples({}, {});
    m_grid->setEmptyText(problem);
}

void SampleView::setStale(bool stale) {
    auto cells = m_grid->cells();
    for (auto& cell : cells) {
        cell.stale = stale;
    }
    m_grid->setCells(std::move(cells));
}

} // namespace mae::ui
