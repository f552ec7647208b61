// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/measure.h"

#include "core/base/number.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

constexpr int kMostProblems = 5;
constexpr Quality kNoQuality{.psnr = kNotMeasured, .ssim = kNotMeasured};
constexpr const char* kNumberColumns = "error,psnr,ssim,mean_psnr,mean_ssim,telea_psnr,telea_ssim,"
                                       "ns_psnr,ns_ssim";

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Measure)
};

class MeanMaker {
public:
    void add(double value) {
        if (std::isfinite(value)) {
            m_sum += value;
            ++m_count;
        }
    }
    Mean result() const {
        return {.value = m_count > 0 ? m_sum / m_count : kNotMeasured, .count = m_count};
    }

private:
    double m_sum = 0;
    int m_count = 0;
};

Quality betterInpainting(const Measure& measure) {
    const auto telea = qualityOf(measure, Filler::Telea);
    const auto ns = qualityOf(measure, Filler::NavierStokes);
    return telea.psnr >= ns.psnr ? telea : ns;
}

bool isFinite(const Quality& quality) {
    return std::isfinite(quality.psnr) && std::isfinite(quality.ssim);
}

bool isFinite(const Measure& measure) {
    const auto& b = measure.baselines;
    return std::isfinite(measure.error) && isFinite(measure.model)
           && (!b || (isFinite(b->mean) && isFinite(b->telea) && isFinite(b->ns)));
}

QByteArray numberText(double value) {
    if (std::isnan(value)) {
        return {};
    }
    return std::isinf(value) ? QByteArray(value > 0 ? "inf" : "-inf")
                             : QByteArray::fromStdString(toText(value));
}

/// The values of kNumberColumns.
QByteArray numbersOf(const Measure& measure) {
    auto line = numberText(measure.error);
    for (const auto filler : kFillers) {
        const auto quality = qualityOf(measure, filler);
        line += ',' + numberText(quality.psnr) + ',' + numberText(quality.ssim);
    }
    return line;
}

} // namespace

Measure measureOf(const ReconstructedPart& part) {
    const auto& result = *part.result;
    const int hidden = result.hiddenCount(), all = result.grid.count();
    return {.ratio = all > 0 ? double(hidden) / all : 0,
            .hidden = hidden,
            .error = result.error,
            .model = hidden > 0 ? result.quality : kNoQuality,
            .baselines = part.baselines};
}

QString fillerName(Filler filler) {
    switch (filler) {
    case Filler::Model: break;
    case Filler::MeanColour: return Texts::tr("Mean colour");
    case Filler::Telea: return Texts::tr("Telea in-painting");
    case Filler::NavierStokes: return Texts::tr("Navier-Stokes in-painting");
    }
    return Texts::tr("This model");
}

QString fillerHelp(Filler filler) {
    switch (filler) {
    case Filler::Model: break;
    case Filler::MeanColour:
        return Texts::tr("Every hidden pixel is the mean colour of the visible ones");
    case Filler::Telea:
        return Texts::tr("OpenCV's in-painting by fast marching (Telea 2004) on the same mask");
    case Filler::NavierStokes:
        return Texts::tr("OpenCV's in-painting by the equations of Navier and Stokes on the same "
                         "mask");
    }
    return Texts::tr("The reconstruction on the hidden patches");
}

Quality qualityOf(const Measure& measure, Filler filler) {
    if (filler == Filler::Model) {
        return measure.model;
    }
    if (!measure.baselines) {
        return kNoQuality;
    }
    switch (filler) {
    case Filler::Model:
    case Filler::MeanColour: break;
    case Filler::Telea: return measure.baselines->telea;
    case Filler::NavierStokes: return measure.baselines->ns;
    }
    return measure.baselines->mean;
}

Averages averagesOf(std::span<const PictureMeasure> pictures) {
    Averages result;
    std::array<MeanMaker, kFillers.size()> psnr, ssim;
    MeanMaker error, gain;
    for (const auto& picture : pictures) {
        ++result.pictures;
        if (!picture.measure) {
            if (!picture.problem.isEmpty()) {
                ++result.failed;
                if (result.problems.size() < kMostProblems) {
                    result.problems << Texts::tr("%1: %2").arg(picture.name, picture.problem);
                }
            }
            continue;
        }
        const auto& measure = *picture.measure;
        ++result.measured;
        result.notFinite += isFinite(measure) ? 0 : 1;
        for (std::size_t i = 0; i < kFillers.size(); ++i) {
            psnr[i].add(qualityOf(measure, kFillers[i]).psnr);
            ssim[i].add(qualityOf(measure, kFillers[i]).ssim);
        }
        error.add(measure.error);
        const double other = betterInpainting(measure).psnr;
        gain.add(measure.model.psnr - other);
        result.wins += measure.model.psnr > other ? 1 : 0;
        result.duels += std::isnan(measure.model.psnr) || std::isnan(other) ? 0 : 1;
    }
    const auto mean = [](const MeanMaker& maker) { return maker.result(); };
    std::ranges::transform(psnr, result.psnr.begin(), mean);
    std::ranges::transform(ssim, result.ssim.begin(), mean);
    result.error = error.result();
    result.gain = gain.result();
    return result;
}

QString averagesText(const Averages& averages) {
    const QChar tab(u'\t'), end(u'\n');
    QString text = tab + Texts::tr("PSNR, dB") + tab + Texts::tr("SSIM") + tab + Texts::tr("Error")
                   + tab + Texts::tr("Pictures") + end;
    const auto number = [](double value) { return QString::fromLatin1(numberText(value)); };
    for (std::size_t i = 0; i < kFillers.size(); ++i) {
        const bool model = kFillers[i] == Filler::Model;
        text += fillerName(kFillers[i]) + tab + number(averages.psnr[i].value) + tab
                + number(averages.ssim[i].value) + tab
                + (model ? number(averages.error.value) : QString()) + tab
                + QString::number(averages.psnr[i].count) + end;
    }
    return text;
}

QByteArray curveCsv(std::span<const Measure> curve) {
    QByteArray text = QByteArray("ratio,hidden,") + kNumberColumns + '\n';
    for (const auto& measure : curve) {
        text += numberText(measure.ratio) + ',' + QByteArray::number(measure.hidden) + ','
                + numbersOf(measure) + '\n';
    }
    return text;
}

QByteArray picturesCsv(std::span<const PictureMeasure> pictures) {
    QByteArray text = QByteArray("name,ratio,hidden,") + kNumberColumns + ",problem\n";
    for (const auto& picture : pictures) {
        if (picture.measure) {
            text += csvText(picture.name) + ',' + numberText(picture.measure->ratio) + ','
                    + QByteArray::number(picture.measure->hidden) + ','
                    + numbersOf(*picture.measure) + ",\n";
        } else if (!picture.problem.isEmpty()) {
            const Measure nothing{.ratio = kNotMeasured};
            text += csvText(picture.name) + ",,," + numbersOf(nothing) + ','
                    + csvText(picture.problem) + '\n';
        }
    }
    return text;
}

QByteArray csvText(const QString& text) {
    // A spreadsheet takes what begins so for a formula, a tab or line break before it or not.
    static constexpr QStringView kFormula = u"=+-@\t\r\n";
    auto cell = text;
    cell.replace(QLatin1Char('"'), QLatin1String("\"\""));
    if (!text.isEmpty() && kFormula.contains(text.front())) {
        cell.prepend(QLatin1Char('\''));
    }
    return '"' + cell.toUtf8() + '"';
}

} // namespace mae::ui
