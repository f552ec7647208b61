// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/run_plan.h"
#include "core/train/trial.h"

#include <QWidget>
#include <optional>

class QLabel;
class QVBoxLayout;

namespace mae::ui {

class ScheduleChart;

/// What a run will be before it starts: sizes, time, memory, disk, its schedules, and warnings in
/// plain words.
class PlanView : public QWidget {
    Q_OBJECT

public:
    explicit PlanView(QWidget* parent = nullptr);

    /// @param trial  empty: not measured yet
    void setPlan(const RunPlan& plan, const std::optional<TrialResult>& trial);
    /// @param values  evenly spread over the run
    void setSchedules(const std::vector<double>& rates, const std::vector<double>& ratios);
    void clear(); ///< the settings can't be used as they are

    bool isMeasured() const { return m_measured; } ///< it says how long the run takes
    QStringList warnings() const;                  ///< as they are shown

private:
    bool m_measured = false;
    QLabel* m_steps; ///< all owned by Qt
    QLabel* m_time;
    QLabel* m_room;
    ScheduleChart* m_rate;
    ScheduleChart* m_ratio;
    QVBoxLayout* m_warnings;
};

/// One sentence in the user's language.
QString warningText(const PlanWarning& warning);

} // namespace mae::ui
