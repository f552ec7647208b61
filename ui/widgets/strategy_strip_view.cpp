// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/strategy_strip_view.h"

#include "ui/widgets/cell_grid.h"
#include "ui/widgets/strategy_settings.h"

namespace mae::ui {

StrategyStripView::StrategyStripView(QWidget* parent) : StripView(tr("Strategy strip"), parent) {
    grid()->setSmallest(72);
}

QString StrategyStripView::name() const { return tr("Strategy strip"); }

std::vector<StripView::Column> StrategyStripView::columns(const MaskConfig& current) const {
    std::vector<Column> columns;
    for (const auto& strategy : allStrategies()) {
        const bool inUse = strategy.index() == current.strategy.index();
        const auto& shown = inUse ? current.strategy : strategy;
        columns.push_back({.mask = {.strategy = shown, .ratio = current.ratio},
                           .title = strategyTitle(shown),
                           .help = tr("%1 Click to use this strategy.").arg(strategyHelp(shown))});
    }
    return columns;
}

bool StrategyStripView::isCurrent(const Column& column, const MaskConfig& current) const {
    return column.mask.strategy == current.strategy;
}

} // namespace mae::ui
