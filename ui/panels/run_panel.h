// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <QWidget>

class QAction;
class QLabel;

namespace mae::ui {

class SettingsTable;

/// What the run that is shown was set to, and what can be done with it besides steering.
class RunPanel : public QWidget {
    Q_OBJECT

public:
    /// @param actions  get a button each, in this order
    explicit RunPanel(const QList<QAction*>& actions, QWidget* parent = nullptr);

    /// @param facts  short, e.g. "4,096 pictures · bfloat16"
    void showRun(const TrainConfig& config, const QString& facts);
    const TrainConfig& config() const { return m_config; }

private:
    QLabel* m_facts; ///< owned by Qt
    SettingsTable* m_table;
    TrainConfig m_config;
};

} // namespace mae::ui
