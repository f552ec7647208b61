// SPDX-License-Identifier: GPL-3.0-or-later
// How the Models workspace is put together.
#include "core/base/files.h"
#include "ui/models/search_model.h"
#include "ui/panels/checkpoint_list.h"
#include "ui/panels/convert_dialog.h"
#include "ui/panels/models_workspace.h"
#include "ui/panels/tensor_inspector.h"
#include "ui/session/settings.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/document_header.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_card_view.h"
#include "ui/widgets/model_choices.h"
#include "ui/widgets/panel_scroll.h"
#include "ui/widgets/search_table.h"
#include "ui/widgets/task_line.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>
#include <QtMath>
#include <chrono>

namespace mae::ui {
namespace {

constexpr int kListWidth = 192;
constexpr auto kSayReadingAfter = std::chrono::milliseconds(200);

} // namespace

ModelsWorkspace::ModelsWorkspace(Settings& settings, QWidget* parent)
    : QWidget(parent), m_settings(settings), m_catalogue(runsFolder()) {
    setAcceptDrops(true);
    m_late.setSingleShot(true);
    m_late.setInterval(kSayReadingAfter);
    makeActions();
    makeViews();
    layOut();
    connectDoctor();
    connectVerify();
    connectViews();
    m_checkpoints.setRecent(settings.recent(Settings::Recent::Models));
    m_catalogue.refresh();
    setPage(Empty);
    updateActions();
}

ModelsWorkspace::~ModelsWorkspace() = default;

void ModelsWorkspace::makeActions() {
    auto& a = m_actions;
    const auto make = [this](const QString& text, const char* name) {
        auto* action = new QAction(text, this);
        if (name != nullptr) {
            action->setIcon(icon(name));
        }
        return action;
    };
    a.openFile = make(tr("Open &Checkpoint…"), "open");
    a.openFolder = make(tr("Open Checkpoint &Folder…"), "folder");
    a.explore = make(tr("Use in &Explore"), "explore");
    a.convert = make(tr("Con&vert…"), "convert");
    a.verify = make(tr("Check the Fi&le"), "verify");
    a.verify->setToolTip(tr("Read everything and compare the checksums that the file carries"));
    a.showInFolder = make(tr("Show in Fol&der"), nullptr);
    a.find = make(tr("Find in &Table"), "search");
    a.find->setShortcut(QKeySequence::Find);
    a.copyRows = make(tr("Copy &Rows"), "copy");
    a.copyTable = make(tr("Copy &Whole Table"), nullptr);
    a.remove = make(tr("Re&move from List"), "remove");
    a.remove->setToolTip(tr("The file stays where it is"));
    connect(a.openFile, &QAction::triggered, this, &ModelsWorkspace::askForFile);
    connect(a.openFolder, &QAction::triggered, this, &ModelsWorkspace::askForFolder);
    connect(a.explore, &QAction::triggered, this,
            [this] { Q_EMIT exploreWanted(m_doctor.path(), m_card->choices()->overrides()); });
    connect(a.convert, &QAction::triggered, this, [this] { convert(); });
    connect(a.verify, &QAction::triggered, this, [this] {
        m_messages->clear();
        m_doctor.verify();
        m_verifying->showTask(tr("Checking the file…"), 0, tr("Stop"));
        updateActions();
    });
    connect(a.showInFolder, &QAction::triggered, this, [this] {
        const QFileInfo info(m_doctor.path());
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(info.isDir() ? info.filePath() : info.absolutePath()));
    });
    connect(a.find, &QAction::triggered, this, [this] {
        shownTable().search()->setFocus(Qt::ShortcutFocusReason);
        shownTable().search()->selectAll();
    });
    connect(a.copyRows, &QAction::triggered, this, [this] { shownTable().copySelection(); });
    connect(a.copyTable, &QAction::triggered, this, [this] { shownTable().copyAll(); });
    connect(a.remove, &QAction::triggered, this, &ModelsWorkspace::removeSelected);
}

SearchTable& ModelsWorkspace::shownTable() const {
    return m_tabs->currentIndex() == 0 ? *m_tensors : *m_arguments;
}

