// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/session.h"

#include <QWidget>

namespace mae::ui {

/// The workspace that trains: runs, new or old, on the left; curves and reconstructions in the
/// middle; settings on the right. Its actions() belong in a menu of the window.
class TrainWorkspace : public QWidget {
    Q_OBJECT

public:
    /// @param session  outlives the workspace
    explicit TrainWorkspace(Session& session, QWidget* parent = nullptr);

    /// Prepares a new run on the pictures of a folder.
    void setDataFolder(const QString& folder);
    /// Shows a run that lies on the disk, wherever it is.
    void openRun(const QString& folder);

Q_SIGNALS:
    /// The user wants to explore with the model in training (the session has been told).
    void exploreTrainingModel();

private:
    [[maybe_unused]] Session& m_session;
};

} // namespace mae::ui
