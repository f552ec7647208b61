// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mask_thumbnail.h"

#include "core/masking/sample_mask.h"
#include "ui/session/image_convert.h"
#include "ui/style/theme.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

/// Lighter to the upper right, most detailed in the middle.
PatchContent madeUp(PatchGrid grid) {
    PatchContent content;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            const double down = (r + 0.5) / grid.rows, across = (c + 0.5) / grid.columns;
            content.brightness.push_back(static_cast<float>((across + 1 - down) / 2));
            content.detail.push_back(static_cast<float>(1 - std::hypot(down - 0.5, across - 0.5)));
        }
    }
    return content;
}

QPixmap draw(const Mask& mask, int side, qreal scale, bool enabled) {
    QPixmap picture(QSize(side, side) * scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const auto palette = QGuiApplication::palette();
    auto visible =
        palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText);
    auto hidden = visible;
    hidden.setAlpha(46);
    const auto flags = mask.hidden();
    const auto grid = mask.grid;
    // Whole pixels with a gap where there is room for one.
    const double exact = double(picture.width()) / std::max(grid.rows, grid.columns);
    const bool roomy = exact >= 3;
    const double cell = roomy ? std::floor(exact) : exact;
    const auto edge = [&](int i, int patches) {
        return static_cast<int>((picture.width() - cell * patches) / 2 + i * cell);
    };
    for (int i = 0; i < grid.count(); ++i) {
        const int r = i / grid.columns, c = i % grid.columns;
        const QPoint from(edge(c, grid.columns), edge(r, grid.rows)),
            to(edge(c + 1, grid.columns), edge(r + 1, grid.rows));
        const QRect rect(from, QSize(to.x() - from.x(), to.y() - from.y()) - QSize(roomy, roomy));
        painter.fillRect(rect, flags[static_cast<std::size_t>(i)] != 0 ? hidden : visible);
    }
    picture.setDevicePixelRatio(scale);
    return picture;
}

} // namespace

ThumbnailLook thumbnailLook(const Image& original, PatchGrid grid, int patchSize) {
    constexpr int kMost = 1024, kPixels = 8; // patches, and the side of one of fewer
    const double factor = std::sqrt(double(kMost) / std::max(1, grid.count()));
    if (factor >= 1) {
        return {grid, contentOf(original, patchSize)};
    }
    const PatchGrid fewer{.rows = std::max(1, static_cast<int>(grid.rows * factor)),
                          .columns = std::max(1, static_cast<int>(grid.columns * factor))};
    const QSize size(fewer.columns * kPixels, fewer.rows * kPixels);
    const auto small = smallCopy(original, std::max(size.width(), size.height()))
                           .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return {fewer, contentOf(toImage(small), kPixels)};
}

QIcon maskThumbnail(const MaskConfig& config, int side, qreal scale, std::uint64_t seed,
                    PatchGrid grid, const PatchContent& content) {
    auto drawn = config;
    drawn.ratio = std::clamp(config.ratio, 0.0, 0.99);
    const auto patches = static_cast<std::size_t>(grid.count());
    const bool fits = content.brightness.size() == patches && content.detail.size() == patches;
    const auto mask =
        sampleMask(drawn, grid, Rng(seed, Purpose::Mask), fits ? content : madeUp(grid));
    QIcon icon(draw(mask, side, scale, true));
    icon.addPixmap(draw(mask, side, scale, false), QIcon::Disabled);
    return icon;
}

} // namespace mae::ui