void ModelsWorkspace::makeViews() {
    const auto& a = m_actions;
    m_columns = new QSplitter(Qt::Horizontal);
    m_middle = new QSplitter(Qt::Vertical);
    m_list = new CheckpointList(
        m_checkpoints,
        {a.openFile, a.openFolder, {a.explore, a.convert, a.verify, a.showInFolder, a.remove}});
    m_pages = new QStackedWidget;
    m_messages = new MessageBar;
    m_header = new DocumentHeader({a.verify, a.convert}, a.explore);
    m_verifying = new TaskLine(tr("Check of the file"));
    m_computing = new TaskLine(tr("Statistics of the tensors"));
    m_card = new ModelCardView;
    m_tensors = new SearchTable(m_tensorRows, {tr("Tensors"), tr("Search tensors")});
    m_arguments = new SearchTable(m_argumentRows, {tr("Arguments"), tr("Search arguments")});
    m_tabs = new QTabWidget;
    m_inspector = new TensorInspector;
    m_tensors->setColumnWidths({18, 17, 12, 4, 7, 7, 7, 7, 6});
    m_arguments->setColumnWidths({24, 40});
}

void ModelsWorkspace::layOut() {
    m_pages->insertWidget(Empty, makeEmptyPage());
    m_pages->insertWidget(Reading, makeReadingPage());
    m_pages->insertWidget(Card, makeCardPage());
    m_pages->insertWidget(Failed, makeFailedPage());
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(m_messages); // below: the buttons above must not move under the pointer
    m_columns->addWidget(m_list);
    m_columns->addWidget(centre);
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(1, 1);
    m_columns->setCollapsible(1, false);
    m_list->setMinimumWidth(kListWidth);
    m_columns->setSizes({kListWidth, 700, kInspectorMinWidth});
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_columns);
}

QWidget* ModelsWorkspace::makeEmptyPage() {
    auto* button = new QPushButton(icon("open"), tr("Open Checkpoint…"));
    connect(button, &QPushButton::clicked, this, &ModelsWorkspace::askForFile);
    return makeEmptyState("models",
                          tr("Drop a model file or folder here to see what is inside. Nothing in "
                             "it is executed."),
                          button);
}

QWidget* ModelsWorkspace::makeReadingPage() {
    m_readingText = makeCaption();
    m_readingText->setTextFormat(Qt::PlainText);
    m_readingText->setAlignment(Qt::AlignCenter);
    m_reading = new TaskLine(tr("Reading the checkpoint"));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(kGapLarge, kGapLarge, kGapLarge, kGapLarge);
    column->addStretch();
    column->addWidget(m_readingText);
    column->addWidget(m_reading);
    column->addStretch();
    connect(&m_doctor, &ModelDoctor::openProgress, this, [this](double done) {
        m_reading->showTask(tr("Comparing its checksum… %1 %").arg(qRound(done * 100)), done,
                            tr("Stop"));
    });
    connect(m_reading, &TaskLine::buttonClicked, &m_doctor, &ModelDoctor::close);
    return page;
}

QWidget* ModelsWorkspace::makeFailedPage() {
    auto* button = new QPushButton(icon("open"), tr("Open Another…"));
    connect(button, &QPushButton::clicked, this, &ModelsWorkspace::askForFile);
    auto* page = makeEmptyState("warning", QString(), button);
    m_failedText = page->findChildren<QLabel*>().last();
    m_failedText->setTextFormat(Qt::PlainText);
    m_failedText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failedText->setAccessibleName(tr("What is wrong with the file"));
    return page;
}

QWidget* ModelsWorkspace::makeCardPage() {
    auto* page = new QWidget;
    auto* card = new PanelScroll(m_card);
    auto* tensors = new QWidget;
    auto* below = new QVBoxLayout(tensors);
    below->setContentsMargins({});
    below->setSpacing(0);
    below->addWidget(m_tensors, 1);
    below->addWidget(m_computing);
    m_tabs->addTab(tensors, tr("Tensors"));
    m_tabs->addTab(m_arguments, tr("Arguments"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("What is in the file"));
    m_middle->addWidget(card);
    m_middle->addWidget(m_tabs);
    m_middle->setCollapsible(0, false);
    m_middle->setCollapsible(1, false);
    m_middle->setStretchFactor(1, 1);
    m_middle->setSizes({320, 360});
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_verifying);
    column->addWidget(m_middle, 1);
    return page;
}

