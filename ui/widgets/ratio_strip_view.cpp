// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ratio_strip_view.h"

#include "ui/widgets/cell_grid.h"

#include <QLocale>
#include <array>
#include <cmath>

namespace mae::ui {
namespace {

constexpr std::array kPercents{10, 25, 40, 50, 60, 75, 85, 90, 95};
constexpr double kSameRatio = 0.0005; ///< what the spin box of the ratio can tell apart

} // namespace

RatioStripView::RatioStripView(QWidget* parent) : StripView(tr("Ratio strip"), parent) {
    grid()->setSmallest(48);
}

QString RatioStripView::name() const { return tr("Ratio strip"); }

std::vector<StripView::Column> RatioStripView::columns(const MaskConfig& current) const {
    std::vector<Column> columns;
    for (const int percent : kPercents) {
        const auto title = tr("%1 %").arg(QLocale().toString(percent));
        columns.push_back({.mask = {.strategy = current.strategy, .ratio = percent / 100.0},
                           .title = title,
                           .help = tr("Click to hide %1 of the patches").arg(title)});
    }
    return columns;
}

bool RatioStripView::isCurrent(const Column& column, const MaskConfig& current) const {
    return std::abs(column.mask.ratio - current.ratio) < kSameRatio;
}

} // namespace mae::ui
