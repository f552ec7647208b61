// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/panels/explore_inspector.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/models_workspace.h"
#include "ui/panels/train_workspace.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/mask_form.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/ratio_control.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSlider>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QUrl>

namespace mae::ui {
namespace {

QString workspaceId(Workspace workspace) { // in the settings
    return workspace == Workspace::Explore ? QStringLiteral("explore")
           : workspace == Workspace::Train ? QStringLiteral("train")
                                           : QStringLiteral("models");
}

} // namespace

MainWindow::MainWindow(Session& session, Settings& settings, WindowPolicy policy)
    : m_session(session),
      m_settings(settings),
      m_policy(std::move(policy)),
      m_models(new ModelMenu(session, settings, this)),
      m_explore(new ExploreWorkspace(session, settings, *m_models)),
      m_pages(new QStackedWidget),
      m_rail(new Rail),
      m_workspaces(new QActionGroup(this)),
      m_engineStatus(makeCaption()),
      m_hint(makeCaption()),
      m_stateStatus(makeCaption()) {
    setWindowTitle(tr("MAE Explorer"));
    setAcceptDrops(true);
    resize(1280, 800);
    setMinimumSize(860, 560);
    auto* page = new QWidget;
    auto* layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(m_explore);
    setCentralWidget(page);
    makeActions();
    makeMenus();
    makeStatusBar();
    connectSession();
    connectNotifications();
    if (m_policy.remember) {
        restore();
    }
    updateStatus();
    // Arrow keys change the ratio right away.
    m_explore->inspector()->maskForm()->ratioControl()->slider()->setFocus();
}

MainWindow::~MainWindow() = default;

TrainWorkspace* MainWindow::train() {
    if (m_train == nullptr) {
        m_train = new TrainWorkspace(m_session);
        m_pages->addWidget(m_train);
        if (m_policy.remember) {
            m_train->restoreLayout(m_settings.value(QStringLiteral("train/layout")).toByteArray());
            m_train->setElsewhere(
                m_settings.value(QStringLiteral("train/elsewhere")).toStringList());
        }
        connect(m_train, &TrainWorkspace::elsewhereChanged, this, [this](const QStringList& runs) {
            m_settings.setValue(QStringLiteral("train/elsewhere"), runs);
        });
        fillTrainMenu();
        connect(m_train, &TrainWorkspace::exploreTrainingModel, this,
                [this] { showWorkspace(Workspace::Explore); });
    }
    return m_train;
}

Workspace MainWindow::workspace() const {
    const auto* page = m_pages->currentWidget();
    return page == m_explore  ? Workspace::Explore
           : page == m_doctor ? Workspace::Models
                              : Workspace::Train;
}

void MainWindow::showWorkspace(Workspace workspace) {
    switch (workspace) {
    case Workspace::Explore: m_pages->setCurrentWidget(m_explore); break;
    case Workspace::Train: m_pages->setCurrentWidget(train()); break;
    case Workspace::Models: m_pages->setCurrentWidget(modelsWorkspace()); break;
    }
    m_workspaces->actions()[static_cast<int>(workspace)]->setChecked(true);
    m_explore->setActive(workspace == Workspace::Explore);
    updateTitle();
}

void MainWindow::openRun(const QString& folder) {
    showWorkspace(Workspace::Train);
    train()->openRun(folder);
}

void MainWindow::openModel(const QString& path) {
    m_modelFailed = false;
    m_models->open(path);
}

void MainWindow::makeStatusBar() {
    for (auto* label : {m_engineStatus, m_hint, m_stateStatus}) {
        label->setWordWrap(false);
    }
    m_engineStatus->setAccessibleName(tr("Device and model"));
    m_stateStatus->setAccessibleName(tr("What the engine does"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_engineStatus->setContentsMargins(kGapSmall, 0, 0, 0);
    m_stateStatus->setContentsMargins(0, 0, kGapSmall, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_engineStatus);
    statusBar()->addWidget(m_hint, 1);
    statusBar()->addPermanentWidget(m_stateStatus);
}

void MainWindow::connectSession() {
    connect(&m_session, &Session::deviceReady, this, [this](const QString&, int threads) {
        m_threads = threads;
        updateStatus();
    });
    connect(&m_session, &Session::stateChanged, this, [this] {
        updateStatus();
        const auto& queue = m_session.queue();
        const bool goesOn = !queue.runs.empty() && !queue.held; // the next run starts at once
        if (m_closing && m_session.state() == EngineState::Idle && !goesOn) {
            close();
        } else if (m_closing && m_session.state() == EngineState::Paused && !isVisible()) {
            stayOpen(); // paused, it would never end, and nobody could see it
        }
    });
    connect(&m_session, &Session::failed, this, &MainWindow::showFailure);
    connect(m_models, &ModelMenu::currentChanged, this, &MainWindow::updateStatus);
    connect(m_explore, &ExploreWorkspace::timeTaken, this, [this](double milliseconds) {
        m_milliseconds = milliseconds;
        updateStatus();
        if (m_train == nullptr) { // not before the first picture: nobody waits for it
            QTimer::singleShot(0, this, [this] { train(); });
        }
    });
    connect(m_explore, &ExploreWorkspace::hint, m_hint, &QLabel::setText);
    connect(m_explore, &ExploreWorkspace::titleChanged, this, [this](const QString& picture) {
        m_picture = picture;
        updateTitle();
    });
    connect(m_explore, &ExploreWorkspace::modelFound, this, &MainWindow::openModel);
    connect(m_explore, &ExploreWorkspace::runFound, this, &MainWindow::openRun);
    connect(m_models, &ModelMenu::lookInside, this, &MainWindow::lookInside);
    connect(m_models, &ModelMenu::opening, this,
            [this](const QString& path) { m_openingModel = path; });
    connect(m_explore->messages(), &MessageBar::actionTriggered, this, [this] {
        if (!m_failedModel.isEmpty()) {
            lookInside(m_failedModel);
        }
    });
}

void MainWindow::showFailure(const EngineFailed& failure) {
    if (failure.context == "model" || failure.context == "second model") {
        m_modelFailed = m_modelFailed || failure.context == "model";
        // The card in Models explains a file, and asks for what it does not say.
        const bool canLook =
            m_openingModel != QLatin1String("bundled") && QFileInfo::exists(m_openingModel);
        m_failedModel = canLook ? m_openingModel : QString();
        m_explore->messages()->showMessage(MessageBar::Kind::Error,
                                           QString::fromStdString(failure.message),
                                           canLook ? tr("Look Inside") : QString());
        if (!m_session.hasModel() && !m_hasFallenBack) {
            m_hasFallenBack = true;
            m_models->open(QStringLiteral("bundled"));
        }
    } else if (m_closing && failure.context == "save" && m_session.state() == EngineState::Paused) {
        stayOpen(); // the last save; after any other the run goes on and can still end by itself
    }
}

void MainWindow::stayOpen() {
    m_closing = false;
    showWorkspace(Workspace::Train); // which says what happened
    show();
    raise();
}

void MainWindow::updateStatus() {
    QStringList parts;
    const auto& device = m_session.device();
    if (device.isEmpty()) {
        parts << tr("Starting…");
    } else {
        parts << (device == QLatin1String("CPU") && m_threads > 0
                      ? tr("CPU, %n threads", nullptr, m_threads)
                      : device);
        parts << m_models->currentTitle();
        if (m_milliseconds >= 0) {
            parts << tr("%1 ms").arg(
                QLocale().toString(m_milliseconds, 'f', m_milliseconds < 10 ? 1 : 0));
        }
    }
    m_engineStatus->setText(parts.join(QStringLiteral(" · ")));
    switch (m_session.state()) {
    case EngineState::Idle: m_stateStatus->setText(tr("Engine: idle")); break;
    case EngineState::Preparing: m_stateStatus->setText(tr("Engine: preparing a run")); break;
    case EngineState::Training: m_stateStatus->setText(tr("Engine: training")); break;
    case EngineState::Paused: m_stateStatus->setText(tr("Engine: training paused")); break;
    }
}

void MainWindow::updateTitle() {
    const auto shown = workspace();
    const auto document = shown == Workspace::Explore ? m_picture
                          : shown == Workspace::Train ? QFileInfo(m_train->shownRun()).fileName()
                                                      : m_doctor->shownName();
    setWindowTitle(document.isEmpty() ? tr("MAE Explorer") : tr("%1 – MAE Explorer").arg(document));
}

QString MainWindow::statusText() const { return m_engineStatus->text(); }

bool MainWindow::isSettled() const {
    const bool model = m_session.hasModel() || m_session.usesTrainingModel() || m_modelFailed;
    return model && m_session.state() != EngineState::Preparing && m_explore->isSettled()
           && (m_train == nullptr || m_train->isSettled())
           && (m_doctor == nullptr || m_doctor->isSettled());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const auto& mime = *event->mimeData();
    if (workspace() == Workspace::Models ? ModelsWorkspace::mayOpen(mime)
                                         : PictureOpener::mayOpen(mime)) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    activateWindow();
    if (workspace() == Workspace::Models) {
        m_doctor->openData(*event->mimeData());
        return;
    }
    const auto& urls = event->mimeData()->urls();
    if (workspace() == Workspace::Train && urls.size() == 1
        && QFileInfo(urls.first().toLocalFile()).isDir()
        && !PictureOpener::isRunFolder(urls.first().toLocalFile())) {
        train()->setDataFolder(urls.first().toLocalFile());
        return;
    }
    showWorkspace(Workspace::Explore);
    m_explore->openData(*event->mimeData());
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_alone->isChecked()) {
        m_alone->setChecked(false);
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::setPicturesAlone(bool alone) {
    if (alone) {
        showWorkspace(Workspace::Explore);
    }
    m_rail->setVisible(!alone);
    menuBar()->setVisible(!alone);
    statusBar()->setVisible(!alone);
    m_explore->setPicturesAlone(alone);
    alone ? showFullScreen() : showNormal();
}

CloseChoice MainWindow::askWhileTraining() {
    if (m_policy.closeWhileTraining) {
        return m_policy.closeWhileTraining(this);
    }
    QMessageBox box(QMessageBox::Question, tr("Close MAE Explorer"),
                    m_session.state() == EngineState::Paused ? tr("A run is paused.")
                                                             : tr("A run is training."),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr("It can go on without the window and end by itself, or stop now and "
                              "be continued later from where it is."));
    auto* keep = box.addButton(tr("Keep Training"), QMessageBox::AcceptRole);
    auto* stop = box.addButton(tr("Stop and Save"), QMessageBox::DestructiveRole);
    auto* cancel = box.addButton(tr("Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(cancel);
    box.setEscapeButton(cancel);
    box.exec();
    return box.clickedButton() == keep   ? CloseChoice::KeepTraining
           : box.clickedButton() == stop ? CloseChoice::StopAndSave
                                         : CloseChoice::Cancel;
}

void MainWindow::hideToTrain() {
    if (m_session.state() == EngineState::Paused) {
        m_session.resume(); // paused, it would never end
    }
    m_closing = true;
    hide();
}

void MainWindow::stopToClose() {
    m_session.stop();
    m_stateStatus->setText(tr("Engine: saving the run"));
    m_closing = true;
}

void MainWindow::closeAndSave() {
    if (auto* dialog = QApplication::activeModalWidget()) {
        dialog->close(); // nobody is there to answer
    }
    if (m_session.hasActiveRun() || m_session.state() == EngineState::Preparing) {
        stopToClose();
    } else {
        close();
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    event->ignore();
    if (m_session.hasActiveRun()) {
        if (m_closing) {
            return; // saving already
        }
        const auto choice = askWhileTraining();
        if (choice == CloseChoice::Cancel) {
            return;
        }
        if (m_session.hasActiveRun()) { // it may have ended while the question was open
            choice == CloseChoice::KeepTraining ? hideToTrain() : stopToClose();
            return;
        }
    }
    if (m_policy.remember) {
        save();
    }
    event->accept();
    Q_EMIT closed();
}

void MainWindow::save() {
    if (m_alone->isChecked()) {
        m_alone->setChecked(false);
    }
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/workspace"), workspaceId(workspace()));
    m_explore->save(m_settings);
    if (m_train != nullptr) {
        m_settings.setValue(QStringLiteral("train/layout"), m_train->saveLayout());
    }
    if (m_doctor != nullptr) {
        m_doctor->save(m_settings);
    }
}

void MainWindow::restore() {
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_explore->restore(m_settings);
    const auto id = m_settings.value(QStringLiteral("window/workspace")).toString();
    for (const auto workspace : {Workspace::Train, Workspace::Models}) {
        if (id == workspaceId(workspace)) {
            showWorkspace(workspace);
        }
    }
}

} // namespace mae::ui
