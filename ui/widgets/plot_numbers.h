// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>
#include <vector>

namespace mae::ui {

QString plotNumber(double value, int digits); ///< in the user's locale, short
QString clockText(double seconds);            ///< 1:05 or 2:01:05

/// Ticks of an axis in the user's locale: all with as many decimals as the finest of them needs.
std::vector<QString> tickTexts(std::span<const double> ticks);
/// The same for ticks that are multiples of each other: each with the decimals that it needs.
std::vector<QString> powerTexts(std::span<const double> ticks);
/// The same for seconds.
std::vector<QString> clockTexts(std::span<const double> ticks);

} // namespace mae::ui
