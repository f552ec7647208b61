// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/steps_ink.h"
#include "ui/widgets/steps_layout.h"

namespace mae::ui {

/// One moment of one step: what the functions that paint need.
struct StepPaint {
    StepInk& ink;
    const StepScene& scene;
    const StepsLayout& at;
    const StageColors& colors;
    double t = 0;      ///< in [0, 1]
    int followed = -1; ///< a patch; -1: none

    double text() const { return at.text(); }
    int watched() const; ///< the patch that is taken as an example
};

void paintStage(const StepPaint& paint, Step step); ///< everything but the words below the stage

// One function a step
void paintCut(const StepPaint& paint);
void paintNumbers(const StepPaint& paint);
void paintNoise(const StepPaint& paint);
void paintSort(const StepPaint& paint);
void paintKeep(const StepPaint& paint);
void paintEncode(const StepPaint& paint);
void paintMaskTokens(const StepPaint& paint);
void paintUnsort(const StepPaint& paint);
void paintDecode(const StepPaint& paint);
void paintPixels(const StepPaint& paint);

// What several steps show
void paintPatch(const StepPaint& paint, int patch, const QRectF& place, double opacity = 1);
/// The noise of a patch: a shade and, where there is room, the number.
void paintBadge(const StepPaint& paint, int patch, const QRectF& place, double opacity);
void paintTile(const StepPaint& paint, const TokenPictures& tokens, int token, const QRectF& place,
               double opacity = 1);
/// All of the finished encoder but its output. @param opacity  of all of it
void paintEncoderPast(const StepPaint& paint, double opacity);
/// The patch as numbers, enlarged beside the grid. @param opacity  of all of it
void paintExample(const StepPaint& paint, double t, double opacity);
/// A caption. @param opacity  nothing is painted at 0
void paintCaption(const StepPaint& paint, const QRectF& place, const QString& text,
                  Qt::Alignment alignment, double opacity = 1, bool strong = false);
/// Above a region, in its middle.
void paintCaptionAbove(const StepPaint& paint, const QRectF& region, const QString& text,
                       double opacity);
/// At both ends of the row of captions.
void paintEnds(const StepPaint& paint, const QString& left, const QString& right, double opacity);

} // namespace mae::ui
