// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"
#include "ui/panels/about_dialog.h"
#include "ui/panels/explore_workspace.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/shortcuts_dialog.h"
#include "ui/panels/train_workspace.h"
#include "ui/panels/view_deck.h"
#include "ui/session/settings.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/paint_form.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/strategy_settings.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>
#include <QWhatsThis>

namespace mae::ui {

void MainWindow::makeActions() {
    const auto add = [this](const QString& text, const char* name, const QKeySequence& keys,
                            Workspace target) {
        auto* action = new QAction(icon(name), text, m_workspaces);
        action->setCheckable(true);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, [this, target] { showWorkspace(target); });
        m_rail->add(action);
        return action;
    };
    add(tr("&Explore"), "explore", Qt::CTRL | Qt::Key_1, Workspace::Explore)->setChecked(true);
    add(tr("&Train"), "train", Qt::CTRL | Qt::Key_2, Workspace::Train);
    add(tr("&Models"), "models", Qt::CTRL | Qt::Key_4, Workspace::Models); // 3 is for Evaluate

    m_alone = new QAction(icon("fullscreen"), tr("Pictures A&lone"), this);
    m_alone->setCheckable(true);
    m_alone->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), Qt::Key_F11});
    connect(m_alone, &QAction::toggled, this, &MainWindow::setPicturesAlone);
    addAction(m_alone); // its key works while the menu bar is hidden

    m_quit = new QAction(icon("quit"), tr("&Quit"), this);
    m_quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_quit->setMenuRole(QAction::QuitRole);
    connect(m_quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::makeMenus() {
    menuBar()->addMenu(makeFileMenu());
    menuBar()->addMenu(makeEditMenu());
    menuBar()->addMenu(makeViewMenu());
    menuBar()->addMenu(makeMaskMenu());
    menuBar()->addMenu(m_models);
    menuBar()->addMenu(makeTrainMenu());
    menuBar()->addMenu(makeModelsMenu());
    menuBar()->addMenu(makeHelpMenu());
}

QMenu* MainWindow::makeFileMenu() {
    auto* menu = new QMenu(tr("&File"), this);
    const auto& a = m_explore->actions();
    menu->addActions({a.openPictures, a.openFolder});
    auto* recent = menu->addMenu(icon("clock"), tr("Open Re&cent"));
    recent->setToolTipsVisible(true);
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    menu->addActions({a.samples, a.camera});
    menu->addSeparator();
    menu->addActions({a.saveReconstruction, a.saveParts, a.exportView, a.exportAnimation});
    menu->addAction(a.saveExperiment);
    menu->addSeparator();
    menu->addAction(m_quit);
    for (auto* action : {a.openPictures, a.openFolder, a.samples, a.camera}) {
        connect(action, &QAction::triggered, this, [this] { showWorkspace(Workspace::Explore); });
    }
    return menu;
}

void MainWindow::fillRecent(QMenu* menu) {
    menu->clear();
    const auto paths = m_settings.recent(Settings::Recent::Pictures);
    for (const auto& path : paths) {
        const QFileInfo info(path);
        auto* action =
            menu->addAction(icon(info.isDir() ? "folder" : "picture"),
                            info.fileName().replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setToolTip(path);
        action->setEnabled(info.exists());
        connect(action, &QAction::triggered, this, [this, path] {
            showWorkspace(Workspace::Explore);
            m_explore->openPaths({path});
        });
    }
    if (paths.isEmpty()) {
        menu->addAction(tr("Nothing Opened Yet"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Clear List")), &QAction::triggered, this,
            [this] { m_settings.clearRecent(Settings::Recent::Pictures); });
}

QMenu* MainWindow::makeEditMenu() {
    auto* menu = m_editMenu = new QMenu(tr("&Edit"), this);
    connect(menu, &QMenu::aboutToShow, this, [this] { train(); }); // adds its own
    const auto& a = m_explore->actions();
    menu->addActions({a.undo, a.redo});
    menu->addSeparator();
    menu->addActions({a.copyReconstruction, a.copyView, a.paste});
    menu->addSeparator();
    menu->addActions({a.removePicture, a.removeAll});
    return menu;
}

QMenu* MainWindow::makeViewMenu() {
    auto* menu = new QMenu(tr("&View"), this);
    const auto& a = m_explore->actions();
    menu->addActions(m_workspaces->actions());
    menu->addSeparator();
    auto* views = menu->addMenu(tr("Loo&k at Pictures As"));
    for (auto* action : m_explore->deck()->actions()) {
        views->addAction(action);
        connect(action, &QAction::triggered, this, [this] { showWorkspace(Workspace::Explore); });
    }
    menu->addSeparator();
    menu->addActions({a.previous, a.next});
    menu->addSeparator();
    menu->addActions({a.zoomIn, a.zoomOut, a.fit, a.actualSize});
    menu->addSeparator();
    menu->addActions({a.showGallery, a.showInspector, m_alone});
    menu->addSeparator();
    addThemes(menu->addMenu(tr("&Colours")));
    addLanguages(menu->addMenu(tr("&Language")));
    return menu;
}

void MainWindow::addThemes(QMenu* menu) {
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, Theme theme) {
        auto* action = menu->addAction(text);
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(currentTheme() == theme);
        connect(action, &QAction::triggered, this, [this, theme] {
            applyTheme(theme);
            m_settings.setValue(QStringLiteral("window/theme"), themeId(theme));
        });
    };
    add(tr("As the &System"), Theme::System);
    add(tr("&Light"), Theme::Light);
    add(tr("&Dark"), Theme::Dark);
}

void MainWindow::addLanguages(QMenu* menu) {
    auto* group = new QActionGroup(menu);
    const auto chosen = m_settings.value(QStringLiteral("window/language")).toString();
    const auto add = [&](const QString& text, const QString& id) {
        auto* action = menu->addAction(text);
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(chosen == id);
        connect(action, &QAction::triggered, this, [this, id] {
            m_settings.setValue(QStringLiteral("window/language"), id);
            m_explore->messages()->showMessage(
                MessageBar::Kind::Info, tr("The language changes when the program starts again."));
        });
    };
    add(tr("As the &System"), {});
    add(QStringLiteral("&English"), QStringLiteral("en"));
    add(QStringLiteral("&Deutsch"), QStringLiteral("de"));
}

QMenu* MainWindow::makeMaskMenu() {
    auto* menu = new QMenu(tr("&Mask"), this);
    const auto& a = m_explore->actions();
    menu->addAction(a.newMask);
    menu->addActions({a.moreHidden, a.fewerHidden});
    menu->addSeparator();
    auto* group = new QActionGroup(menu);
    auto& explorer = m_explore->explorer();
    for (const auto& strategy : allStrategies()) {
        auto* action = menu->addAction(strategyTitle(strategy));
        action->setToolTip(strategyHelp(strategy));
        action->setCheckable(true);
        action->setActionGroup(group);
        connect(action, &QAction::triggered, m_explore,
                [this, strategy] { m_explore->chooseStrategy(strategy); });
    }
    const auto mark = [group](const MaskConfig& mask) {
        group->actions()[static_cast<qsizetype>(mask.strategy.index())]->setChecked(true);
    };
    mark(explorer.mask());
    connect(&explorer, &Explorer::maskChanged, group, mark);
    menu->addSeparator();
    const auto& paint = m_explore->paintActions();
    auto* tools = menu->addMenu(icon("brush"), tr("&Paint"));
    for (auto* tool : paint.tools()) {
        tools->addAction(tool);
    }
    tools->addSeparator();
    tools->addActions({paint.mirrored, paint.keep, paint.smaller, paint.larger});
    menu->addActions({paint.invert, paint.hideAll, paint.showAll, paint.strategy});
    menu->addSeparator();
    menu->addActions({paint.copyMask, paint.pasteMask, paint.toAll, paint.load, paint.save});
    menu->addSeparator();
    menu->addAction(a.pasteVisible);
    return menu;
}

QMenu* MainWindow::makeTrainMenu() {
    m_trainMenu = new QMenu(tr("T&raining"), this);
    connect(m_trainMenu, &QMenu::aboutToShow, this, [this] { train(); });
    return m_trainMenu;
}

void MainWindow::fillTrainMenu() {
    const auto& a = m_train->trainActions();
    a.newRun->setShortcut(QKeySequence::New);
    a.start->setShortcut(Qt::CTRL | Qt::Key_Return);
    a.pause->setShortcut(Qt::CTRL | Qt::Key_P);
    a.stop->setShortcut(Qt::CTRL | Qt::Key_Period);
    a.allRuns->setShortcut(Qt::CTRL | Qt::Key_H);
    a.putBack->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    m_editMenu->addSeparator();
    m_editMenu->addAction(a.putBack);
    m_trainMenu->addActions({a.newRun, a.start});
    m_trainMenu->addSeparator();
    m_trainMenu->addActions({a.pause, a.stop, a.save, a.explore});
    m_trainMenu->addSeparator();
    m_trainMenu->addActions({a.continueRun, a.fork, a.reuse, a.openFolder, a.trash});
    m_trainMenu->addSeparator();
    m_trainMenu->addActions({a.allRuns, a.queueFirst, a.unqueue});
    m_trainMenu->addSeparator();
    m_trainMenu->addActions({a.compare, a.compareNone, a.layers, a.exportCurves, a.exportFilm});
    m_trainMenu->addSeparator();
    m_trainMenu->addActions({a.importRun, a.forget});
    m_trainMenu->addSeparator();
    m_trainMenu->addAction(makeNotifyAction());
    // They act on what Train shows: so show it.
    for (auto* action : {a.newRun, a.start, a.continueRun, a.fork, a.reuse, a.exportCurves,
                         a.exportFilm, a.importRun, a.trash, a.allRuns, a.putBack}) {
        connect(action, &QAction::triggered, this, [this] { showWorkspace(Workspace::Train); });
    }
}

QMenu* MainWindow::makeHelpMenu() {
    auto* menu = new QMenu(tr("&Help"), this);
    auto* keys = menu->addAction(icon("keyboard"), tr("&Keyboard Shortcuts"));
    keys->setShortcut(Qt::CTRL | Qt::Key_Slash);
    connect(keys, &QAction::triggered, this, [this] { showShortcuts(*menuBar(), this); });
    auto* whatsThis = menu->addAction(icon("help"), tr("&What's This?"));
    whatsThis->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Slash), QKeySequence(Qt::SHIFT | Qt::Key_F1)});
    connect(whatsThis, &QAction::triggered, this, [] { QWhatsThis::enterWhatsThisMode(); });
    menu->addSeparator();
    auto* about = menu->addAction(icon("info"), tr("&About MAE Explorer"));
    about->setMenuRole(QAction::AboutRole);
    connect(about, &QAction::triggered, this,
            [this] { showAbout(m_policy.versions ? m_policy.versions() : QString(), this); });
    return menu;
}

} // namespace mae::ui
