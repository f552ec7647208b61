// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_history.h"

#include "ui/models/run_table_model.h"
#include "ui/models/search_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/search_table.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {
namespace {

bool canTrash(RunPhase phase) {
    return phase != RunPhase::Training && phase != RunPhase::Paused && phase != RunPhase::Elsewhere
           && phase != RunPhase::Waiting;
}

} // namespace

RunHistory::RunHistory(RunTableModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_table(new SearchTable(model, {tr("All runs"), tr("Search all runs")})),
      m_summary(new ElidedLabel) {
    auto* view = m_table->view();
    view->setEditTriggers(QAbstractItemView::NoEditTriggers); // a double click opens
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* header = view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setColumnWidths({23, 11, 12, 14, 11, 7, 8, 8, 9, 8, 8, 9, 4});
    view->setColumnHidden(RunTableModel::Loss, true); // the best one tells more
    makeActions();
    m_head = makeHead();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(makeSeparator());
    column->addWidget(m_table, 1);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumns(*menu);
        menu->popup(header->mapToGlobal(at));
    });
    connect(view, &QAbstractItemView::doubleClicked, m_open, &QAction::trigger);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RunHistory::updateState);
    // A run that begins or goes elsewhere takes nobody's selection away.
    connect(&m_table->rows(), &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_kept = selected(); });
    connect(&m_table->rows(), &QAbstractItemModel::modelReset, this, [this] {
        select(m_kept);
        updateState();
    });
    connect(&m_table->rows(), &QAbstractItemModel::dataChanged, this, &RunHistory::updateState);
    updateState();
}

QWidget* RunHistory::makeHead() {
    auto* head = new QWidget;
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(kGap, kGapSmall, kGapSmall, kGapSmall);
    line->setSpacing(kGapSmall);
    auto* back = makeIconButton("chevron-left", tr("Back to the Run (Escape)"));
    connect(back, &QToolButton::clicked, this, &RunHistory::closeWanted);
    auto* columns = new QToolButton;
    columns->setText(tr("Columns"));
    columns->setToolTip(tr("Which columns the table has; drag their titles to move them."));
    columns->setPopupMode(QToolButton::InstantPopup);
    columns->setMinimumHeight(kControlHeight);
    auto* menu = new QMenu(columns);
    columns->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillColumns(*menu);
    });
    line->addWidget(back);
    line->addWidget(makeHeading(tr("All Runs")));
    line->addWidget(m_summary, 1);
    line->addWidget(columns);
    for (auto* action : {m_open, m_tags, m_compare, m_trash}) {
        line->addWidget(makeActionButton(action));
    }
    return head;
}

void RunHistory::addTool(QAction* action) { m_head->layout()->addWidget(makeActionButton(action)); }

void RunHistory::makeActions() {
    auto* view = m_table->view();
    const auto make = [this, view](const char* iconName, const QString& text,
                                   const QKeySequence& keys, auto&& work) {
        auto* action = new QAction(icon(iconName), text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, work);
        view->insertAction(view->actions().value(0), action);
        return action;
    };
    m_trash = make("trash", tr("Move to Trash"), QKeySequence::Delete,
                   [this] { Q_EMIT trashWanted(selected()); });
    m_compare =
        make("view-compare", tr("Compare or Not"), Qt::Key_Space, [this] { compareSelected(); });
    m_tags = make("tag", tr("Edit Tags"), Qt::Key_F2, [this] { editTags(); });
    m_open = make("open", tr("Open Run"), Qt::Key_Return, [this] {
        const auto row = m_table->current();
        if (row >= 0 && m_model.isOnDisk(row)) {
            Q_EMIT openWanted(m_model.index(row, 0).data(RunTableModel::FolderRole).toString());
        }
    });
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter}); // that of the number pad
    make("chevron-left", tr("Back to the Run"), Qt::Key_Escape, [this] { Q_EMIT closeWanted(); });
}

void RunHistory::fillColumns(QMenu& menu) {
    for (int column = 1; column < RunTableModel::ColumnCount; ++column) {
        auto* action =
            menu.addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->view()->isColumnHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { m_table->view()->setColumnHidden(column, !shown); });
    }
}

QStringList RunHistory::selected() const {
    auto rows = m_table->view()->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList folders;
    for (const auto& row : rows) {
        if (m_model.isOnDisk(m_table->rows().mapToSource(row).row())) {
            folders << row.data(RunTableModel::FolderRole).toString();
        }
    }
    return folders;
}

void RunHistory::select(const QStringList& folders) {
    QItemSelection rows;
    QModelIndex first;
    for (const auto& folder : folders) {
        const int row = m_model.rowOf(folder);
        const auto index =
            row < 0 ? QModelIndex() : m_table->rows().mapFromSource(m_model.index(row, 0));
        if (index.isValid()) {
            rows.select(index, index);
            first = first.isValid() ? first : index;
        }
    }
    auto* selection = m_table->view()->selectionModel();
    selection->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selection->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

/// All of them, unless all are compared already: then none of them.
void RunHistory::compareSelected() {
    const auto folders = selected();
    auto compared = m_model.compared();
    const bool all = std::ranges::all_of(
        folders, [&](const QString& folder) { return compared.contains(folder); });
    for (const auto& folder : folders) {
        compared.removeAll(folder);
        if (!all) {
            compared << folder;
        }
    }
    m_model.setCompared(compared);
}

void RunHistory::editTags() {
    const auto row = m_table->view()->currentIndex();
    const auto cell = row.siblingAtColumn(RunTableModel::Tags);
    if (cell.flags().testFlag(Qt::ItemIsEditable)) {
        m_table->view()->setColumnHidden(RunTableModel::Tags, false);
        m_table->view()->setCurrentIndex(cell);
        m_table->view()->edit(cell);
    }
}

void RunHistory::updateState() {
    const auto folders = selected();
    const auto* selection = m_table->view()->selectionModel();
    const bool trashable = std::ranges::all_of(selection->selectedRows(), [](const auto& row) {
        return canTrash(static_cast<RunPhase>(row.data(RunTableModel::PhaseRole).toInt()));
    });
    const auto current = selection->currentIndex();
    m_open->setEnabled(!folders.isEmpty());
    m_tags->setEnabled(
        !folders.isEmpty() && current.isValid()
        && current.siblingAtColumn(RunTableModel::Tags).flags().testFlag(Qt::ItemIsEditable));
    m_compare->setEnabled(!folders.isEmpty());
    m_trash->setEnabled(!folders.isEmpty() && trashable);
    QStringList parts{tr("%n runs", nullptr, m_model.rowCount())};
    if (folders.size() > 1) {
        parts << tr("%n selected", nullptr, static_cast<int>(folders.size()));
    }
    if (!m_model.compared().isEmpty()) {
        parts << tr("%1 of at most %2 compared")
                     .arg(m_model.compared().size())
                     .arg(RunTableModel::kMostCompared);
    }
    m_summary->setText(parts.join(QStringLiteral(" · ")));
}

QSize RunHistory::minimumSizeHint() const { return {1, QWidget::minimumSizeHint().height()}; }

QByteArray RunHistory::saveColumns() const { return m_table->saveColumns(); }

void RunHistory::restoreColumns(const QByteArray& columns) { m_table->restoreColumns(columns); }

} // namespace mae::ui
