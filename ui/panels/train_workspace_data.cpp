// SPDX-License-Identifier: GPL-3.0-or-later
// The check of the pictures, in the middle while a new run is prepared.
#include "ui/panels/data_panel.h"
#include "ui/panels/new_run_panel.h"
#include "ui/panels/run_history.h"
#include "ui/panels/train_workspace.h"

#include <QAction>
#include <QStackedWidget>

namespace mae::ui {

void TrainWorkspace::connectData() {
    connect(m_newRun, &NewRunPanel::checkWanted, this, [this] { checkPictures(true); });
    connect(m_newRun, &NewRunPanel::startWanted, this, [this] { checkPictures(false); });
    connect(m_newRun, &NewRunPanel::configChanged, m_data, &DataPanel::setConfig);
    connect(m_data, &DataPanel::meanStdWanted, m_newRun, &NewRunPanel::setMeanStd);
    connect(m_data, &DataPanel::closeWanted, this, [this] { checkPictures(false); });
    connect(m_right, &QStackedWidget::currentChanged, this, &TrainWorkspace::placePages);
    m_data->setConfig(m_newRun->config());
    placePages();
}

void TrainWorkspace::checkPictures(bool check) {
    m_checking = check;
    if (!check) {
        m_data->stop();
    }
    placePages();
    if (check) {
        m_data->setFocus(Qt::OtherFocusReason);
    }
}

void TrainWorkspace::placePages() {
    // The check belongs to the form: beside a run that is shown there are its curves.
    const bool check = m_checking && m_right->currentWidget() == m_newRun;
    QWidget* page = check ? static_cast<QWidget*>(m_data) : m_centre;
    m_pages->setCurrentWidget(m_actions.allRuns->isChecked() ? m_table : page);
}

} // namespace mae::ui
