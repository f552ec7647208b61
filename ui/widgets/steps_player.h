// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/steps_scene.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mae::ui {

/// Which moment of the steps is shown. Time passes only while it plays.
class StepsPlayer : public QObject {
    Q_OBJECT

public:
    static constexpr double kSlower = 3; ///< slow motion takes so much longer

    explicit StepsPlayer(QObject* parent = nullptr);

    Step step() const { return m_step; }
    double time() const { return m_time; } ///< of the step, in [0, 1]
    bool isPlaying() const { return m_ticks.isActive(); }
    bool isSlow() const { return m_slow; }
    static double secondsOf(Step step); ///< at normal speed, with time to read

    void play();  ///< to the end; from the start if it is there
    void pause(); ///< stays at this moment
    void show(Step step, double time);
    void perform(Step step); ///< plays one step and stops at its end
    void forward();          ///< performs the next step
    void back();             ///< to the step's start, or to the one before
    void setSlow(bool slow);
    void advance(double seconds); ///< as if so much time had passed while it plays

Q_SIGNALS:
    void moved();        ///< another moment is to be shown
    void stateChanged(); ///< it plays or not, at another speed

private:
    void start(bool single);

    QTimer m_ticks;
    QElapsedTimer m_clock;
    Step m_step = Step::Cut;
    double m_time = 0;
    bool m_single = false; ///< stops at the end of the step
    bool m_slow = false;
};

} // namespace mae::ui
