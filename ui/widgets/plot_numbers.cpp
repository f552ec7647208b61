// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_numbers.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace mae::ui {
namespace {

constexpr int kMostDecimals = 9;
constexpr int kTickDigits = 3;     // of a mantissa
constexpr double kRounding = 1e-3; // of what two ticks differ by

/// @param exact  a difference that need not be seen
int decimalsOf(double value, double exact) {
    int decimals = 0;
    for (double unit = 1; decimals < kMostDecimals; ++decimals, unit /= 10) {
        if (std::abs(value - std::round(value / unit) * unit) <= exact) {
            break;
        }
    }
    return decimals;
}

/// 1.5e-4: shorter than many zeros.
QString scientific(double value, int digits) {
    int power = static_cast<int>(std::floor(std::log10(std::abs(value))));
    double mantissa = value / std::pow(10.0, power);
    if (std::abs(mantissa) >= 10 - 0.5 * std::pow(10.0, 1 - digits)) { // it would be written as 10
        mantissa /= 10;
        ++power;
    }
    return QLocale().toString(mantissa, 'g', digits) + u'e' + QString::number(power);
}

bool isShort(double size) { return size >= 1e-3 && size < 1e7; } // in plain digits

QString tickText(double value, int decimals, bool plain) {
    return value == 0 ? QStringLiteral("0")
           : plain    ? QLocale().toString(value, 'f', decimals)
                      : scientific(value, kTickDigits);
}

} // namespace

QString plotNumber(double value, int digits) {
    if (value != 0 && std::abs(value) < 1e-3) {
        return scientific(value, digits);
    }
    return QLocale().toString(value, 'g', std::abs(value) >= 1000 ? 6 : digits);
}

QString clockText(double seconds) {
    const auto s = static_cast<qint64>(std::llround(seconds));
    return s < 3600 ? QStringLiteral("%1:%2").arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'))
                    : QStringLiteral("%1:%2:%3")
                          .arg(s / 3600)
                          .arg(s / 60 % 60, 2, 10, QLatin1Char('0'))
                          .arg(s % 60, 2, 10, QLatin1Char('0'));
}

std::vector<QString> tickTexts(std::span<const double> ticks) {
    const double step = ticks.size() > 1 ? std::abs(ticks[1] - ticks[0]) : 0;
    int decimals = 0;
    double largest = 0;
    for (const double tick : ticks) {
        largest = std::max(largest, std::abs(tick));
        const double exact = step > 0 ? step * kRounding : std::abs(tick) * kRounding;
        decimals = std::max(decimals, decimalsOf(tick, exact));
    }
    std::vector<QString> texts;
    for (const double tick : ticks) {
        const bool zero = std::abs(tick) < step * kRounding;
        texts.push_back(tickText(zero ? 0 : tick, decimals, isShort(largest / 5)));
    }
    return texts;
}

std::vector<QString> powerTexts(std::span<const double> ticks) {
    const auto step = [&](std::size_t i) { return ticks[i + 1] - ticks[i]; };
    if (ticks.size() > 2 && std::abs(step(0) - step(1)) < std::abs(step(0)) * kRounding) {
        return tickTexts(ticks); // hardly bent: they are evenly spaced
    }
    std::vector<QString> texts;
    for (const double tick : ticks) {
        texts.push_back(
            tickText(tick, decimalsOf(tick, std::abs(tick) * kRounding), isShort(std::abs(tick))));
    }
    return texts;
}

std::vector<QString> clockTexts(std::span<const double> ticks) {
    std::vector<QString> texts;
    std::ranges::transform(ticks, std::back_inserter(texts), clockText);
    return texts;
}

} // namespace mae::ui
