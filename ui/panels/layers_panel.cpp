// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/layers_panel.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/bar_delegate.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/search_table.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace mae::ui {

LayersPanel::LayersPanel(QWidget* parent)
    : QWidget(parent),
      m_table(new SearchTable(m_model, {tr("Layers of the model"), tr("Search layers")})),
      m_pages(new QStackedWidget),
      m_step(new ElidedLabel),
      m_measure(new QPushButton(icon("refresh"), tr("Measure"))),
      m_first(new QPushButton(icon("refresh"), tr("Measure Layers"))),
      m_follow(new QCheckBox(tr("Every %1 steps").arg(kFollowEvery))) {
    m_table->setColumnWidths({16, 7, 6, 7, 7, 5, 6, 5, 7});
    m_table->search()->hide(); // they are few
    m_table->view()->setItemDelegate(new BarDelegate(
        {.bar = LayerTableModel::BarRole, .alarm = LayerTableModel::AlarmRole}, m_table));
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(m_table);
    m_tools = makeTools();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_pages, 1);
    connect(m_measure, &QPushButton::clicked, this, &LayersPanel::ask);
    connect(m_first, &QPushButton::clicked, this, &LayersPanel::ask);
    refresh();
}

QWidget* LayersPanel::makeTools() {
    auto* tools = new QWidget;
    auto* line = new QHBoxLayout(tools);
    line->setContentsMargins(kGap, kGapTiny, kGapSmall, kGapTiny);
    line->setSpacing(kGapSmall);
    m_measure->setToolTip(tr("Measures the layers at the next step; while the run is paused, on "
                             "the pictures of that step. Training stays the same bit by bit."));
    m_follow->setToolTip(tr("Measures again and again while the layers are looked at."));
    auto* copy = makeIconButton("copy", tr("Copy Table"));
    copy->setEnabled(false);
    line->addWidget(m_measure);
    line->addWidget(m_follow);
    line->addWidget(m_step, 1);
    line->addWidget(copy);
    connect(copy, &QToolButton::clicked, m_table, &SearchTable::copyAll);
    connect(&m_model, &QAbstractItemModel::modelReset, copy,
            [this, copy] { copy->setEnabled(m_model.rowCount() > 0); });
    return tools;
}

QWidget* LayersPanel::makeEmptyPage() {
    return makeEmptyState("layers",
                          tr("See how gradients, weights and activations change from layer to "
                             "layer."),
                          m_first);
}

void LayersPanel::addTool(QAction* action) {
    auto* button = makeActionButton(action);
    button->setAccessibleName(tr("Back to the Curves")); // it is on whenever it can be seen
    m_tools->layout()->addWidget(button);
}

void LayersPanel::showReport(std::shared_ptr<const LayerReport> report) {
    m_asked = false;
    m_problem.clear();
    m_measured = report ? report->step : 0;
    m_model.setReport(std::move(report));
    refresh();
}

void LayersPanel::setRunOpen(bool open) {
    m_open = open;
    m_asked = m_asked && open;
    refresh();
}

void LayersPanel::setPaused(bool paused) {
    if (std::exchange(m_paused, paused) != paused) {
        refresh();
    }
}

void LayersPanel::noteStep(std::int64_t step) {
    if (m_open && m_follow->isChecked() && isVisible()
        && (m_measured == 0 || step - m_measured >= kFollowEvery || step < m_measured)) {
        ask();
    }
}

void LayersPanel::measurementFailed(const QString& message) {
    m_asked = false;
    m_problem = message;
    m_follow->setChecked(false);
    refresh();
}

void LayersPanel::ask() {
    if (m_open && !std::exchange(m_asked, true)) {
        refresh();
        Q_EMIT measureWanted();
    }
}

void LayersPanel::refresh() {
    const auto& report = m_model.report();
    const auto number = report ? QLocale().toString(qlonglong{report->step}) : QString();
    m_step->setText(!m_problem.isEmpty() ? m_problem
                    : m_asked ? (m_paused ? tr("Measuring…") : tr("Comes with the next step…"))
                    : !report ? QString()
                    : report->stepped ? tr("Step %1").arg(number)
                                      : tr("Before step %1").arg(number));
    m_measure->setEnabled(m_open && !m_asked);
    m_first->setEnabled(m_open && !m_asked);
    const auto closed = tr("Only a run that is open can be measured: start or continue one.");
    m_first->setToolTip(m_open ? QString() : closed);
    m_follow->setEnabled(m_open);
    m_measure->setVisible(report != nullptr);
    m_pages->setCurrentIndex(report ? 1 : 0);
}

} // namespace mae::ui
