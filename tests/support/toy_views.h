// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/widgets/explore_view.h"
#include "ui/widgets/image_view.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QRegularExpression>
#include <QWidget>
#include <memory>
#include <string>

namespace mae::test {

/// All but what the offscreen platform says about every window.
inline QRegularExpression anyWarning() {
    return QRegularExpression(QStringLiteral("^(?!This plugin does not support)"));
}

/// A picture of 8 x 8 patches of 8 pixels.
inline constexpr PatchGrid kToyGrid{.rows = 8, .columns = 8};
inline constexpr int kToyPatch = 8;
inline constexpr int kToySide = 64;

/// A picture whose pixels all differ; @p shift makes another of it.
inline Image toyPicture(int shift = 0) {
    Image image{.width = kToySide, .height = kToySide, .pixels = {}};
    for (int y = 0; y < kToySide; ++y) {
        for (int x = 0; x < kToySide; ++x) {
            const int away = (x - 40) * (x - 40) + (y - 24) * (y - 24);
            image.pixels.push_back(static_cast<std::uint8_t>(x * 3 + shift));
            image.pixels.push_back(static_cast<std::uint8_t>(away < 300 ? 200 : y * 3));
            image.pixels.push_back(static_cast<std::uint8_t>(y * 2 + 40 - shift));
        }
    }
    return image;
}

/// All pixels of a patch to one grey.
inline void paintPatch(Image& image, int patch, std::uint8_t grey) {
    const int left = patch % kToyGrid.columns * kToyPatch,
              top = patch / kToyGrid.columns * kToyPatch;
    for (int y = top; y < top + kToyPatch; ++y) {
        for (int i = 3 * left; i < 3 * (left + kToyPatch); ++i) {
            image.pixels[static_cast<std::size_t>(3 * y * image.width + i)] = grey;
        }
    }
}

/// Every second patch is hidden, from patch 0 on; row by row shifted. Predicted as grey 90.
inline std::shared_ptr<Reconstruction> toyResult(int shift = 0) {
    auto result = std::make_shared<Reconstruction>();
    result->grid = kToyGrid;
    result->patchSize = kToyPatch;
    result->original = toyPicture(shift);
    result->masked = result->reconstruction = result->original;
    for (int patch = 0; patch < kToyGrid.count(); ++patch) {
        const bool hidden = (patch + patch / kToyGrid.columns) % 2 == 0;
        result->hidden.push_back(hidden ? 1 : 0);
        if (hidden) {
            paintPatch(result->masked, patch, 128);
            paintPatch(result->reconstruction, patch, 90);
        }
    }
    return result;
}

/// A model, and one picture. @param id  of the picture
inline ui::ViewContext toyContext(quint64 id = 1) {
    ui::ViewContext context{.model = 1};
    context.config.imageSize = kToySide;
    context.current.id = id;
    context.current.read = [] { return std::make_shared<const Image>(toyPicture()); };
    context.gallery = {context.current};
    return context;
}

/// The answer to a task.
template <class Part> StudyPartReady answer(std::shared_ptr<Part> part) {
    return {.done = 1, .total = 1, .part = std::shared_ptr<const std::remove_const_t<Part>>(part)};
}

inline StudyPartReady problem(const StudyPart& empty, const std::string& sentence) {
    return {.done = 1, .total = 1, .part = empty, .problem = sentence};
}

inline QRgb colour(const Image& image, int x, int y) {
    const auto* at = &image.pixels[static_cast<std::size_t>(3 * (y * image.width + x))];
    return qRgb(at[0], at[1], at[2]);
}

/// What is on the screen where a pixel of the view's picture is (its middle).
inline QRgb shown(ui::ImageView* view, int x, int y) {
    const auto place = view->pictureRect();
    const double zoom = place.width() / view->picture().width();
    const auto shot = view->grab().toImage();
    return shot.pixel(int(place.left() + (x + 0.5) * zoom), int(place.top() + (y + 0.5) * zoom));
}

/// The middle of a patch on the screen.
inline QPoint middleOf(const ui::ImageView* view, int patch) {
    const auto place = view->pictureRect();
    const auto grid = view->grid();
    return QPointF(place.left() + (patch % grid.columns + 0.5) * place.width() / grid.columns,
                   place.top() + (patch / grid.columns + 0.5) * place.height() / grid.rows)
        .toPoint();
}

/// Saves what a view looks like, light and dark, below $MAE_SHOTS if that is set.
inline void keepShot(QWidget& view, const QString& name) {
    const auto folder = qEnvironmentVariable("MAE_SHOTS");
    if (folder.isEmpty()) {
        return;
    }
    for (const auto theme : {ui::Theme::Light, ui::Theme::Dark}) {
        ui::applyTheme(theme);
        view.setPalette(QApplication::palette());
        view.grab().save(QDir(folder).filePath(name + QLatin1Char('-') + ui::themeId(theme)
                                               + QStringLiteral(".png")));
    }
    ui::applyTheme(ui::Theme::Light);
}

} // namespace mae::test
