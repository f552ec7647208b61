// SPDX-License-Identifier: GPL-3.0-or-later
// How the panel of probe pictures is put together.
#include "ui/panels/probe_panel.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/curtain_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/probe_strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

namespace mae::ui {
namespace {

constexpr std::chrono::milliseconds kFrame{150}; // of what is played

} // namespace

ProbePanel::ProbePanel(QWidget* parent)
    : QWidget(parent),
      m_strip(new ProbeStrip),
      m_stage(new QStackedWidget),
      m_curtain(new CurtainView(m_link)),
      m_title(new ElidedLabel),
      m_slider(new QSlider(Qt::Horizontal)),
      m_step(makeNumber()),
      m_play(makeIconButton("play", tr("Play the whole run"))),
      m_newest(makeIconButton("chevron-right", tr("Newest Reconstructions"))),
      m_swipe(makeIconButton("view-swipe", tr("Swipe Between Two Steps or Runs"))),
      m_film(makeIconButton("film", tr("Export as a Film…"))),
      m_leftRow(new QWidget),
      m_leftRun(new QComboBox),
      m_leftSlider(new QSlider(Qt::Horizontal)),
      m_leftStep(makeNumber()) {
    m_title->setFont(captionFont());
    m_slider->setAccessibleName(tr("Step of the reconstructions"));
    m_slider->setToolTip(tr("Goes back in time: reconstructions at earlier steps."));
    m_leftSlider->setAccessibleName(tr("Step at the left of the curtain"));
    m_leftSlider->setToolTip(tr("The step whose reconstructions are left of the curtain."));
    m_leftRun->setAccessibleName(tr("What is left of the curtain"));
    m_swipe->setCheckable(true);
    for (auto* slider : {m_slider, m_leftSlider}) {
        slider->setMinimumWidth(48);
    }
    m_strip->setEmptyText(tr("Reconstructions of fixed pictures appear here while it trains."));
    m_strip->setFocusPolicy(Qt::ClickFocus);
    m_strip->setFocusProxy(m_slider); // arrow keys go through time
    m_curtain->setMinimumSize(120, 72);
    m_curtain->setAccessibleName(tr("Two reconstructions and a curtain"));
    m_timer.setSingleShot(true);
    m_timer.setInterval(kFrame);
    layOut();
    connectParts();
    updateLeftChoices();
    updateTitle();
    updateSlider(true);
}

void ProbePanel::layOut() {
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kGap, kGapTiny, kGapSmall, kGapTiny);
    line->setSpacing(kGapSmall);
    line->addWidget(m_title, 2);
    line->addWidget(m_slider, 3);
    line->addWidget(m_step);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(0);
    for (auto* button : {m_play, m_newest, m_swipe, m_film}) {
        buttons->addWidget(button);
    }
    line->addLayout(buttons);
    auto* left = new QHBoxLayout(m_leftRow);
    left->setContentsMargins(kGap, 0, kGapSmall, kGapTiny);
    left->setSpacing(kGapSmall);
    left->addWidget(makeCaption(tr("left")));
    m_leftRun->setMinimumWidth(80);
    left->addWidget(m_leftRun);
    left->addWidget(m_leftSlider, 1);
    left->addWidget(m_leftStep);
    m_leftRow->hide();
    m_stage->addWidget(m_strip);
    m_stage->addWidget(m_curtain);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_leftRow);
    column->addWidget(m_stage, 1);
}

void ProbePanel::connectParts() {
    connect(m_slider, &QSlider::valueChanged, this, &ProbePanel::showPosition);
    connect(m_slider, &QSlider::sliderPressed, this, [this] { play(false); });
    connect(m_leftSlider, &QSlider::valueChanged, this, &ProbePanel::showPosition);
    connect(m_leftRun, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_leftSlider->setEnabled(index <= 0 && m_files.size() > 1);
        showPosition();
    });
    connect(m_play, &QToolButton::clicked, this, [this] { play(!m_playing); });
    connect(m_newest, &QToolButton::clicked, this, [this] {
        play(false);
        m_slider->setValue(m_slider->maximum());
    });
    connect(m_swipe, &QToolButton::toggled, this, &ProbePanel::setSwiping);
    connect(m_film, &QToolButton::clicked, this, &ProbePanel::filmWanted);
    connect(&m_timer, &QTimer::timeout, this, &ProbePanel::step);
}

} // namespace mae::ui
