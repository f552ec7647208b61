// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace mae::ui {

/// The stretch of an axis that is shown; equally spaced by value, or by its logarithm.
struct PlotAxis {
    double low = 0;
    double high = 1;
    bool log = false; ///< then low is above 0

    double share(double value) const; ///< 0 at low, 1 at high
    double valueAt(double share) const;
};

/// A line of the grid and its label.
struct PlotTick {
    double value = 0;
    QString text{};
};

/// Round values inside of an axis, about @p most of them, written in the user's locale.
std::vector<PlotTick> plotTicks(const PlotAxis& axis, int most);
/// The same for seconds, at whole seconds, minutes and hours: 1:30 or 2:00:00.
std::vector<PlotTick> clockTicks(const PlotAxis& axis, int most);

QString plotNumber(double value, int digits); ///< in the user's locale, short
QString clockText(double seconds);            ///< 1:05 or 2:01:05

} // namespace mae::ui
