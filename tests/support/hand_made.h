// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/reconstruction.h"
#include "ui/style/theme.h"
#include "ui/widgets/explore_view.h"

#include <QColor>
#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QWidget>
#include <memory>
#include <string>
#include <utility>

/// Values as the engine would give them to views, made by hand.
namespace mae::test {

inline Image filled(int width, int height, QColor color) {
    Image image{.width = width, .height = height, .pixels = {}};
    for (int i = 0; i < width * height; ++i) {
        for (const int part : {color.red(), color.green(), color.blue()}) {
            image.pixels.push_back(std::uint8_t(part));
        }
    }
    return image;
}

/// Masked is grey, the reconstruction has the colour @p made, the original @p truth.
inline std::shared_ptr<Reconstruction> handMade(int side, QColor made, QColor truth, double psnr) {
    auto result = std::make_shared<Reconstruction>();
    result->grid = {.rows = 4, .columns = 4};
    result->patchSize = side / 4;
    result->hidden.assign(16, 1);
    result->hidden[5] = 0;
    result->masked = filled(side, side, QColor(128, 128, 128));
    result->reconstruction = filled(side, side, made);
    result->original = filled(side, side, truth);
    result->quality.psnr = psnr;
    return result;
}

inline StudyPartReady partOf(int index, std::shared_ptr<const Reconstruction> result) {
    StudyPartReady part;
    part.index = index;
    part.part = ReconstructedPart{.result = std::move(result)};
    return part;
}

inline StudyPartReady failedPart(int index, std::string problem) {
    StudyPartReady part;
    part.index = index;
    part.part = ReconstructedPart{};
    part.problem = std::move(problem);
    return part;
}

/// A model and @p pictures pictures, the first of them current.
inline ui::ViewContext contextOf(int pictures = 1) {
    ui::ViewContext context;
    context.model = 1;
    context.modelName = QStringLiteral("First");
    for (int i = 0; i < pictures; ++i) {
        ui::ViewPicture picture;
        picture.id = quint64(i) + 1;
        picture.name = QStringLiteral("picture %1.jpg").arg(i + 1);
        picture.mask.config.ratio = 0.75;
        context.gallery.push_back(picture);
    }
    context.current = context.gallery.front();
    return context;
}

/// But for the one that the platform without a screen gives whenever a window is shown.
inline void failOnEveryWarning() {
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

/// For the eye: if MAE_SAVE_PICTURES names a folder, what a widget looks like goes there.
inline void saveForTheEye(QWidget& widget, const QString& name) {
    const auto folder = qEnvironmentVariable("MAE_SAVE_PICTURES");
    if (folder.isEmpty()) {
        return;
    }
    for (const auto theme : {ui::Theme::Dark, ui::Theme::Light}) {
        ui::applyTheme(theme);
        QCoreApplication::processEvents();
        widget.grab().save(QDir(folder).filePath(name + QLatin1Char('-') + ui::themeId(theme)
                                                 + QStringLiteral(".png")));
    }
}

} // namespace mae::test
