// SPDX-License-Identifier: GPL-3.0-or-later
// From the decoder's input to a picture.
#include "ui/widgets/steps_paint.h"
#include "ui/widgets/steps_words.h"

#include <QLocale>
#include <algorithm>

namespace mae::ui {
namespace {

constexpr int kMostBars = 12;

double orderOf(const StepPaint& p, int patch) { // in reading order
    return double(patch) / std::max(1, p.scene.count() - 1);
}

/// Input tokens where @p placeOf says.
template <class Place> void paintInput(const StepPaint& p, const Place& placeOf, double opacity) {
    for (int patch = 0; opacity > 0 && patch < p.scene.count(); ++patch) {
        const auto place = placeOf(patch);
        paintTile(p, p.scene.decoderInput, patch + 1, place, opacity);
        if (!p.scene.hides(patch) && place.width() >= 9) {
            p.ink.outline(place, withOpacity(p.colors.text, 0.75 * opacity), 1.2);
        }
    }
}

void paintClassToken(const StepPaint& p, const TokenPictures& tokens, const QRectF& place,
                     double opacity) {
    paintTile(p, tokens, 0, place, opacity);
    const QRectF line(place.center().x() - 2 * p.text(), place.bottom() + 2, 4 * p.text(),
                      1.2 * p.text());
    if (place.width() >= p.text()) {
        paintCaption(p, line, QStringLiteral("cls"), Qt::AlignCenter, opacity);
    }
}

/// The blocks between input and output. @param lit  share of those that have computed
void paintBars(const StepPaint& p, double lit, double opacity) {
    const int depth = p.scene.trace->config.decoderDepth;
    const int bars = std::min(depth, kMostBars);
    const auto region = p.at.gap();
    const double pitch = std::min(region.width() / std::max(bars, 1), 2 * p.text());
    const double width = 0.6 * pitch;
    const double height = 0.6 * p.at.wholeGrid(p.at.left(), 1).height();
    const double left = region.center().x() - (bars * pitch - (pitch - width)) / 2;
    for (int bar = 0; opacity > 0 && bar < bars; ++bar) {
        QPainterPath path;
        path.addRoundedRect(
            QRectF(left + bar * pitch, region.center().y() - height / 2, width, height), 3, 3);
        const double done = eased(lit * bars, bar, bar + 1);
        p.ink.shape({.path = path,
                     .pen = QPen(withOpacity(p.colors.line, opacity), 1.2),
                     .brush = withOpacity(p.colors.accentFill, opacity * (0.08 + 0.92 * done))});
    }
    const QRectF line(region.left() - 2 * p.text(), region.center().y() + height / 2 + p.text() / 2,
                      region.width() + 4 * p.text(), 1.5 * p.text());
    paintCaption(p, line, StepWords::tr("%1 blocks").arg(QLocale().toString(depth)),
                 Qt::AlignCenter, opacity);
}

void paintBoth(const StepPaint& p, double opacity) { // captions of decoder input and output
    paintCaptionAbove(p, p.at.wholeGrid(p.at.left(), 1), StepWords::tr("decoder input"), opacity);
}

void paintPrediction(const StepPaint& p) {
    const auto& scene = p.scene;
    for (int patch = 0; patch < scene.count(); ++patch) {
        const auto place = p.at.placeOf(patch, Step::Pixels, p.t);
        const double turned = staggered(p.t, 0.24, 0.48, orderOf(p, patch));
        if (turned < 1) {
            paintTile(p, scene.decoderOutput, patch + 1, place);
        }
        const auto source = scene.source(patch);
        p.ink.picture(scene.predicted, source, place, turned, place.width() >= 2 * source.width());
    }
}

/// Patches of the result on their way from where their pixels come from.
void paintResult(const StepPaint& p) {
    const auto& scene = p.scene;
    const auto whole = p.at.wholeGrid(p.at.third(1), 0);
    const bool crisp = whole.width() >= 2 * scene.result.width();
    if (p.t >= 0.88) {
        p.ink.picture(scene.result, scene.result.rect(), whole, 1, crisp);
        return;
    }
    p.ink.outline(whole, withOpacity(p.colors.line, eased(p.t, 0.5, 0.6)), 1);
    for (int patch = 0; p.t > 0.6 && patch < scene.count(); ++patch) {
        const double flown = staggered(p.t, 0.6, 0.88, orderOf(p, patch));
        if (flown > 0) {
            const bool pasted = scene.pasted[static_cast<std::size_t>(patch)];
            const auto place = between(p.at.inGrid(patch, p.at.third(pasted ? 2 : 0), 0),
                                       p.at.inGrid(patch, p.at.third(1), 0), flown);
            p.ink.picture(scene.result, scene.source(patch), place, 1, crisp);
        }
    }
}

} // namespace

void paintDecode(const StepPaint& p) {
    const double apart = eased(p.t, 0, 0.2);
    paintInput(
        p,
        [&](int patch) {
            return between(p.at.inGrid(patch, p.at.body(), 1), p.at.inGrid(patch, p.at.left(), 1),
                           apart);
        },
        1);
    const auto classPlace =
        between(p.at.classInGrid(p.at.body()), p.at.classInGrid(p.at.left()), apart);
    paintClassToken(p, p.scene.decoderInput, classPlace, 1);
    p.ink.outline(classPlace, withOpacity(p.colors.text, 0.75), 1.2);
    paintCaptionAbove(p, p.at.wholeGrid(p.at.body(), 1),
                      StepWords::tr("with their positions added"), 1 - eased(p.t, 0, 0.08));
    paintBoth(p, eased(p.t, 0.15, 0.25));
    paintBars(p, std::clamp((p.t - 0.25) / 0.4, 0.0, 1.0), eased(p.t, 0.15, 0.25));
    for (int patch = 0; patch < p.scene.count(); ++patch) {
        paintTile(p, p.scene.decoderOutput, patch + 1, p.at.inGrid(patch, p.at.right(), 1),
                  staggered(p.t, 0.6, 0.85, orderOf(p, patch)));
    }
    const double out = eased(p.t, 0.6, 0.7);
    paintClassToken(p, p.scene.decoderOutput, p.at.classInGrid(p.at.right()), out);
    paintCaptionAbove(p, p.at.wholeGrid(p.at.right(), 1), StepWords::tr("decoder output"), out);
}

void paintPixels(const StepPaint& p) {
    const double past = 1 - eased(p.t, 0, 0.1);
    paintInput(
        p, [&](int patch) { return p.at.inGrid(patch, p.at.left(), 1); }, past);
    if (past > 0) {
        const auto classPlace = p.at.classInGrid(p.at.left());
        paintClassToken(p, p.scene.decoderInput, classPlace, past);
        p.ink.outline(classPlace, withOpacity(p.colors.text, 0.75 * past), 1.2);
        paintClassToken(p, p.scene.decoderOutput, p.at.classInGrid(p.at.right()), past);
        paintBoth(p, past);
        paintCaptionAbove(p, p.at.wholeGrid(p.at.right(), 1), StepWords::tr("decoder output"),
                          past);
        paintBars(p, 1, past);
    }
    const auto& original = p.scene.original;
    const auto whole = p.at.wholeGrid(p.at.third(2), 0);
    p.ink.picture(original, original.rect(), whole, eased(p.t, 0.1, 0.24),
                  whole.width() >= 2 * original.width());
    paintPrediction(p);
    paintResult(p);
    const double words = eased(p.t, 0.24, 0.34);
    paintCaptionAbove(p, p.at.wholeGrid(p.at.third(0), 0), StepWords::tr("prediction"), words);
    paintCaptionAbove(p, p.at.wholeGrid(p.at.third(1), 0), StepWords::tr("reconstruction"),
                      eased(p.t, 0.56, 0.66));
    paintCaptionAbove(p, whole, StepWords::tr("original"), words);
}

} // namespace mae::ui
