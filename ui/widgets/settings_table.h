// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <QStringList>
#include <QWidget>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace mae::ui {

/// One setting as people read it.
struct SettingText {
    QString path;  ///< e.g. "train.batch_size"
    QString title; ///< translated
    QString value; ///< with its unit, in the user's locale
    QString help;
    bool advanced = false;
};

struct SettingsGroup {
    QString key;
    QString title;
    std::vector<SettingText> settings;
};

/// All settings of a run in order, for reading.
std::vector<SettingsGroup> describeSettings(const TrainConfig& config);

/// What a run was started with: sections of names and values; nothing can be edited.
class SettingsTable : public QWidget {
    Q_OBJECT

public:
    explicit SettingsTable(QWidget* parent = nullptr);
    void setConfig(const TrainConfig& config);

private:
    void rebuild(const std::vector<SettingsGroup>& groups);

    QVBoxLayout* m_column;         ///< owned by Qt
    std::vector<QLabel*> m_values; ///< in the order of the settings; owned by Qt
    QStringList m_paths;           ///< of m_values
};

} // namespace mae::ui
