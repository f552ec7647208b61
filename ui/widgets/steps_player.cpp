// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_player.h"

#include <algorithm>
#include <array>

namespace mae::ui {
namespace {

constexpr int kTick = 16;             ///< milliseconds: 60 pictures a second
constexpr double kLongestTick = 0.1;  ///< seconds: after a pause nothing jumps
constexpr double kBackToStart = 0.15; ///< from here on "back" is to the step's own start

constexpr std::array kSeconds{6.0, 8.0, 7.0, 7.0, 8.0, 10.0, 9.0, 8.0, 8.0, 9.0};
static_assert(kSeconds.size() == kStepCount);

Step shifted(Step step, int by) {
    return static_cast<Step>(std::clamp(static_cast<int>(step) + by, 0, kStepCount - 1));
}

} // namespace

StepsPlayer::StepsPlayer(QObject* parent) : QObject(parent) {
    m_ticks.setInterval(kTick);
    m_ticks.setTimerType(Qt::PreciseTimer);
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        advance(std::min(static_cast<double>(m_clock.restart()) / 1000, kLongestTick));
    });
}

double StepsPlayer::secondsOf(Step step) { return kSeconds[static_cast<std::size_t>(step)]; }

void StepsPlayer::start(bool single) {
    m_single = single;
    m_clock.start();
    m_ticks.start();
    Q_EMIT stateChanged();
}

void StepsPlayer::play() {
    if (m_step == Step::Pixels && m_time >= 1) {
        show(Step::Cut, 0);
    }
    start(false);
}

void StepsPlayer::pause() {
    if (m_ticks.isActive()) {
        m_ticks.stop();
        Q_EMIT stateChanged();
    }
}

void StepsPlayer::show(Step step, double time) {
    m_step = step;
    m_time = std::clamp(time, 0.0, 1.0);
    Q_EMIT moved();
}

void StepsPlayer::perform(Step step) {
    const bool goesOn = isPlaying() && !m_single;
    show(step, 0);
    start(!goesOn);
}

void StepsPlayer::forward() {
    if (m_step == Step::Pixels) {
        pause();
        show(m_step, 1);
    } else {
        perform(shifted(m_step, 1));
    }
}

void StepsPlayer::back() {
    pause();
    show(m_time > kBackToStart ? m_step : shifted(m_step, -1), 0);
}

void StepsPlayer::setSlow(bool slow) {
    if (slow != m_slow) {
        m_slow = slow;
        Q_EMIT stateChanged();
    }
}

void StepsPlayer::advance(double seconds) {
    if (!isPlaying()) {
        return;
    }
    double left = m_slow ? seconds / kSlower : seconds;
    while (left > 0 && isPlaying()) {
        const double rest = (1 - m_time) * secondsOf(m_step);
        if (left < rest) {
            m_time += left / secondsOf(m_step);
            break;
        }
        left -= rest;
        m_time = 1;
        if (m_single || m_step == Step::Pixels) {
            pause();
        } else {
            m_step = shifted(m_step, 1);
            m_time = 0;
        }
    }
    Q_EMIT moved();
}

} // namespace mae::ui
