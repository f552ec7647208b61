// SPDX-License-Identifier: GPL-3.0-or-later
// How the check of the pictures is put together.
#include "ui/panels/data_panel.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/file_table.h"
#include "ui/widgets/mean_std_choice.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/picture_report_view.h"
#include "ui/widgets/sample_view.h"
#include "ui/widgets/task_line.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>

namespace mae::ui {
namespace {

constexpr auto kFollowDelay = std::chrono::milliseconds(150);
constexpr auto kPatience = std::chrono::milliseconds(200);

} // namespace

DataPanel::DataPanel(QWidget* parent)
    : QWidget(parent),
      m_again(new QPushButton(icon("refresh"), tr("Check Again"))),
      m_line(makeCaption()),
      m_task(new TaskLine(tr("Check of the pictures"))),
      m_message(new MessageBar),
      m_tabs(new QTabWidget),
      m_report(new PictureReportView),
      m_duplicates(new FileTable({.name = tr("Files of the same content"),
                                  .placeholder = tr("Search duplicates"),
                                  .file = tr("File"),
                                  .note = tr("The same as"),
                                  .empty = tr("No file is there twice.")})),
      m_bad(new FileTable({.name = tr("Files that can't be read"),
                           .placeholder = tr("Search unreadable files"),
                           .file = tr("File"),
                           .note = tr("Reason"),
                           .empty = tr("Every file can be read.")})),
      m_samples(new SampleView) {
    makeTabs();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeSeparator());
    column->addWidget(m_task);
    column->addWidget(m_message);
    column->addWidget(m_tabs, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kFollowDelay);
    m_late.setSingleShot(true);
    m_late.setInterval(kPatience);
    connectParts();
}

QWidget* DataPanel::makeHead() {
    auto* title = new ElidedLabel; // the page stands between two others
    title->setFont(headingFont());
    title->setText(tr("Pictures to Learn From"));
    auto* close = makeIconButton("close", tr("Close the Check"));
    connect(close, &QToolButton::clicked, this, &DataPanel::closeWanted);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(title);
    texts->addWidget(m_line);
    m_again->setToolTip(tr("Reads what has changed since the last check."));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(kGap, kGapSmall, kGapSmall, kGapSmall);
    row->setSpacing(kGapSmall);
    row->addLayout(texts, 1);
    row->addWidget(m_again);
    row->addWidget(close);
    return head;
}

void DataPanel::makeTabs() {
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_report, {});
    m_tabs->addTab(m_samples, {});
    m_tabs->addTab(m_duplicates, {});
    m_tabs->addTab(m_bad, {});
    m_tabs->setAccessibleName(tr("Check of the pictures"));
    nameTabs();
}

void DataPanel::connectParts() {
    connect(&m_soon, &QTimer::timeout, this, &DataPanel::follow);
    connect(&m_late, &QTimer::timeout, this, [this] {
        if (m_scanner.isScanning()) {
            m_report->setEnabled(false); // it is of other pictures
            showTask(0, 0);
        }
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &DataPanel::follow);
    connect(m_again, &QPushButton::clicked, this, &DataPanel::scan);
    connect(m_task, &TaskLine::buttonClicked, this, &DataPanel::cancelScan);
    connect(&m_scanner, &PictureScanner::progressed, this, &DataPanel::showTask);
    connect(&m_scanner, &PictureScanner::scanned, this, &DataPanel::showReport);
    connect(&m_scanner, &PictureScanner::failed, this, [this](const QString& message) {
        showReport(nullptr);
        endScan({});
        m_message->showMessage(MessageBar::Kind::Error, message);
    });
    connect(m_report->meanStd(), &MeanStdChoice::chosen, this, &DataPanel::meanStdWanted);
    for (auto* table : {m_duplicates, m_bad}) {
        connect(table, &FileTable::showInFolderWanted, this, [](const QString& file) {
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
        });
    }
    connect(&m_previewer, &SamplePreviewer::made, this, &DataPanel::showSamples);
    connect(&m_previewer, &SamplePreviewer::failed, m_samples, &SampleView::setProblem);
    connect(&m_previewer, &SamplePreviewer::saved, this, [this](const QString& file) {
        m_message->showMessage(MessageBar::Kind::Info,
                               tr("“%1” was saved.").arg(QFileInfo(file).fileName()));
    });
    connect(&m_previewer, &SamplePreviewer::saveFailed, this, [this](const QString& message) {
        m_message->showMessage(MessageBar::Kind::Error, message);
    });
    connect(m_samples, &SampleView::otherWanted, this, [this] {
        m_first = m_next;
        m_previewed.reset();
        makeSamples();
    });
    connect(m_samples, &SampleView::saveWanted, this, &DataPanel::saveSamples);
}

} // namespace mae::ui