void ModelsWorkspace::connectDoctor() {
    auto* doctor = &m_doctor;
    connect(doctor, &ModelDoctor::opening, this, [this](const QString& path) {
        m_messages->clear();
        m_verifying->hide();
        updateComputing();
        m_list->select(path);
        m_reading->hide(); // until it has something to tell
        m_readingText->setText(tr("Reading “%1”…").arg(QFileInfo(path).fileName()));
        m_late.start();
        updateActions();
    });
    connect(&m_late, &QTimer::timeout, this, [this] { setPage(Reading); });
    connect(doctor, &ModelDoctor::ready, this, &ModelsWorkspace::showReport);
    connect(doctor, &ModelDoctor::failed, this, &ModelsWorkspace::showFailure);
    connect(doctor, &ModelDoctor::closed, this, [this] {
        m_tensorRows.setReport(nullptr);
        setPage(Empty);
        updateActions();
    });
    connect(doctor, &ModelDoctor::picturesReady, this, [this](const ModelPictures& pictures) {
        m_inspector->showPictures(pictures, m_doctor.report()->config.width);
    });
    connect(doctor, &ModelDoctor::statisticsReady, this,
            [this](int row, const TensorStatistics& statistics) {
                m_tensorRows.setStatistics(row, statistics);
                if (row == m_tensors->current()) {
                    m_inspector->showStatistics(statistics);
                }
            });
    connect(doctor, &ModelDoctor::statisticsFailed, this, [this](int row, const QString& why) {
        m_tensorRows.setFailure(row, why);
        if (row == m_tensors->current()) {
            m_inspector->showFailure(why);
        }
    });
    connect(doctor, &ModelDoctor::computingChanged, this, &ModelsWorkspace::updateComputing);
    connect(m_computing, &TaskLine::buttonClicked, this, [this] {
        m_doctor.setComputing(!m_doctor.isComputing());
        preferVisible();
    });
}

void ModelsWorkspace::connectVerify() {
    auto* doctor = &m_doctor;
    const auto ended = [this](MessageBar::Kind kind, const QString& sentence) {
        m_verifying->hide();
        m_messages->showMessage(kind, sentence);
        updateActions();
    };
    connect(doctor, &ModelDoctor::verifyProgress, this, [this](double done) {
        m_verifying->showTask(tr("Checking the file… %1 %").arg(qRound(done * 100)), done,
                              tr("Stop"));
    });
    connect(doctor, &ModelDoctor::verified, this, [ended](double compared, double all) {
        constexpr double kNearlyAll = 0.99; // the rest describes the data
        if (compared <= 0) {
            ended(MessageBar::Kind::Warning,
                  tr("The file carries no checksums: nothing could be compared."));
        } else if (compared < all * kNearlyAll) {
            ended(MessageBar::Kind::Info, tr("Every checksum is right; %1 % of the data have one.")
                                              .arg(qFloor(100 * compared / all)));
        } else {
            ended(MessageBar::Kind::Info, tr("The file is whole: every checksum is right."));
        }
    });
    connect(doctor, &ModelDoctor::verifyFailed, this,
            [ended](const QString& message) { ended(MessageBar::Kind::Error, message); });
    connect(doctor, &ModelDoctor::verifyCancelled, this, [ended] {
        ended(MessageBar::Kind::Info, tr("The check was stopped before it had read everything."));
    });
    connect(m_verifying, &TaskLine::buttonClicked, doctor, &ModelDoctor::cancelVerify);
}

void ModelsWorkspace::connectViews() {
    auto* remove = new QShortcut(QKeySequence::Delete, m_list->view());
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, m_actions.remove, &QAction::trigger);
    connect(m_list, &CheckpointList::chosen, this, &ModelsWorkspace::open);
    connect(m_tensors, &SearchTable::currentChanged, this, &ModelsWorkspace::showTensor);
    connect(m_tensors, &SearchTable::visibleRowsChanged, this, &ModelsWorkspace::preferVisible);
    connect(&m_catalogue, &RunCatalogue::listed, this, [this](const std::vector<RunSummary>& runs) {
        m_checkpoints.setRuns(runs);
        updateActions();
    });
    connect(&m_settings, &Settings::recentChanged, this, [this](Settings::Recent kind) {
        if (kind == Settings::Recent::Models) {
            m_checkpoints.setRecent(m_settings.recent(kind));
            updateActions();
        }
    });
}

} // namespace mae::ui
