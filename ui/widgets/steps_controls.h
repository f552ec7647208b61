// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/steps_scene.h"

#include <QWidget>
#include <vector>

class QButtonGroup;
class QToolButton;

namespace mae::ui {

class ProgressLine;
class StepsPlayer;

/// The row of buttons that moves a player: back, play, forward, a button a step, the progress
/// within the step, slow motion.
class StepsControls : public QWidget {
    Q_OBJECT

public:
    /// @param player  outlives the controls
    explicit StepsControls(StepsPlayer& player, QWidget* parent = nullptr);

    void setDrawn(bool drawn); ///< see StepTrace: steps are called accordingly

    QToolButton* backButton() const { return m_back; }
    QToolButton* playButton() const { return m_play; }
    QToolButton* forwardButton() const { return m_forward; }
    QToolButton* slowButton() const { return m_slow; }
    QToolButton* stepButton(Step step) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void addSteps();
    void retranslate();
    void showMoment();
    void showState();

    StepsPlayer& m_player;
    QToolButton* m_back; ///< owned by Qt, as all below
    QToolButton* m_play;
    QToolButton* m_forward;
    QToolButton* m_slow;
    QButtonGroup* m_group;
    std::vector<QToolButton*> m_steps;
    ProgressLine* m_progress;
    bool m_drawn = true;
};

} // namespace mae::ui
