// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_table.h"

#include "ui/models/row_table_model.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/search_table.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

namespace mae::ui {

FileTable::FileTable(const Words& words, QWidget* parent)
    : QWidget(parent),
      m_pages(new QStackedWidget),
      m_model(new RowTableModel({words.file, words.note}, this)),
      m_table(new SearchTable(*m_model, {.name = words.name, .placeholder = words.placeholder})),
      m_show(new QPushButton(icon("folder"), tr("Show in Folder"))) {
    auto* empty = makeCaption(words.empty);
    empty->setAlignment(Qt::AlignCenter);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap, kGapSmall, kGap, kGapSmall);
    buttons->setSpacing(kGapSmall);
    auto* copy = new QPushButton(icon("copy"), tr("Copy List"));
    copy->setToolTip(tr("Copies what the search leaves, as it is sorted."));
    copy->setAccessibleName(tr("Copy the list: %1").arg(words.name));
    m_show->setAccessibleName(tr("Show in its folder: %1").arg(words.name));
    buttons->addWidget(m_show);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* filled = new QWidget;
    auto* inside = new QVBoxLayout(filled);
    inside->setContentsMargins({});
    inside->setSpacing(0);
    inside->addWidget(m_table, 1);
    inside->addLayout(buttons);
    m_pages->addWidget(empty);
    m_pages->addWidget(filled);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pages);

    auto* view = m_table->view();
    view->horizontalHeader()->setStretchLastSection(false);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto* action = new QAction(icon("folder"), tr("Show in Folder"), view);
    view->addAction(action);
    connect(action, &QAction::triggered, this, &FileTable::showCurrent);
    connect(m_show, &QPushButton::clicked, this, &FileTable::showCurrent);
    connect(view, &QTableView::activated, this, &FileTable::showCurrent);
    connect(copy, &QPushButton::clicked, m_table, &SearchTable::copyAll);
    connect(m_table, &SearchTable::currentChanged, m_show,
            [this](int row) { m_show->setEnabled(row >= 0); });
    m_show->setEnabled(false);
}

void FileTable::setRows(int count, std::function<Row(int)> row) {
    m_count = count;
    m_row = std::move(row);
    m_model->setRows(count, [this](int at, int column) -> QVariant {
        const auto values = m_row(at);
        return column == 0 ? values.file : values.note;
    });
    m_pages->setCurrentIndex(count > 0 ? 1 : 0);
    m_show->setEnabled(m_table->current() >= 0);
}

void FileTable::showCurrent() {
    if (const int row = m_table->current(); row >= 0) {
        Q_EMIT showInFolderWanted(m_row(row).file);
    }
}

} // namespace mae::ui
