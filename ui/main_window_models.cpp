// SPDX-License-Identifier: GPL-3.0-or-later
// The window's share of Models, the workspace that looks into checkpoints.
#include "ui/main_window.h"
#include "ui/panels/model_menu.h"
#include "ui/panels/models_workspace.h"
#include "ui/session/settings.h"

#include <QAction>
#include <QMenu>
#include <QStackedWidget>

namespace mae::ui {

ModelsWorkspace* MainWindow::modelsWorkspace() {
    if (m_doctor == nullptr) {
        m_doctor = new ModelsWorkspace(m_settings);
        m_pages->addWidget(m_doctor);
        if (m_policy.remember) {
            m_doctor->restore(m_settings);
        }
        fillModelsMenu();
        connect(m_doctor, &ModelsWorkspace::shownChanged, this, &MainWindow::updateTitle);
        connect(m_doctor, &ModelsWorkspace::exploreWanted, this,
                [this](const QString& path, const ModelOverrides& overrides) {
                    m_modelFailed = false;
                    m_models->open(path, overrides);
                    showWorkspace(Workspace::Explore);
                });
    }
    return m_doctor;
}

void MainWindow::lookInside(const QString& path) {
    showWorkspace(Workspace::Models);
    m_doctor->open(path);
}

QMenu* MainWindow::makeModelsMenu() {
    m_modelsMenu = new QMenu(tr("&Checkpoint"), this);
    m_modelsMenu->setToolTipsVisible(true);
    connect(m_modelsMenu, &QMenu::aboutToShow, this, [this] { modelsWorkspace(); });
    return m_modelsMenu;
}

void MainWindow::fillModelsMenu() {
    const auto& a = m_doctor->modelsActions();
    m_modelsMenu->addActions({a.openFile, a.openFolder});
    m_modelsMenu->addSeparator();
    m_modelsMenu->addActions({a.explore, a.convert, a.verify, a.showInFolder});
    m_modelsMenu->addSeparator();
    m_modelsMenu->addActions({a.find, a.copyRows, a.copyTable, a.remove});
    // They act on what Models shows: so show it.
    for (auto* action : {a.openFile, a.openFolder, a.convert, a.verify, a.find}) {
        connect(action, &QAction::triggered, this, [this] { showWorkspace(Workspace::Models); });
    }
}

} // namespace mae::ui
