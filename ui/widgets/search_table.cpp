// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_table.h"

#include "ui/models/search_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace mae::ui {
namespace {

constexpr int kCellMargin = 3; ///< of Fusion, left of the text of a cell

} // namespace

SearchTable::SearchTable(QAbstractItemModel& model, const Words& words, QWidget* parent)
    : QWidget(parent),
      m_rows(new SearchModel(model, this)),
      m_search(new QLineEdit),
      m_count(makeCaption()),
      m_view(new QTableView) {
    m_search->setPlaceholderText(words.placeholder);
    m_search->setAccessibleName(words.placeholder);
    m_search->setClearButtonEnabled(true);
    m_search->setAcceptDrops(false); // a file dropped here is to be opened
    m_search->addAction(icon("search"), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_count->setWordWrap(false);
    m_view->setModel(m_rows);
    m_view->setAccessibleName(words.name);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false); // Tab leaves the table
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder); // as in the file
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kGapSmall);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSortIndicatorClearable(true);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kGap, kGapSmall, kGap, kGapSmall);
    head->setSpacing(kGapSmall);
    head->addWidget(m_search, 1);
    head->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(kGap - kCellMargin, 0, 0, 0); // the texts stand below each other
    below->addWidget(m_view);
    column->addLayout(below, 1);
    makeActions();

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_rows->setSearch(text);
        updateCount();
        Q_EMIT visibleRowsChanged();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { Q_EMIT currentChanged(current()); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &SearchTable::visibleRowsChanged);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &SearchTable::updateCount);
    updateCount();
}

void SearchTable::makeActions() {
    const auto add = [this](const QString& text, const QKeySequence& keys, auto&& work) {
        auto* action = new QAction(text, m_view);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, work);
        m_view->addAction(action);
        return action;
    };
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    add(tr("Copy Rows"), QKeySequence::Copy, [this] { copySelection(); })->setIcon(icon("copy"));
    add(tr("Copy Name"), {}, [this] {
        const auto row = m_view->currentIndex();
        if (row.isValid()) {
            QApplication::clipboard()->setText(row.siblingAtColumn(0).data().toString());
        }
    });
    add(tr("Copy Whole Table"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { copyAll(); });
}

int SearchTable::current() const {
    const auto row = m_view->currentIndex();
    return row.isValid() ? m_rows->mapToSource(row).row() : -1;
}

void SearchTable::select(int row) {
    const auto index = m_rows->mapFromSource(m_rows->sourceModel()->index(row, 0));
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

QList<int> SearchTable::visibleRows() const {
    QList<int> rows;
    const int height = m_view->viewport()->height();
    const int first = m_view->rowAt(0);
    for (int row = std::max(0, first); row < m_rows->rowCount(); ++row) {
        if (m_view->rowViewportPosition(row) >= height) {
            break;
        }
        rows << m_rows->mapToSource(m_rows->index(row, 0)).row();
    }
    return rows;
}

void SearchTable::setColumnWidths(const QList<int>& digits) {
    const int digit = fontMetrics().horizontalAdvance(u'0');
    for (int column = 0; column < digits.size(); ++column) {
        m_view->setColumnWidth(column, digits[column] * digit + kGapLarge);
    }
    m_view->horizontalHeader()->setStretchLastSection(true);
}

QByteArray SearchTable::saveColumns() const { return m_view->horizontalHeader()->saveState(); }

void SearchTable::restoreColumns(const QByteArray& columns) {
    m_view->horizontalHeader()->restoreState(columns);
    m_view->sortByColumn(-1, Qt::AscendingOrder); // the next file is shown as it is
}

void SearchTable::copySelection() {
    QList<int> rows;
    for (const auto& index : m_view->selectionModel()->selectedRows()) {
        rows << index.row();
    }
    std::ranges::sort(rows);
    copy(rows);
}

void SearchTable::copyAll() {
    QList<int> rows(m_rows->rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    copy(rows);
}

void SearchTable::copy(const QList<int>& rows) {
    if (rows.isEmpty()) {
        return;
    }
    QList<int> columns;
    for (int place = 0; place < m_rows->columnCount(); ++place) {
        const int column = m_view->horizontalHeader()->logicalIndex(place);
        if (!m_view->isColumnHidden(column)) {
            columns << column;
        }
    }
    QApplication::clipboard()->setText(m_rows->textOf(rows, columns));
}

void SearchTable::updateCount() {
    const int all = m_rows->sourceModel()->rowCount(), shown = m_rows->rowCount();
    const QLocale locale;
    m_count->setText(tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    m_count->setVisible(shown != all);
}

/// From the line to the table: down, or Return; Escape clears.
bool SearchTable::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Down || key == Qt::Key_Return) && m_rows->rowCount() > 0) {
            m_view->setFocus(Qt::TabFocusReason);
            if (current() < 0) {
                m_view->setCurrentIndex(m_rows->index(0, 0));
            }
            return true;
        }
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mae::ui
