// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_header.h"

#include "ui/models/duration_text.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/progress_line.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

namespace mae::ui {
namespace {

constexpr int kRoomForName = 140;
constexpr int kBarSteps = 1000;

QString ofTotal(const QString& value, const QString& total) {
    return total.isEmpty() ? value : value + QStringLiteral(" / ") + total;
}

} // namespace

RunHeader::RunHeader(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent),
      m_icon(new QLabel),
      m_name(new QLabel),
      m_state(makeCaption()),
      m_bar(new ProgressLine) {
    auto strong = font();
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setMinimumWidth(40);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setWordWrap(false);
    auto* first = new QHBoxLayout;
    first->setSpacing(kGapSmall);
    first->addWidget(m_icon);
    first->addWidget(m_name, 1);
    for (auto* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({kIconSize, kIconSize});
        button->setMinimumSize(kControlHeight, kControlHeight);
        button->setFocusPolicy(Qt::TabFocus);
        connect(action, &QAction::changed, button, [this, action, button] {
            button->setVisible(action->isVisible());
            fit();
        });
        button->setVisible(action->isVisible());
        m_buttons << button;
        first->addWidget(button);
    }
    m_bar->setRange(0, kBarSteps);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_numbers = new QWidget;
    m_numbers->setMinimumWidth(1); // what does not fit is left out: fit()
    auto* numbers = new QHBoxLayout(m_numbers);
    numbers->setContentsMargins({});
    numbers->setSpacing(kGapLarge);
    numbers->addWidget(m_state);
    m_step = addNumber(numbers, tr("step"), tr("Step: one change of the weights, by one batch."));
    m_epoch = addNumber(numbers, tr("epoch"), tr("Epoch: one pass over all pictures."));
    m_loss =
        addNumber(numbers, tr("loss"), tr("Loss: mean squared error on hidden patches, smoothed."));
    m_speed = addNumber(numbers, tr("pictures/s"), tr("Pictures trained on per second."));
    m_left = addNumber(numbers, tr("left"), tr("Time until the last step at this speed."));
    numbers->addStretch();
    m_dispensable = {m_speed->parentWidget(), m_epoch->parentWidget(), m_loss->parentWidget()};
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGap, kGapSmall, kGap, kGapSmall);
    column->setSpacing(kGapSmall);
    column->addLayout(first);
    column->addWidget(m_bar);
    column->addWidget(m_numbers);
}

QLabel* RunHeader::addNumber(QHBoxLayout* line, const QString& title, const QString& help) {
    auto* holder = new QWidget;
    auto* pair = new QHBoxLayout(holder);
    pair->setContentsMargins({});
    pair->setSpacing(kGapTiny);
    auto* caption = makeCaption(title);
    caption->setWordWrap(false);
    caption->setToolTip(help);
    auto* value = new QLabel;
    value->setToolTip(help);
    value->setAccessibleName(title);
    pair->addWidget(caption);
    pair->addWidget(value);
    line->addWidget(holder);
    return value;
}

void RunHeader::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void RunHeader::fit() {
    const int room = width() - 2 * kGap;
    int needed = kRoomForName;
    for (auto* button : m_buttons) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        needed += button->isHidden() ? 0 : button->sizeHint().width() + kGapSmall;
    }
    if (needed > room) { // their names stay in the tool tips
        for (auto* button : m_buttons) {
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        }
    }
    for (auto* label : {m_step, m_epoch, m_loss, m_speed, m_left}) { // their texts are new
        label->parentWidget()->layout()->invalidate();
        label->parentWidget()->updateGeometry();
    }
    for (auto* number : m_dispensable) {
        number->show();
    }
    for (auto* number : m_dispensable) {
        if (m_numbers->layout()->sizeHint().width() <= room) {
            break;
        }
        number->hide();
    }
}

void RunHeader::showRun(const QString& name, const QString& folder) {
    m_name->setText(name);
    m_name->setToolTip(folder);
}

void RunHeader::setState(const char* iconName, const QString& text) {
    m_icon->setPixmap(icon(iconName).pixmap(QSize(kGapLarge, kGapLarge), devicePixelRatioF()));
    m_state->setText(text);
}

void RunHeader::showPhase(RunPhase phase) {
    setState(phaseIcon(phase), phaseText(phase));
    m_bar->setRange(0, kBarSteps);
}

void RunHeader::showPreparing() {
    setState("clock", tr("preparing: listing pictures, building the model"));
    m_bar->setRange(0, 0);
    for (auto* label : {m_step, m_epoch, m_loss, m_speed, m_left}) {
        label->setText(QStringLiteral("–"));
    }
}

void RunHeader::showProgress(const RunProgress& p) {
    const QLocale locale;
    const auto number = [&locale](std::int64_t n) { return locale.toString(qlonglong{n}); };
    m_step->setText(ofTotal(number(p.step), p.totalSteps > 0 ? number(p.totalSteps) : QString()));
    m_epoch->setText(ofTotal(locale.toString(p.epoch, 'f', p.epochs < 10 ? 2 : 1),
                             p.epochs > 0 ? locale.toString(p.epochs, 'g', 4) : QString()));
    m_loss->setText(std::isfinite(p.loss) ? locale.toString(p.loss, 'f', 4) : QStringLiteral("–"));
    m_speed->setText(p.picturesPerSecond > 0 ? locale.toString(p.picturesPerSecond, 'f', 0)
                                             : QStringLiteral("–"));
    m_left->setText(std::isfinite(p.secondsLeft) ? durationText(p.secondsLeft)
                                                 : QStringLiteral("–"));
    fit();
    if (m_bar->maximum() == kBarSteps) {
        m_bar->setValue(p.totalSteps > 0 ? static_cast<int>(kBarSteps * p.step / p.totalSteps) : 0);
    }
}

QString RunHeader::stateText() const { return m_state->text(); }

} // namespace mae::ui
