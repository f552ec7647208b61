// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ratio_chart.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPalette>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(RatioChart)
};

} // namespace

ChartColors ChartColors::ofScreen() {
    const auto palette = QApplication::palette();
    return {.text = palette.color(QPalette::WindowText),
            .quiet = mae::ui::colors().secondaryText,
            .grid = mae::ui::colors().border,
            .mark = mae::ui::colors().accent,
            .ground = palette.color(QPalette::Window),
            .series = {dataColor(0), dataColor(1), dataColor(2), dataColor(3)}};
}

ChartColors ChartColors::ofPaper() {
    return {.text = Qt::black,
            .quiet = QColor(0x50, 0x50, 0x50),
            .grid = QColor(0xd0, 0xd0, 0xd0),
            .mark = QColor(0x80, 0x80, 0x80),
            .ground = Qt::white,
            .series = {QColor(0x00, 0x72, 0xb2), QColor(0xe6, 0x9f, 0x00), QColor(0x00, 0x9e, 0x73),
                       QColor(0xcc, 0x79, 0xa7)}};
}

double valueOf(const Measure& measure, Filler filler, RatioQuantity quantity) {
    switch (quantity) {
    case RatioQuantity::Psnr: break;
    case RatioQuantity::Ssim: return qualityOf(measure, filler).ssim;
    case RatioQuantity::Error: return filler == Filler::Model ? measure.error : kNotMeasured;
    }
    return qualityOf(measure, filler).psnr;
}

QString quantityName(RatioQuantity quantity) {
    switch (quantity) {
    case RatioQuantity::Psnr: break;
    case RatioQuantity::Ssim: return Texts::tr("SSIM");
    case RatioQuantity::Error: return Texts::tr("Error (the loss)");
    }
    return Texts::tr("PSNR, dB");
}

QString quantityText(double value, RatioQuantity quantity) {
    if (!std::isfinite(value)) {
        return std::isnan(value) ? QStringLiteral("–") : QStringLiteral("∞");
    }
    const int decimals = quantity == RatioQuantity::Psnr   ? 1
                         : quantity == RatioQuantity::Ssim ? 2
                                                           : 3;
    return QLocale().toString(value, 'f', decimals);
}

const RatioPoint* nearestPoint(const std::vector<RatioPoint>& points, double ratio) {
    const auto found = std::ranges::min_element(points, {}, [ratio](const RatioPoint& point) {
        return std::abs(point.measure.ratio - ratio);
    });
    return found == points.end() ? nullptr : &*found;
}

double chartHeight(double textHeight, double plot) {
    QFont font;
    font.setPixelSize(std::max(1, qRound(textHeight)));
    const double line = QFontMetricsF(font).height();
    const double legend = line + double(kFillers.size()) * (line + 2);
    return line + kGapSmall + plot + kGapTiny + 2 * line + kGapSmall + legend;
}

} // namespace mae::ui
