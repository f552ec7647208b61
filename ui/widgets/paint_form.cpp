// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paint_form.h"

#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace mae::ui {

PaintForm::PaintForm(const PaintActions& actions, QWidget* parent)
    : QWidget(parent),
      m_actions(actions),
      m_size(new QSlider(Qt::Horizontal)),
      m_sizeText(makeNumber()),
      m_sizeRow(new QWidget) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGapTiny);
    const auto& a = m_actions;
    layout->addWidget(makeRow({a.move, a.brush, a.eraser, a.rectangle, a.lasso, a.patch}));
    layout->addWidget(makeRow({a.mirrored, a.keep, a.invert, a.hideAll, a.showAll, a.strategy}));
    m_size->setRange(1, PaintOptions::kLargestBrush);
    m_size->setPageStep(2);
    m_size->setAccessibleName(tr("Size of the brush"));
    m_size->setToolTip(tr("Diameter of brush and eraser in patches ([ and ], or the wheel)"));
    auto* label = new QLabel(tr("Brush"));
    label->setBuddy(m_size);
    auto* row = new QHBoxLayout(m_sizeRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGapSmall);
    row->addWidget(label);
    row->addWidget(m_size, 1);
    m_sizeText->setMinimumWidth(m_sizeText->fontMetrics().horizontalAdvance(QStringLiteral("00")));
    row->addWidget(m_sizeText);
    layout->addWidget(m_sizeRow);
    connectActions();
    change(m_options);
}

QWidget* PaintForm::makeRow(std::initializer_list<QAction*> actions) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGapTiny);
    for (auto* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setIconSize({kIconSize, kIconSize});
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumHeight(kControlHeight);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(action->text().remove(QLatin1Char('&')));
        layout->addWidget(button);
    }
    return row;
}

void PaintForm::connectActions() {
    const auto tools = m_actions.tools();
    auto* group = new QActionGroup(this);
    for (std::size_t i = 0; i < tools.size(); ++i) {
        group->addAction(tools[i]);
        connect(tools[i], &QAction::triggered, this, [this, i] {
            auto options = m_options;
            options.tool = static_cast<MaskTool>(i);
            change(options);
        });
    }
    connect(m_actions.mirrored, &QAction::toggled, this, [this](bool mirrored) {
        auto options = m_options;
        options.mirrored = mirrored;
        change(options);
    });
    connect(m_actions.keep, &QAction::toggled, this, [this](bool keep) {
        auto options = m_options;
        options.keep = keep;
        if (keep && options.tool == MaskTool::Move) {
            options.tool = MaskTool::Brush; // who wants to paint needs something to paint with
        }
        change(options);
    });
    connect(m_actions.smaller, &QAction::triggered, this,
            [this] { setBrush(m_options.brush - 1); });
    connect(m_actions.larger, &QAction::triggered, this, [this] { setBrush(m_options.brush + 1); });
    connect(m_size, &QSlider::valueChanged, this, &PaintForm::setBrush);
}

void PaintForm::setBrush(int size) {
    auto options = m_options;
    options.brush = std::clamp(size, 1, PaintOptions::kLargestBrush);
    if (options.tool != MaskTool::Brush && options.tool != MaskTool::Eraser) {
        options.tool = MaskTool::Brush;
    }
    change(options);
}

void PaintForm::change(const PaintOptions& options) {
    const bool other = !(options == m_options);
    m_options = options;
    m_actions.tools()[static_cast<std::size_t>(options.tool)]->setChecked(true);
    const QSignalBlocker quiet(m_size);
    m_size->setValue(options.brush);
    m_sizeText->setText(QLocale().toString(options.brush));
    m_sizeRow->setVisible(options.tool == MaskTool::Brush || options.tool == MaskTool::Eraser);
    if (other) {
        Q_EMIT optionsChanged(m_options);
    }
}

} // namespace mae::ui
