// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_panel.h"

#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/panel_scroll.h"
#include "ui/widgets/settings_table.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace mae::ui {

RunPanel::RunPanel(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent), m_facts(makeCaption()), m_table(new SettingsTable) {
    auto* scrolled = new QWidget;
    auto* column = new QVBoxLayout(scrolled);
    column->setContentsMargins(kGap, kGap, kGap, kGap);
    column->setSpacing(kGap);
    column->addWidget(m_facts);
    column->addWidget(m_table);
    column->addStretch();
    auto* footer = new QVBoxLayout;
    footer->setContentsMargins(kGap, kGap, kGap, kGap);
    footer->setSpacing(kGapSmall);
    for (auto* action : actions) {
        auto* button = new QPushButton;
        const auto show = [action, button] {
            button->setText(action->text());
            button->setIcon(action->icon());
            button->setToolTip(action->toolTip());
            button->setEnabled(action->isEnabled());
            button->setVisible(action->isVisible());
        };
        connect(action, &QAction::changed, button, show);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        show();
        footer->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new PanelScroll(scrolled), 1);
    layout->addWidget(makeSeparator());
    layout->addLayout(footer);
}

void RunPanel::showRun(const TrainConfig& config, const QString& facts) {
    m_config = config;
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
    m_table->setConfig(config);
}

} // namespace mae::ui
