// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/checkpoint_list.h"

#include "ui/models/checkpoint_list_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/run_delegate.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace mae::ui {
namespace {

constexpr int kRestMs = 200; ///< of the arrow keys, before a file is opened

QString pathOf(const QModelIndex& index) {
    return index.data(CheckpointListModel::PathRole).toString();
}

} // namespace

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
    m_view->setItemDelegate(new RunDelegate({.detail = CheckpointListModel::DetailRole}, m_view));
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

    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    m_view->viewport()->installEventFilter(this);
    connect(&m_rest, &QTimer::timeout, this, [this] { choose(QString(m_next)); });
    connect(m_view, &QListView::clicked, this, [this](const auto& at) { choose(pathOf(at)); });
    connect(m_view, &QListView::activated, this, [this](const auto& at) { choose(pathOf(at)); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CheckpointList::followKeys);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        highlight(m_next.isEmpty() ? m_selected : m_next); // a reset forgets the selection
    });
}

bool CheckpointList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick) {
        return static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton;
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        const auto at = m_view->indexAt(menu->pos());
        // The actions are about what is open, not about the row below the mouse.
        if (menu->reason() == QContextMenuEvent::Mouse && pathOf(at) != m_selected) {
            offerToOpen(at, menu->globalPos());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CheckpointList::offerToOpen(const QModelIndex& at, const QPoint& globalPosition) {
    if (at.isValid()) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Open"), this, [this, path = pathOf(at)] {
            choose(path);
            highlight(path);
        });
        menu->popup(globalPosition);
    }
}

/// A row that only got the focus is not selected yet.
void CheckpointList::followKeys(const QModelIndex& now) {
    if (m_selecting || !now.isValid() || !m_view->selectionModel()->isSelected(now)) {
        return;
    }
    m_next = pathOf(now);
    if (m_next == m_selected) { // back again
        m_next.clear();
        m_rest.stop();
    } else {
        m_rest.start();
    }
}

void CheckpointList::choose(const QString& path) {
    m_rest.stop();
    m_next.clear();
    if (path != m_selected && !path.isEmpty()) {
        m_selected = path;
        Q_EMIT chosen(path);
    }
}

void CheckpointList::select(const QString& path) {
    if (path != m_selected || m_next.isEmpty()) { // else the keys have gone on meanwhile
        m_rest.stop();
        m_next.clear();
    }
    m_selected = path;
    highlight(m_next.isEmpty() ? path : m_next);
}

void CheckpointList::highlight(const QString& path) {
    const QScopedValueRollback selecting(m_selecting, true);
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
    return m_next.isEmpty() && m_model.rowOf(m_selected) >= 0 ? m_selected : QString();
}

} // namespace mae::ui
