// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/checkpoint_list.h"

#include "ui/models/checkpoint_list_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/run_delegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace mae::ui {

CheckpointList::CheckpointList(CheckpointListModel& model, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_model(model), m_view(new QListView) {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kGap, kGapSmall, kGapSmall, kGapTiny);
    auto* heading = makeHeading(tr("Checkpoints"));
    heading->setMinimumHeight(kControlHeight);
    head->addWidget(heading, 1);
    auto* open = new QPushButton(tr("Open"));
    open->setToolTip(tr("A file or a folder to look into. Nothing inside is executed."));
    auto* menu = new QMenu(open);
    menu->addActions({actions.openFile, actions.openFolder});
    open->setMenu(menu);
    auto* button = new QHBoxLayout;
    button->setContentsMargins(kGap, 0, kGap, kGapSmall);
    button->addWidget(open);
    m_view->setModel(&model);
    m_view->setItemDelegate(new RunDelegate({CheckpointListModel::DetailRole}, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions(actions.ofRow);
    m_view->setAccessibleName(tr("Checkpoints"));
    m_view->setMouseTracking(true);
    m_view->viewport()->setBackgroundRole(QPalette::Window); // a panel, not a sheet
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(button);
    column->addWidget(m_view, 1);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !m_selecting) {
                    m_selected = now.data(CheckpointListModel::PathRole).toString();
                    Q_EMIT chosen(m_selected);
                }
            });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        select(m_selected); // a reset forgets the selection
    });
}

void CheckpointList::select(const QString& path) {
    const QScopedValueRollback selecting(m_selecting, true);
    m_selected = path;
    const int row = m_model.rowOf(path);
    if (row < 0) {
        m_view->clearSelection();
        m_view->setCurrentIndex({});
        return;
    }
    m_view->setCurrentIndex(m_model.index(row, 0));
    m_view->selectionModel()->select(m_model.index(row, 0), QItemSelectionModel::ClearAndSelect);
}

QString CheckpointList::selected() const {
    return m_model.rowOf(m_selected) >= 0 ? m_selected : QString();
}

} // namespace mae::ui
