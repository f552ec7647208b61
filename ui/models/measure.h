// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/study.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <array>
#include <limits>
#include <optional>
#include <span>

namespace mae::ui {

inline constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

/// What a model reaches on one picture under one mask. A value.
struct Measure {
    double ratio = 0;            ///< of patches hidden
    int hidden = 0;              ///< patches
    double error = kNotMeasured; ///< as the loss measures it
    Quality model{.psnr = kNotMeasured, .ssim = kNotMeasured};
    std::optional<Baselines> baselines{};
};

/// @param part  of a task that succeeded
Measure measureOf(const ReconstructedPart& part);

/// What fills hidden patches, in the order in which it is listed.
enum class Filler { Model, MeanColour, Telea, NavierStokes };
inline constexpr std::array kFillers{Filler::Model, Filler::MeanColour, Filler::Telea,
                                     Filler::NavierStokes};
QString fillerName(Filler filler);
QString fillerHelp(Filler filler);
/// NaN where it was not measured.
Quality qualityOf(const Measure& measure, Filler filler);

/// One picture among many.
struct PictureMeasure {
    QString name{};
    std::optional<Measure> measure{}; ///< none: not yet, or it failed
    QString problem{};                ///< why it failed
};

/// Of the finite values only.
struct Mean {
    double value = kNotMeasured;
    int count = 0; ///< of the values
};

struct Averages {
    int pictures = 0;
    int measured = 0;
    int failed = 0;
    int notFinite = 0; ///< measured pictures of which a number is infinite or undefined
    std::array<Mean, kFillers.size()> psnr{}; ///< by Filler
    std::array<Mean, kFillers.size()> ssim{};
    Mean error{};
    Mean gain{};   ///< dB by which the model is closer than the better in-painting of a picture
    int wins = 0;  ///< pictures on which it is closer
    int duels = 0; ///< pictures on which the two can be compared
    QStringList problems{}; ///< the first ones: "name: why"
};

Averages averagesOf(std::span<const PictureMeasure> pictures);

/// For the clipboard: lines of cells separated by tabs, numbers in the C locale.
QString averagesText(const Averages& averages);

/// Numbers as files have them: the C locale, nothing for NaN, "inf" for infinity. One line per
/// ratio, or per picture that was measured or failed.
QByteArray curveCsv(std::span<const Measure> curve);
QByteArray picturesCsv(std::span<const PictureMeasure> pictures);

/// A text as a cell of a CSV file: quoted, and never a formula for a spreadsheet.
QByteArray csvText(const QString& text);

} // namespace mae::ui
