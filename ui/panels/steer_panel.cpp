// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/steer_panel.h"

#include "core/base/number.h"
#include "core/config/config_json.h"
#include "core/masking/sample_mask.h"
#include "core/train/lr_schedule.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/strategy_settings.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <string_view>

namespace mae::ui {

SteerPanel::SteerPanel(QWidget* parent) : QWidget(parent), m_strategy(new QComboBox) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGapSmall);
    grid->setColumnStretch(1, 1);
    grid->addWidget(makeHeading(tr("Change While It Trains")), 0, 0, 1, 2);
    addNumber("train.lr", tr("Learning rate"),
              tr("The highest one of the schedule; the rest follows."), 1e-9, 10, false);
    addNumber("mask.ratio", tr("Mask ratio"), tr("Share of patches that are hidden."), 0, 0.99,
              false);
    addStrategy();
    addNumber("train.epochs", tr("Epochs"),
              tr("Length of the run. The learning rate is planned anew up to the new end."), 0.001,
              1e6, false);
    addNumber("preview.every_steps", tr("Preview every"),
              tr("Steps between reconstructions of the probe pictures."), 1, 1e9, true);
}

NumberBox* SteerPanel::addNumber(const char* path, const QString& title, const QString& help,
                                 double min, double max, bool whole) {
    auto* box = new NumberBox(whole ? NumberBox::Kind::Whole : NumberBox::Kind::Real, min, max);
    box->setKeyboardTracking(false);
    box->setToolTip(help);
    box->setAccessibleName(title);
    auto* label = new QLabel(title);
    label->setBuddy(box);
    auto* grid = static_cast<QGridLayout*>(layout());
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(box, row, 1);
    m_numbers.push_back({path, box, 0});
    connect(box, &NumberBox::editingFinished, this,
            [this, index = m_numbers.size() - 1] { commit(m_numbers[index]); });
    return box;
}

void SteerPanel::addStrategy() {
    for (const auto& strategy : allStrategies()) {
        TrainConfig config;
        config.mask.strategy = strategy;
        m_strategy->addItem(strategyTitle(strategy),
                            QString::fromStdString(getSetting(config, "mask.strategy")));
    }
    m_strategy->setAccessibleName(tr("Strategy"));
    m_strategy->setToolTip(tr("Which patches are hidden, from the next step on."));
    auto* label = new QLabel(tr("Strategy"));
    label->setBuddy(m_strategy);
    auto* grid = static_cast<QGridLayout*>(layout());
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(m_strategy, row, 1);
    connect(m_strategy, &QComboBox::activated, this, [this] {
        Q_EMIT changeWanted(QStringLiteral("mask.strategy"), m_strategy->currentData().toString());
    });
}

void SteerPanel::showNumber(const char* path, double value) {
    for (auto& number : m_numbers) {
        if (std::string_view(number.path) == path && !number.box->hasFocus()) {
            const QSignalBlocker quiet(number.box);
            number.box->setValue(value);
            number.shown = number.box->value();
        }
    }
}

void SteerPanel::showConfig(const TrainConfig& config, double epochs) {
    showNumber("train.lr", lrSchedule(config.train, 1).peak);
    showNumber("mask.ratio", config.mask.ratio);
    showNumber("train.epochs", epochs);
    showNumber("preview.every_steps", double(config.preview.everySteps));
    m_strategy->setCurrentIndex(
        m_strategy->findData(QString::fromStdString(getSetting(config, "mask.strategy"))));
}

void SteerPanel::commit(Number& number) {
    if (number.box->value() == number.shown) {
        return;
    }
    number.shown = number.box->value(); // so that leaving the field again asks for nothing
    Q_EMIT changeWanted(QString::fromLatin1(number.path),
                        QString::fromStdString(toText(number.box->value())));
}

} // namespace mae::ui
