// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_list.h"

#include "ui/models/run_table_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/run_delegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace mae::ui {

RunList::RunList(RunTableModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_new(new QPushButton(tr("New Run"))),
      m_view(new QListView),
      m_empty(makeCaption()) {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kGap, kGapSmall, kGapSmall, kGapTiny);
    head->addWidget(makeHeading(tr("Runs")), 1);
    auto* refresh = makeIconButton("refresh", tr("Refresh Runs"));
    head->addWidget(refresh);
    m_new->setIcon(icon("add"));
    m_new->setToolTip(tr("Choose pictures and settings for another run."));
    auto* button = new QHBoxLayout;
    button->setContentsMargins(kGap, 0, kGap, kGapSmall);
    button->addWidget(m_new);
    m_view->setModel(&model);
    m_view->setItemDelegate(new RunDelegate({RunTableModel::DetailRole}, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
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
    column->addWidget(m_empty);
    column->addWidget(m_view, 1);

    connect(m_new, &QPushButton::clicked, this, &RunList::newRunWanted);
    connect(refresh, &QToolButton::clicked, this, &RunList::refreshWanted);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !m_selecting) {
                    m_selected = now.data(RunTableModel::FolderRole).toString();
                    Q_EMIT runChosen(m_selected);
                }
            });
    const auto changed = [this] {
        select(m_selected); // a reset forgets the selection
        updateEmpty();
    };
    connect(&model, &QAbstractItemModel::modelReset, this, changed);
    connect(&model, &QAbstractItemModel::rowsInserted, this, changed);
    updateEmpty();
}

void RunList::select(const QString& folder) {
    const QScopedValueRollback selecting(m_selecting, true);
    m_selected = folder;
    const int row = folder.isEmpty() ? -1 : m_model.rowOf(folder);
    if (row < 0) {
        m_view->clearSelection();
        m_view->setCurrentIndex({});
        return;
    }
    m_view->setCurrentIndex(m_model.index(row, 0));
    m_view->selectionModel()->select(m_model.index(row, 0), QItemSelectionModel::ClearAndSelect);
}

QString RunList::selected() const { return m_selected; }

void RunList::setMessage(const QString& message) {
    m_message = message;
    updateEmpty();
}

void RunList::updateEmpty() {
    const bool none = m_model.rowCount() == 0;
    m_empty->setText(!m_message.isEmpty()
                         ? m_message
                         : tr("No runs yet. Finished and stopped runs are kept here."));
    m_empty->setVisible(none || !m_message.isEmpty());
}

} // namespace mae::ui
