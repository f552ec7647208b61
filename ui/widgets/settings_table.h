// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <QWidget>
#include <vector>

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
    QVBoxLayout* m_column; ///< owned by Qt
    TrainConfig m_config;
    bool m_filled = false;
};

} // namespace mae::ui
