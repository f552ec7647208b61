// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_list.h"

#include "ui/models/run_table_model.h"
#include "ui/models/search_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/run_delegate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr int kLeastOrder = 64; // pixels: rather an elided word than a list that is too wide

} // namespace

RunList::RunList(RunTableModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_rows(new SearchModel(model, this)),
      m_search(new QLineEdit),
      m_order(new QComboBox),
      m_new(new QPushButton(tr("New Run"))),
      m_view(new QListView),
      m_empty(makeCaption()) {
    auto* head = m_head = new QHBoxLayout;
    head->setContentsMargins(kGap, kGapSmall, kGapSmall, kGapTiny);
    head->addWidget(makeHeading(tr("Runs")), 1);
    auto* refresh = makeIconButton("refresh", tr("Refresh Runs"));
    auto* import = makeIconButton("open", tr("Add a Run From Elsewhere…"));
    head->addWidget(import);
    head->addWidget(refresh);
    m_new->setIcon(icon("add"));
    m_new->setToolTip(tr("Choose pictures and settings for another run."));
    auto* button = new QHBoxLayout;
    button->setContentsMargins(kGap, 0, kGap, kGapSmall);
    button->addWidget(m_new);
    m_view->setModel(m_rows);
    m_view->setItemDelegate(new RunDelegate(
        {.detail = RunTableModel::DetailRole, .color = RunTableModel::CompareColorRole}, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::AnyKeyPressed); // Space checks a run
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setAccessibleName(tr("Runs"));
    m_view->setMouseTracking(true);
    m_view->viewport()->setBackgroundRole(QPalette::Window); // a panel, not a sheet
    m_empty->setContentsMargins(kGap, kGapSmall, kGap, kGap);
    m_empty->setAlignment(Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(button);
    column->addWidget(makeTools());
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);

    connect(m_new, &QPushButton::clicked, this, &RunList::newRunWanted);
    connect(import, &QToolButton::clicked, this, &RunList::importWanted);
    connect(refresh, &QToolButton::clicked, this, &RunList::refreshWanted);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (!now.isValid() || m_selecting) {
                    return;
                }
                m_selected = now.data(RunTableModel::FolderRole).toString();
                if (m_model.isOnDisk(m_rows->mapToSource(now).row())) { // the others wait
                    Q_EMIT runChosen(m_selected);
                }
            });
    const auto changed = [this] {
        select(m_selected); // a reset forgets the selection
        updateEmpty();
    };
    connect(m_rows, &QAbstractItemModel::modelReset, this, changed);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, changed);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, changed);
    updateEmpty();
}

void RunList::addTool(QAction* action) { m_head->addWidget(makeActionButton(action)); }

QWidget* RunList::makeTools() {
    auto* tools = new QWidget;
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setToolTip(tr("Runs whose name, state, tags and notes have all these words."));
    m_order->addItems({tr("Newest"), tr("Name"), tr("Loss"), tr("Steps")});
    m_order->setAccessibleName(tr("Order of the runs"));
    m_order->setToolTip(tr("What the runs are sorted by."));
    m_order->setMinimumWidth(kLeastOrder);
    auto* line = new QHBoxLayout(tools);
    line->setContentsMargins(kGap, 0, kGap, kGapSmall);
    line->setSpacing(kGapTiny);
    line->addWidget(m_search, 1);
    line->addWidget(m_order);
    connect(m_search, &QLineEdit::textChanged, this, &RunList::setSearch);
    connect(m_order, &QComboBox::currentIndexChanged, this,
            [this](int index) { setOrder(static_cast<Order>(index)); });
    return tools;
}

void RunList::setSearch(const QString& words) {
    m_search->setText(words);
    const QScopedValueRollback selecting(m_selecting, true);
    m_rows->setSearch(words);
    select(m_selected);
    updateEmpty();
}

void RunList::setOrder(Order order) {
    m_order->setCurrentIndex(static_cast<int>(order));
    switch (order) {
    case Order::Newest: m_rows->sort(-1); break; // as the model has them
    case Order::Name: m_rows->sort(RunTableModel::Name); break;
    case Order::Loss: m_rows->sort(RunTableModel::Loss); break;
    case Order::Steps: m_rows->sort(RunTableModel::Steps, Qt::DescendingOrder); break;
    }
}

void RunList::select(const QString& folder) {
    const QScopedValueRollback selecting(m_selecting, true);
    m_selected = folder;
    const int row = folder.isEmpty() ? -1 : m_model.rowOf(folder);
    const auto index = row < 0 ? QModelIndex() : m_rows->mapFromSource(m_model.index(row, 0));
    if (!index.isValid()) { // also when the search has hidden it
        m_view->clearSelection();
        m_view->setCurrentIndex({});
        return;
    }
    m_view->setCurrentIndex(index);
    m_view->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
}

QString RunList::selected() const { return m_selected; }

void RunList::setMessage(const QString& message) {
    m_message = message;
    updateEmpty();
}

void RunList::updateEmpty() {
    const bool none = m_rows->rowCount() == 0;
    m_empty->setText(!m_message.isEmpty()     ? m_message
                     : m_model.rowCount() > 0 ? tr("No run has these words.")
                                              : tr("No runs yet. Finished and stopped runs are "
                                                   "kept here."));
    m_empty->setVisible(none || !m_message.isEmpty());
}

} // namespace mae::ui
