// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_card.h"

#include <QMenu>
#include <QString>
#include <functional>

namespace mae::ui {

class Session;
class Settings;

/// Which model Explore uses: bundled, a file, a recent one, or the one in training.
class ModelMenu : public QMenu {
    Q_OBJECT

public:
    /// @param session, settings  outlive the menu
    ModelMenu(Session& session, Settings& settings, QWidget* parent = nullptr);

    /// @param path  file, folder or "bundled"; replaces the training model
    /// @param overrides  what the file does not say
    void open(const QString& path, const ModelOverrides& overrides = {});
    void askForFile();
    void askForSecond();                  ///< a model to compare with
    void openSecond(const QString& path); ///< the same; a path or "bundled"
    QString currentTitle() const;         ///< of the model in use, for a button

Q_SIGNALS:
    void currentChanged();
    void opening(const QString& path);
    void lookInside(const QString& path); ///< at the model in use

private:
    void rebuild();
    void addChoice(const QString& title, bool checked, bool enabled, const QString& tip,
                   const std::function<void()>& chosen);

    Session& m_session;
    Settings& m_settings;
    QString m_lastFolder;
};

} // namespace mae::ui
