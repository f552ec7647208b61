// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mask_form.h"

#include "core/masking/sample_mask.h"
#include "ui/style/helpers.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/mask_thumbnail.h"
#include "ui/widgets/ratio_control.h"
#include "ui/widgets/strategy_settings.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <chrono>

namespace mae::ui {
namespace {

constexpr int kPerRow = 3; // the longest name fits, in German too
constexpr int kThumbnail = 40;
constexpr std::chrono::milliseconds kThumbnailDelay{60};
constexpr int kLargestSeed = 999'999'999;

} // namespace

MaskForm::MaskForm(QWidget* parent)
    : QWidget(parent),
      m_strategies(allStrategies()),
      m_buttons(new QButtonGroup(this)),
      m_settings(new StrategySettings),
      m_ratio(new RatioControl),
      m_count(makeCaption()),
      m_seed(new QSpinBox) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGapSmall);
    layout->addWidget(makeStrategies());
    layout->addWidget(m_settings);
    auto* ratioRow = new QHBoxLayout;
    auto* ratioLabel = new QLabel(tr("Mask &ratio"));
    ratioLabel->setBuddy(m_ratio);
    ratioLabel->setToolTip(tr("The share of patches that the encoder does not see"));
    m_count->setWordWrap(false);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    ratioRow->addWidget(ratioLabel);
    ratioRow->addStretch();
    ratioRow->addWidget(m_count);
    layout->addSpacing(kGapTiny);
    layout->addLayout(ratioRow);
    layout->addWidget(m_ratio);
    layout->addWidget(makeSeedRow());

    m_thumbnails.setSingleShot(true);
    m_thumbnails.setInterval(kThumbnailDelay);
    connect(&m_thumbnails, &QTimer::timeout, this, &MaskForm::updateThumbnails);
    connect(m_settings, &StrategySettings::strategyChanged, this,
            [this](const MaskStrategy& strategy) {
                m_mask.strategy = strategy;
                m_strategies[strategy.index()] = strategy;
                m_thumbnails.start();
                Q_EMIT maskChanged(m_mask);
            });
    connect(m_settings, &StrategySettings::gestureEnded, this, &MaskForm::gestureEnded);
    connect(m_ratio, &RatioControl::ratioChanged, this, [this](double ratio) {
        m_mask.ratio = ratio;
        Q_EMIT maskChanged(m_mask);
    });
    connect(m_ratio, &RatioControl::gestureEnded, this, &MaskForm::gestureEnded);
    setMask(m_mask, 0);
    updateThumbnails();
}

QWidget* MaskForm::makeStrategies() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGapTiny);
    for (std::size_t i = 0; i < m_strategies.size(); ++i) {
        auto* button = new QToolButton;
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize({kThumbnail, kThumbnail});
        button->setText(strategyTitle(m_strategies[i]));
        button->setToolTip(strategyHelp(m_strategies[i]));
        button->setWhatsThis(strategyHelp(m_strategies[i]));
        button->setAccessibleName(tr("Strategy %1").arg(strategyTitle(m_strategies[i])));
        button->setAccessibleDescription(strategyHelp(m_strategies[i]));
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        grid->setColumnStretch(static_cast<int>(i) % kPerRow, 1);
        button->setFont(captionFont());
        const int index = static_cast<int>(i);
        m_buttons->addButton(button, index);
        grid->addWidget(button, index / kPerRow, index % kPerRow);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this, &MaskForm::choose);
    return box;
}

QWidget* MaskForm::makeSeedRow() {
    m_seed->setRange(0, kLargestSeed);
    m_seed->setAlignment(Qt::AlignRight);
    m_seed->setAccessibleName(tr("Seed of the mask"));
    m_seed->setToolTip(tr("The same seed always gives the same mask"));
    m_seed->setMinimumWidth(88);
    auto* label = new QLabel(tr("&Seed"));
    label->setBuddy(m_seed);
    auto* button = new QPushButton(icon("refresh"), tr("New Mask"));
    button->setToolTip(tr("Draw another mask with the next seed (R)"));
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGapSmall);
    layout->addWidget(label);
    layout->addWidget(m_seed, 1);
    layout->addWidget(button);
    connect(m_seed, &QSpinBox::valueChanged, this,
            [this](int seed) { Q_EMIT seedChanged(static_cast<quint64>(seed)); });
    connect(m_seed, &QSpinBox::editingFinished, this, &MaskForm::gestureEnded);
    connect(button, &QPushButton::clicked, this, &MaskForm::newMaskRequested);
    return row;
}

void MaskForm::choose(int index) {
    m_mask.strategy = m_strategies[static_cast<std::size_t>(index)];
    m_settings->setStrategy(m_mask.strategy);
    Q_EMIT gestureEnded();
    Q_EMIT maskChanged(m_mask);
    Q_EMIT gestureEnded();
}

void MaskForm::setMask(const MaskConfig& mask, quint64 seed) {
    const bool same = mask == m_mask && seed == m_drawn;
    m_mask = mask;
    m_drawn = seed;
    m_strategies[mask.strategy.index()] = mask.strategy;
    markStrategy();
    m_settings->setStrategy(mask.strategy);
    m_ratio->setRatio(mask.ratio);
    const QSignalBlocker quiet(m_seed);
    m_seed->setValue(static_cast<int>(std::min<quint64>(seed, kLargestSeed)));
    if (!same) {
        m_thumbnails.start();
    }
}

void MaskForm::markStrategy() {
    auto* chosen = m_buttons->button(static_cast<int>(m_mask.strategy.index()));
    m_buttons->setExclusive(false);
    for (auto* button : m_buttons->buttons()) {
        button->setChecked(button == chosen && !m_painted);
    }
    m_buttons->setExclusive(true);
}

void MaskForm::setPainted(bool painted) {
    m_painted = painted;
    markStrategy();
}

void MaskForm::setShown(PatchGrid grid, int visible) {
    m_count->setText(grid.count() == 0
                         ? QString()
                         : (m_painted ? tr("painted: %1 of %2 visible") : tr("%1 of %2 visible"))
                               .arg(visible)
                               .arg(grid.count()));
}

void MaskForm::setPicture(PatchGrid grid, PatchContent content) {
    m_grid = grid;
    m_content = std::move(content);
    m_thumbnails.start();
}

void MaskForm::updateThumbnails() {
    for (std::size_t i = 0; i < m_strategies.size(); ++i) {
        const MaskConfig config{.strategy = m_strategies[i], .ratio = m_mask.ratio};
        auto* button = m_buttons->button(static_cast<int>(i));
        button->setIcon(m_grid.count() == 0 ? maskThumbnail(config, kThumbnail, devicePixelRatioF())
                                            : maskThumbnail(config, kThumbnail, devicePixelRatioF(),
                                                            m_drawn, m_grid, m_content));
    }
}

void MaskForm::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const QFontMetrics metrics(captionFont());
    for (std::size_t i = 0; i < m_strategies.size(); ++i) {
        m_buttons->button(static_cast<int>(i))
            ->setText(metrics.elidedText(strategyTitle(m_strategies[i]), Qt::ElideRight,
                                         (width() - (kPerRow - 1) * kGapTiny) / kPerRow - 2));
    }
}

void MaskForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        updateThumbnails();
    }
    QWidget::changeEvent(event);
}

} // namespace mae::ui
