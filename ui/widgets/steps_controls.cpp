// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_controls.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/steps_player.h"
#include "ui/widgets/steps_words.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace mae::ui {
namespace {

constexpr int kProgress = 1000;

void name(QToolButton* button, const QString& text, const QString& tip) {
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
}

} // namespace

StepsControls::StepsControls(StepsPlayer& player, QWidget* parent)
    : QWidget(parent),
      m_player(player),
      m_back(makeIconButton("chevron-left", {})),
      m_play(makeIconButton("play", {})),
      m_forward(makeIconButton("chevron-right", {})),
      m_slow(new QToolButton),
      m_group(new QButtonGroup(this)),
      m_progress(new ProgressLine) {
    setLayoutDirection(Qt::LeftToRight); // time goes the same way in every language
    m_progress->setRange(0, kProgress);
    m_progress->setMinimumWidth(32);
    m_slow->setCheckable(true);
    m_slow->setAutoRaise(true);
    m_slow->setMinimumHeight(kControlHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGap, kGapTiny, kGap, kGapSmall);
    row->setSpacing(kGapTiny);
    row->addWidget(m_back);
    row->addWidget(m_play);
    row->addWidget(m_forward);
    row->addSpacing(kGapSmall);
    addSteps();
    row->addSpacing(kGapSmall);
    row->addWidget(m_progress, 1);
    row->addSpacing(kGapSmall);
    row->addWidget(m_slow);
    connect(m_back, &QToolButton::clicked, &m_player, &StepsPlayer::back);
    connect(m_forward, &QToolButton::clicked, &m_player, &StepsPlayer::forward);
    connect(m_play, &QToolButton::clicked, &m_player,
            [this] { m_player.isPlaying() ? m_player.pause() : m_player.play(); });
    connect(m_slow, &QToolButton::toggled, &m_player, &StepsPlayer::setSlow);
    connect(&m_player, &StepsPlayer::moved, this, &StepsControls::showMoment);
    connect(&m_player, &StepsPlayer::stateChanged, this, &StepsControls::showState);
    retranslate();
    showMoment();
}

void StepsControls::addSteps() {
    for (int i = 0; i < kStepCount; ++i) {
        auto* button = new QToolButton;
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setMinimumSize(24, kControlHeight);
        m_group->addButton(button, i);
        m_steps.push_back(button);
        layout()->addWidget(button);
        connect(button, &QToolButton::clicked, &m_player,
                [this, i] { m_player.perform(static_cast<Step>(i)); });
    }
}

QToolButton* StepsControls::stepButton(Step step) const {
    return m_steps[static_cast<std::size_t>(step)];
}

void StepsControls::setDrawn(bool drawn) {
    if (drawn != m_drawn) {
        m_drawn = drawn;
        retranslate();
    }
}

void StepsControls::retranslate() {
    name(m_back, tr("Back"), tr("Back: to the start of this step, or to the one before (←)"));
    name(m_forward, tr("Next step"), tr("Next step: shows it and stops at its end (→)"));
    name(m_slow, tr("Slow"), tr("Slow motion: three times slower (S)"));
    m_slow->setAccessibleName(tr("Slow motion"));
    m_progress->setAccessibleName(tr("Progress within the step"));
    m_progress->setToolTip(m_progress->accessibleName());
    for (int i = 0; i < kStepCount; ++i) {
        const auto title = stepTitle(static_cast<Step>(i), m_drawn);
        const auto number = QLocale().toString(i + 1);
        auto* button = m_steps[static_cast<std::size_t>(i)];
        name(button, number, tr("Step %1: %2").arg(number, title));
        button->setAccessibleName(button->toolTip());
    }
    showState();
}

void StepsControls::showMoment() {
    stepButton(m_player.step())->setChecked(true);
    m_progress->setValue(qRound(m_player.time() * kProgress));
}

void StepsControls::showState() {
    const bool plays = m_player.isPlaying();
    m_play->setIcon(icon(plays ? "pause" : "play"));
    name(m_play, plays ? tr("Pause") : tr("Play"),
         plays ? tr("Pause: stays at this moment (Space)")
               : tr("Play: all steps from here to the end (Space)"));
    m_slow->setChecked(m_player.isSlow());
}

void StepsControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace mae::ui
