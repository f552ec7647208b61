// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <QWidget>
#include <string>

class QAction;
class QComboBox;
class QLabel;

namespace mae::ui {

/// Presets of the program and of the user, what the chosen one is for, and a menu to keep settings
/// under a name or to forget them.
class PresetPicker : public QWidget {
    Q_OBJECT

public:
    explicit PresetPicker(QWidget* parent = nullptr);

    void choose(const QString& id); ///< of a recipe, or the name of one's own
    std::string id() const;         ///< as `--preset` takes it
    bool isOwn() const;
    TrainConfig preset() const;

    /// Keeps settings under a name and chooses them. @return why it could not; empty: it could
    QString save(const QString& name, const TrainConfig& config);
    QString remove(); ///< the chosen one of one's own; as save()

    QComboBox* box() const { return m_box; }

Q_SIGNALS:
    void chosen();
    /// The user wants the settings of the form kept: answer with save().
    void saveWanted(const QString& name);

private:
    void fill();
    void showChosen();
    void askForName();
    void askToRemove();

    QComboBox* m_box; ///< all owned by Qt
    QLabel* m_help;
    QAction* m_remove;
};

} // namespace mae::ui
