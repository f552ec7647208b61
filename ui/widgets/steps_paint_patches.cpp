// SPDX-License-Identifier: GPL-3.0-or-later
// The steps in which patches are patches: from the picture to those that are kept.
#include "ui/widgets/steps_paint.h"
#include "ui/widgets/steps_words.h"

#include <QLocale>
#include <algorithm>

namespace mae::ui {
namespace {

QString number(double value) { return QLocale().toString(value, 'f', 0); }

double orderOf(const StepPaint& p, int patch) { // in reading order
    return double(patch) / std::max(1, p.scene.count() - 1);
}

void paintAll(const StepPaint& p, Step step) {
    for (int patch = 0; patch < p.scene.count(); ++patch) {
        paintPatch(p, patch, p.at.placeOf(patch, step, p.t));
    }
}

/// @param cut  how far the caption of the picture has become that of its patches
void paintSize(const StepPaint& p, const QRectF& picture, double cut, double opacity = 1) {
    const auto& scene = p.scene;
    const int side = scene.trace->result.patchSize;
    const QRectF line(picture.left(), p.at.area().top(), picture.width(), 1.4 * p.text());
    paintCaption(p, line,
                 StepWords::tr("%1 × %2 pixels")
                     .arg(number(scene.original.width()), number(scene.original.height())),
                 Qt::AlignCenter, opacity * (1 - cut));
    paintCaption(p, line,
                 StepWords::tr("%1 × %2 patches of %3 × %3 pixels")
                     .arg(number(scene.grid.columns), number(scene.grid.rows), number(side)),
                 Qt::AlignCenter, opacity * cut);
}

} // namespace

void paintCut(const StepPaint& p) {
    const double open = eased(p.t, 0.25, 0.65);
    const auto picture = p.at.wholeGrid(p.at.body(), open);
    if (open <= 0) { // the picture in one piece
        const auto& original = p.scene.original;
        p.ink.picture(original, original.rect(), picture, 1,
                      picture.width() >= 2 * original.width());
    } else {
        paintAll(p, Step::Cut);
    }
    paintSize(p, picture, eased(p.t, 0.6, 0.75));
}

void paintNumbers(const StepPaint& p) {
    paintAll(p, Step::Numbers);
    paintSize(p, p.at.wholeGrid(p.at.body(), 1), 1, 1 - eased(p.t, 0, 0.1));
    paintExample(p, p.t, eased(p.t, 0.15, 0.2));
}

void paintNoise(const StepPaint& p) {
    paintExample(p, 1, 1 - eased(p.t, 0, 0.12));
    for (int patch = 0; patch < p.scene.count(); ++patch) {
        const auto place = p.at.placeOf(patch, Step::Noise, p.t);
        paintPatch(p, patch, place);
        paintBadge(p, patch, place, staggered(p.t, 0.28, 0.85, orderOf(p, patch)));
    }
}

void paintSort(const StepPaint& p) {
    const auto& order = p.scene.trace->order;
    for (std::size_t i = order.size(); i-- > 0;) { // the first in the order are on top
        const auto place = p.at.placeOf(order[i], Step::Sort, p.t);
        paintPatch(p, order[i], place);
        paintBadge(p, order[i], place, 1);
    }
    const bool drawn = p.scene.trace->drawn;
    paintEnds(p, drawn ? StepWords::tr("lowest first") : StepWords::tr("visible first"),
              drawn ? StepWords::tr("highest last") : StepWords::tr("then hidden"),
              eased(p.t, 0.7, 0.9));
}

void paintKeep(const StepPaint& p) {
    const auto& scene = p.scene;
    const int hidden = scene.count() - scene.visible;
    for (int rank = 0; rank < scene.count(); ++rank) {
        const int patch = scene.trace->order[static_cast<std::size_t>(rank)];
        const auto slot = p.at.slot(rank);
        const bool keeps = rank < scene.visible;
        const double order = double(rank - scene.visible) / std::max(1, scene.count());
        const double fallen = keeps ? 0 : staggered(p.t, 0.45, 0.85, order);
        if (fallen > 0 && slot.width() > 6) { // what it leaves behind
            p.ink.outline(slot.adjusted(1, 1, -1, -1), withOpacity(p.colors.line, 0.7 * fallen), 1);
        }
        const auto place = p.at.placeOf(patch, Step::Keep, p.t);
        if (place.isNull()) {
            continue;
        }
        const double hatched = keeps ? 0 : staggered(p.t, 0.08, 0.4, order);
        if (hatched < 1) {
            paintPatch(p, patch, place);
            paintBadge(p, patch, place, 1);
        }
        p.ink.hatch(place, hatched * (1 - fallen));
    }
    const bool drawn = scene.trace->drawn;
    paintEnds(p, drawn ? StepWords::tr("lowest first") : StepWords::tr("visible first"),
              drawn ? StepWords::tr("highest last") : StepWords::tr("then hidden"),
              1 - eased(p.t, 0, 0.1));
    paintEnds(p, StepWords::tr("kept: %1").arg(number(scene.visible)),
              StepWords::tr("hidden: %1").arg(number(hidden)), eased(p.t, 0.12, 0.25));
}

} // namespace mae::ui
