// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_paint.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace mae::ui {
namespace {

constexpr double kCrispFrom = 2;     ///< pixels of the screen per pixel of the picture
constexpr double kLeastNumber = 7.5; ///< height of digits that can still be read
constexpr int kDarkest = 175;        ///< alpha of the shade of the highest noise

constexpr std::array kPainters{paintCut,    paintNumbers,    paintNoise,  paintSort,   paintKeep,
                               paintEncode, paintMaskTokens, paintUnsort, paintDecode, paintPixels};
static_assert(kPainters.size() == kStepCount);

QString noiseText(double value) {
    return std::abs(value) < 9.995 ? QLocale().toString(value, 'f', 2)
                                   : QLocale().toString(value, 'f', std::abs(value) < 99.5 ? 1 : 0);
}

void paintFollowed(const StepPaint& p, Step step) {
    if (p.followed < 0 || p.followed >= p.scene.count()) {
        return;
    }
    const auto number = QLocale().toString(p.followed);
    const double height = std::max(9.0, 0.8 * p.text());
    for (const auto& place : p.at.placesOf(p.followed, step, p.t)) {
        p.ink.outline(place, QColor(0, 0, 0, 150), 4.5);
        p.ink.outline(place, p.colors.accent, 2.5);
        QRectF label(0, 0, textWidth(number, height, true) + 8, 1.35 * height);
        label.moveBottomLeft(place.topLeft() + QPointF(-1, -1));
        if (label.top() < p.at.area().top()) {
            label.moveTopLeft(place.bottomLeft() + QPointF(-1, 1));
        }
        p.ink.fill(label, p.colors.accentFill);
        p.ink.text({.place = label,
                    .text = number,
                    .alignment = Qt::AlignCenter,
                    .height = height,
                    .strong = true,
                    .color = p.colors.onAccent});
    }
}

} // namespace

int StepPaint::watched() const {
    return followed >= 0 && followed < scene.count() ? followed : scene.example;
}

void paintStage(const StepPaint& paint, Step step) {
    kPainters[static_cast<std::size_t>(step)](paint);
    paintFollowed(paint, step);
}

void paintPatch(const StepPaint& p, int patch, const QRectF& place, double opacity) {
    const auto source = p.scene.source(patch);
    p.ink.picture(p.scene.original, source, place, opacity,
                  place.width() >= kCrispFrom * source.width());
}

void paintBadge(const StepPaint& p, int patch, const QRectF& place, double opacity) {
    if (opacity <= 0) {
        return;
    }
    if (!p.scene.trace->drawn) { // nothing is drawn: the paint itself
        if (p.scene.hides(patch)) {
            p.ink.hatch(place, 0.8 * opacity);
        }
        return;
    }
    const auto i = static_cast<std::size_t>(patch);
    p.ink.fill(place, QColor(0, 0, 0, qRound(opacity * kDarkest * p.scene.shade[i])));
    const double height = std::min(0.36 * place.width(), 1.2 * p.text());
    if (height < kLeastNumber) {
        return;
    }
    const auto strip =
        QRectF(place.left(), place.bottom() - 1.25 * height, place.width(), 1.25 * height);
    p.ink.fill(strip, QColor(0, 0, 0, qRound(150 * opacity)));
    p.ink.text({.place = strip,
                .text = noiseText(p.scene.trace->noise[i]),
                .alignment = Qt::AlignCenter,
                .height = height,
                .color = withOpacity(Qt::white, opacity)});
}

void paintTile(const StepPaint& p, const TokenPictures& tokens, int token, const QRectF& place,
               double opacity) {
    p.ink.picture(tokens.tiles, tokens.tile(token), place, opacity, true);
}

void paintCaption(const StepPaint& p, const QRectF& place, const QString& text,
                  Qt::Alignment alignment, double opacity, bool strong) {
    if (opacity > 0) {
        const double fits = place.width() / std::max(1.0, textWidth(text, p.text(), strong));
        p.ink.text({.place = place,
                    .text = text,
                    .alignment = alignment,
                    .height = std::floor(p.text() * std::clamp(fits, 0.6, 1.0)),
                    .strong = strong,
                    .color = withOpacity(strong ? p.colors.text : p.colors.secondary, opacity)});
    }
}

void paintCaptionAbove(const StepPaint& p, const QRectF& region, const QString& text,
                       double opacity) {
    const QRectF line(region.left(), region.top() - 1.6 * p.text(), region.width(), 1.4 * p.text());
    paintCaption(p, line, text, Qt::AlignCenter, opacity);
}

void paintEnds(const StepPaint& p, const QString& left, const QString& right, double opacity) {
    const auto first = p.at.slot(0);
    const QRectF line(first.left(), p.at.area().top(), p.at.area().width(), 1.4 * p.text());
    const double end = p.at.area().center().x() * 2 - first.left();
    paintCaption(p, line, left, Qt::AlignLeft | Qt::AlignVCenter, opacity, true);
    paintCaption(p, {line.left(), line.top(), end - line.left(), line.height()}, right,
                 Qt::AlignRight | Qt::AlignVCenter, opacity, true);
}

} // namespace mae::ui
