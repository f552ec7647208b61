// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "ui/models/figure.h"

#include <QImage>
#include <QString>
#include <span>

namespace mae::ui {

/// What the colours of a heat map stand for: the darkest for 0, the lightest for the largest value.
struct HeatScale {
    QString name{};     ///< of what is shown, e.g. "Error"
    QString unit{};     ///< after a number, e.g. "%1 %"
    double largest = 1; ///< above 0
    double factor = 1;  ///< from a value to the number that is shown, e.g. 100 for percent

    bool operator==(const HeatScale&) const = default;

    QString number(double value) const; ///< localised, three digits that count
    QString text(double value) const;   ///< with the unit
};

/// The largest of some values, at least @p least: the end of a scale must not be 0.
double largestOf(std::span<const float> values, double least);

/// Values as colours. @param values  [size.height * size.width], row by row
QImage heatImage(std::span<const float> values, QSize size, const HeatScale& scale);

/// One value a patch as a picture of the whole. @param values  [N]
QImage patchHeat(std::span<const float> values, PatchGrid grid, int patchSize,
                 const HeatScale& scale);

/// The colours of a scale, from left to right.
QLinearGradient heatGradient(const QRectF& place);

/// A legend as shapes: a strip of the colours, below it the numbers of both ends and the middle,
/// and what they count.
void addLegend(Figure& figure, const QRectF& place, const HeatScale& scale);
inline constexpr double kLegendHeight = 30; ///< that addLegend() needs, in units

} // namespace mae::ui
