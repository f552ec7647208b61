// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask_spec.h"

#include <QWidget>
#include <vector>

class QGridLayout;

namespace mae::ui {

/// The settings of one masking strategy, made from its field list: a new strategy needs no code.
class StrategySettings : public QWidget {
    Q_OBJECT

public:
    explicit StrategySettings(QWidget* parent = nullptr);

    void setStrategy(const MaskStrategy& strategy); ///< emits nothing
    const MaskStrategy& strategy() const { return m_strategy; }

Q_SIGNALS:
    void strategyChanged(const mae::MaskStrategy& strategy); ///< by the user
    void gestureEnded();

private:
    void rebuild();
    void enableUsed();

    MaskStrategy m_strategy;
    QWidget* m_rows = nullptr; ///< owned by Qt; made anew for each kind of strategy
};

/// English name of a strategy and the sentence about it, translated.
QString strategyTitle(const MaskStrategy& strategy);
QString strategyHelp(const MaskStrategy& strategy);
/// Every strategy once, with its default settings.
std::vector<MaskStrategy> allStrategies();

} // namespace mae::ui
