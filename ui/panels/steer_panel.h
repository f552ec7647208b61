// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/train_config.h"

#include <QWidget>
#include <vector>

class QComboBox;

namespace mae::ui {

class NumberBox;

/// Settings of a run that can be changed while it goes on. A change is asked for when a field is
/// left; what the run made of it comes back by showConfig().
class SteerPanel : public QWidget {
    Q_OBJECT

public:
    explicit SteerPanel(QWidget* parent = nullptr);

    /// @param epochs  length of the run, whether its settings give it in epochs or in steps
    void showConfig(const TrainConfig& config, double epochs);

Q_SIGNALS:
    /// @param value  as the command line takes it
    void changeWanted(const QString& path, const QString& value);

private:
    struct Number {
        const char* path;
        NumberBox* box;
        double shown; ///< what the run has
    };

    NumberBox* addNumber(const char* path, const QString& title, const QString& help, double min,
                         double max, bool whole);
    void addStrategy();
    void showNumber(const char* path, double value);
    void commit(Number& number);

    std::vector<Number> m_numbers{}; ///< boxes are owned by Qt
    QComboBox* m_strategy;
};

} // namespace mae::ui
