// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/train_workspace.h"

namespace mae::ui {

TrainWorkspace::TrainWorkspace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session) {}

void TrainWorkspace::setDataFolder(const QString&) {}
void TrainWorkspace::openRun(const QString&) {}

} // namespace mae::ui
