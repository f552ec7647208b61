// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/run_table_model.h"

#include <QWidget>
#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace mae::ui {

class ProgressLine;

/// Where a run is.
struct RunProgress {
    std::int64_t step = 0;
    std::int64_t totalSteps = 0; ///< 0: unknown
    double epoch = 0;
    double epochs = 0;
    double loss = 0; ///< NaN: none yet
    double picturesPerSecond = 0;
    double secondsLeft = 0; ///< NaN: unknown
};

/// Above the curves: the run's name, what it does, how far it is, and what can be done with it.
class RunHeader : public QWidget {
    Q_OBJECT

public:
    /// @param actions  get a button each, in this order
    explicit RunHeader(const QList<QAction*>& actions, QWidget* parent = nullptr);

    void showRun(const QString& name, const QString& folder);
    void showPhase(RunPhase phase);
    void showPreparing();
    void showProgress(const RunProgress& progress);
    QString stateText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Drops what is said elsewhere too, until the rest fits.
    void fit();
    QLabel* addNumber(QHBoxLayout* line, const QString& title, const QString& help);
    void setState(const char* icon, const QString& text);

    QLabel* m_icon; ///< all owned by Qt
    QLabel* m_name;
    QLabel* m_state;
    ProgressLine* m_bar;
    QLabel* m_step;
    QLabel* m_epoch;
    QLabel* m_loss;
    QLabel* m_speed;
    QLabel* m_left;
    QWidget* m_numbers;
    QList<QWidget*> m_dispensable; ///< numbers that the plot shows as well
    QList<QToolButton*> m_buttons;
};

} // namespace mae::ui
