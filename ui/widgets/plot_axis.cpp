// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_axis.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kNoWidth = 1e-9;
constexpr int kMostTicks = 50; // never more, whatever the range

double roundStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double factor = rough / power;
    if (factor < 7.1) { // the nearest, as ratios go
        return (factor < 1.42 ? 1 : factor < 3.2 ? 2 : 5) * power;
    }
    return 10 * power;
}

template <class Text>
std::vector<PlotTick> everyStep(const PlotAxis& axis, double step, Text&& text) {
    std::vector<PlotTick> ticks;
    const double first = std::ceil(axis.low / step - kNoWidth);
    for (int i = 0; i < kMostTicks; ++i) {
        const double value = (first + i) * step;
        if (value > axis.high + step * kNoWidth) {
            break;
        }
        ticks.push_back({value, text(value)});
    }
    return ticks;
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

QString shortNumber(double value, int decimals) {
    if (value == 0) {
        return QStringLiteral("0");
    }
    const double size = std::abs(value);
    if (size < 1e-3 || size >= 1e7) {
        return scientific(value, 2);
    }
    return QLocale().toString(value, 'f', decimals);
}

std::vector<PlotTick> linearTicks(const PlotAxis& axis, int most) {
    const double step = roundStep((axis.high - axis.low) / std::max(1, most));
    const int decimals = std::clamp(int(std::ceil(-std::log10(step) - kNoWidth)), 0, 9);
    return everyStep(axis, step, [&](double value) {
        return shortNumber(std::abs(value) < step / 2 ? 0 : value, decimals);
    });
}

/// At powers of ten; at 2 and 5 between them where there is room.
std::vector<PlotTick> logTicks(const PlotAxis& axis, int most) {
    std::vector<PlotTick> ticks;
    const double decades = std::log10(axis.high) - std::log10(axis.low);
    if (decades < 0.5) { // hardly bent
        return linearTicks(axis, most);
    }
    const bool between = decades * 3 <= most + 1;
    const int every = std::max(1, int(std::ceil(decades / std::max(1, most))));
    for (int power = int(std::floor(std::log10(axis.low))); std::pow(10, power) <= axis.high;
         ++power) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = factor * std::pow(10, power);
            const bool wanted = factor == 1 ? power % every == 0 : between;
            if (wanted && value >= axis.low && value <= axis.high) {
                ticks.push_back({value, shortNumber(value, std::max(0, -power))});
            }
        }
    }
    return ticks;
}

bool isUsable(const PlotAxis& axis) {
    return std::isfinite(axis.low) && std::isfinite(axis.high) && axis.high > axis.low
           && (!axis.log || axis.low > 0);
}

} // namespace

double PlotAxis::share(double value) const {
    return log ? (std::log(value) - std::log(low)) / (std::log(high) - std::log(low))
               : (value - low) / (high - low);
}

double PlotAxis::valueAt(double share) const {
    return log ? std::exp(std::log(low) + share * (std::log(high) - std::log(low)))
               : low + share * (high - low);
}

std::vector<PlotTick> plotTicks(const PlotAxis& axis, int most) {
    return !isUsable(axis) ? std::vector<PlotTick>()
           : axis.log      ? logTicks(axis, most)
                           : linearTicks(axis, most);
}

std::vector<PlotTick> clockTicks(const PlotAxis& axis, int most) {
    if (!isUsable(axis)) {
        return {};
    }
    static constexpr std::array<double, 17> kSteps{
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200};
    const double rough = (axis.high - axis.low) / std::max(1, most);
    const auto* step = std::ranges::lower_bound(kSteps, rough);
    return everyStep(axis, step != kSteps.end() ? *step : 86400 * roundStep(rough / 86400),
                     clockText);
}

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

} // namespace mae::ui
