// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder's input: tokens as tiles of colours, in the order of the noise and in their places.
#include "ui/widgets/steps_paint.h"
#include "ui/widgets/steps_words.h"

#include <QLocale>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr double kLeastFrame = 9; ///< pixels; smaller tiles have no frame

/// Marks what comes from the encoder.
void paintFrame(const StepPaint& p, const QRectF& place, double opacity) {
    if (place.width() >= kLeastFrame && opacity > 0) {
        p.ink.outline(place, withOpacity(p.colors.text, 0.75 * opacity), 1.2);
    }
}

void paintClassName(const StepPaint& p, const QRectF& tile, double opacity) {
    const QRectF line(tile.center().x() - 2 * p.text(), tile.bottom() + 2, 4 * p.text(),
                      1.2 * p.text());
    if (tile.width() >= p.text()) {
        paintCaption(p, line, QStringLiteral("cls"), Qt::AlignCenter, opacity);
    }
}

/// An encoder's output on its way from a column to a tile. @param token  0: the class token
void paintMorph(const StepPaint& p, int token, const QRectF& to) {
    const double flown = eased(p.t, 0.12, 0.4), turned = eased(p.t, 0.2, 0.4);
    const auto place = between(p.at.encoded(token), to, flown);
    const auto& tokens = p.scene.encoded;
    if (token < p.at.shownColumns()) {
        p.ink.picture(tokens.columns, tokens.column(token), place, turned < 1 ? 1 : 0, true);
    }
    paintTile(p, tokens, token, place, token < p.at.shownColumns() ? turned : flown);
    paintFrame(p, place, turned);
}

void paintMaskSource(const StepPaint& p) {
    const double seen = eased(p.t, 0.42, 0.5) * (1 - eased(p.t, 0.87, 0.94));
    if (seen <= 0 || p.scene.visible == p.scene.count()) {
        return;
    }
    const auto place = p.at.maskSource();
    p.ink.fill(
        place.adjusted(-4, -4, 4, 4),
        withOpacity(p.colors.ground.isValid() ? p.colors.ground : QColor(Qt::white), 0.8 * seen));
    paintTile(p, p.scene.maskToken, 0, place, seen);
    p.ink.outline(place, withOpacity(p.colors.accent, seen), 2);
    const auto words = StepWords::tr("the mask token");
    const double width = textWidth(words, p.text(), true) + p.text();
    const QRectF line(place.center().x() - width / 2, place.bottom() + 6, width, 1.5 * p.text());
    p.ink.fill(line, withOpacity(p.colors.accentFill, seen));
    p.ink.text({.place = line,
                .text = words,
                .alignment = Qt::AlignCenter,
                .height = p.text(),
                .strong = true,
                .color = withOpacity(p.colors.onAccent, seen)});
}

void paintCounts(const StepPaint& p, double opacity) {
    const int hidden = p.scene.count() - p.scene.visible;
    paintEnds(p, StepWords::tr("encoder output: %1").arg(QLocale().toString(p.scene.visible + 1)),
              StepWords::tr("mask tokens: %1").arg(QLocale().toString(hidden)), opacity);
}

} // namespace

void paintMaskTokens(const StepPaint& p) {
    paintEncoderPast(p, 1 - eased(p.t, 0, 0.12));
    paintCounts(p, eased(p.t, 0.4, 0.5));
    const auto& order = p.scene.trace->order;
    for (int rank = p.scene.count(); rank-- > p.scene.visible;) {
        const int patch = order[static_cast<std::size_t>(rank)];
        const double empty = eased(p.t, 0.3, 0.42);
        const auto place = p.at.placeOf(patch, Step::MaskTokens, p.t);
        if (p.at.slot(rank).width() > 6 && place != p.at.slot(rank)) {
            p.ink.outline(p.at.slot(rank).adjusted(1, 1, -1, -1),
                          withOpacity(p.colors.line, 0.7 * empty), 1);
        }
        if (!place.isNull()) {
            paintTile(p, p.scene.maskToken, 0, place);
        }
    }
    for (int rank = p.scene.visible; rank-- > 0;) {
        paintMorph(p, rank + 1, p.at.slot(rank));
    }
    paintMorph(p, 0, p.at.slot(-1));
    paintClassName(p, p.at.slot(-1), eased(p.t, 0.4, 0.5));
    paintMaskSource(p);
}

void paintUnsort(const StepPaint& p) {
    const auto& scene = p.scene;
    const double positions = eased(p.t, 0.76, 0.9);
    paintCounts(p, 1 - eased(p.t, 0, 0.1));
    const auto paint = [&](const TokenPictures& before, int token, int after, const QRectF& place) {
        if (positions < 1) {
            paintTile(p, before, token, place);
        }
        paintTile(p, scene.decoderInput, after, place, positions);
    };
    for (int rank = scene.count(); rank-- > 0;) {
        const int patch = scene.trace->order[static_cast<std::size_t>(rank)];
        const bool keeps = rank < scene.visible;
        const auto place = p.at.placeOf(patch, Step::Unsort, p.t);
        paint(keeps ? scene.encoded : scene.maskToken, keeps ? rank + 1 : 0, patch + 1, place);
        if (keeps) {
            paintFrame(p, place, 1);
        }
    }
    const auto classPlace =
        between(p.at.slot(-1), p.at.classInGrid(p.at.body()), eased(p.t, 0.05, 0.4));
    paint(scene.encoded, 0, 0, classPlace);
    paintFrame(p, classPlace, 1);
    paintClassName(p, classPlace, 1);
    const auto grid = p.at.wholeGrid(p.at.body(), 1);
    paintCaptionAbove(p, grid, StepWords::tr("with their positions added"), positions);
}

} // namespace mae::ui
