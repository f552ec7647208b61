// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mask_thumbnail.h"

#include "core/masking/sample_mask.h"
#include "ui/style/theme.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr PatchGrid kGrid{.rows = 8, .columns = 8};
constexpr std::uint64_t kSeed = 3;

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
    const int cell = picture.width() / kGrid.columns;
    const int margin = (picture.width() - cell * kGrid.columns) / 2;
    for (int i = 0; i < kGrid.count(); ++i) {
        const QRect rect(margin + i % kGrid.columns * cell, margin + i / kGrid.columns * cell,
                         cell - 1, cell - 1);
        painter.fillRect(rect, flags[static_cast<std::size_t>(i)] != 0 ? hidden : visible);
    }
    picture.setDevicePixelRatio(scale);
    return picture;
}

} // namespace

QIcon maskThumbnail(const MaskConfig& config, int side, qreal scale) {
    auto drawn = config;
    drawn.ratio = std::clamp(config.ratio, 0.0, 0.97);
    const auto mask = sampleMask(drawn, kGrid, Rng(kSeed, Purpose::Mask));
    QIcon icon(draw(mask, side, scale, true));
    icon.addPixmap(draw(mask, side, scale, false), QIcon::Disabled);
    return icon;
}

} // namespace mae::ui
