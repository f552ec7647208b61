// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder: every token a column, whose numbers go from top to bottom.
#include "ui/widgets/steps_paint.h"
#include "ui/widgets/steps_words.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace mae::ui {
namespace {

/// A part of all columns, revealed from its top down. @param shown  share, from 0 to 1
void paintCells(const StepPaint& p, const TokenPictures& tokens, bool output, double shown,
                double opacity) {
    if (shown <= 0) {
        return;
    }
    shown = std::min(shown, 1.0);
    for (int token = 0; token < p.at.shownColumns(); ++token) {
        auto place = output ? p.at.encoded(token) : p.at.embedded(token);
        auto source = tokens.column(token);
        const double values = std::ceil(shown * source.height()); // whole numbers
        place.setHeight(place.height() * values / source.height());
        source.setHeight(values);
        p.ink.picture(tokens.columns, source, place, opacity, true);
    }
}

QRectF labelPlace(const StepPaint& p, const QRectF& row, bool left) {
    const double width = 8 * p.text();
    const double x = left ? p.at.thumbnail(0).left() - width - 0.7 * p.text()
                          : p.at.encoded(p.at.shownColumns() - 1).right() + 0.7 * p.text();
    return {x, row.center().y() - 0.8 * p.text(), width, 1.6 * p.text()};
}

void paintLabel(const StepPaint& p, const QRectF& row, const QString& text, bool left,
                double opacity) {
    paintCaption(p, labelPlace(p, row, left), text,
                 (left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, opacity);
}

/// Beside numbers of tokens: what they are, and how many of them there are.
void paintCellsLabel(const StepPaint& p, const QRectF& row, const QString& text, double opacity) {
    const auto line = QPointF(0, 0.7 * p.text());
    paintLabel(p, row.translated(-line), text, true, opacity);
    const auto& trace = *p.scene.trace;
    paintLabel(p, row.translated(line),
               StepWords::tr("%1 of %2 numbers")
                   .arg(QLocale().toString(qlonglong(trace.embedded.front().first.size())),
                        QLocale().toString(trace.config.width)),
               true, opacity);
}

/// The length of each token after each block. @param shown  share of the blocks
void paintBlocks(const StepPaint& p, double shown, double opacity) {
    const auto& lengths = p.scene.lengths;
    const int blocks = static_cast<int>(p.scene.meanLengths.size());
    const double pitch = blocks > 1 ? p.at.block(1, 0).top() - p.at.block(0, 0).top() : 1e3;
    const int every = std::max(1, static_cast<int>(std::ceil(1.25 * p.text() / pitch)));
    for (int block = 0; block < blocks; ++block) {
        const double seen = opacity * eased(shown * blocks, block, block + 1);
        for (int token = 0; seen > 0 && token < p.at.shownColumns(); ++token) {
            p.ink.picture(lengths, QRectF(token, block, 1, 1), p.at.block(block, token), seen);
        }
        if (block % every == 0) {
            const auto row = p.at.block(block, 0);
            paintLabel(p, row, StepWords::tr("block %1").arg(QLocale().toString(block + 1)), true,
                       seen);
            const double mean = p.scene.meanLengths[static_cast<std::size_t>(block)];
            paintLabel(p, row,
                       block == 0
                           ? StepWords::tr("mean length %1").arg(QLocale().toString(mean, 'f', 1))
                           : QLocale().toString(mean, 'f', 1),
                       false, seen);
        }
    }
}

void paintKept(const StepPaint& p, double opacity) {
    for (int rank = 0; opacity > 0 && rank < p.scene.count(); ++rank) {
        if (rank >= p.scene.visible && p.at.slot(rank).width() > 6) {
            p.ink.outline(p.at.slot(rank).adjusted(1, 1, -1, -1),
                          withOpacity(p.colors.line, 0.7 * opacity), 1);
        }
    }
    paintEnds(
        p, StepWords::tr("kept: %1").arg(QLocale().toString(p.scene.visible)),
        StepWords::tr("hidden: %1").arg(QLocale().toString(p.scene.count() - p.scene.visible)),
        opacity);
}

void paintThumbnails(const StepPaint& p, double opacity) {
    for (int rank = p.scene.visible; rank-- > 0;) {
        const int patch = p.scene.trace->order[static_cast<std::size_t>(rank)];
        const bool hasColumn = rank + 1 < p.at.shownColumns();
        const double seen = hasColumn ? 1 : 1 - eased(p.t, 0.05, 0.25);
        const auto place = p.at.placeOf(patch, Step::Encode, p.t);
        paintPatch(p, patch, place, seen * opacity);
        paintBadge(p, patch, place, seen * (1 - eased(p.t, 0, 0.12)));
    }
    const double height = std::min(0.42 * p.at.thumbnail(0).width(), p.text());
    if (height >= 7) {
        p.ink.text({.place = p.at.thumbnail(0),
                    .text = QStringLiteral("cls"),
                    .alignment = Qt::AlignCenter,
                    .height = height,
                    .color = withOpacity(p.colors.secondary, opacity * eased(p.t, 0.2, 0.3))});
    }
}

void paintEncoder(const StepPaint& p, double opacity) {
    paintCells(p, p.scene.embedded, false, (p.t - 0.25) / 0.15, opacity);
    paintBlocks(p, std::clamp((p.t - 0.42) / 0.28, 0.0, 1.0), opacity);
    const int left = p.scene.visible + 1 - p.at.shownColumns();
    const double labels = opacity * eased(p.t, 0.25, 0.32);
    paintLabel(p, p.at.thumbnail(0), StepWords::tr("kept patches"), true, labels);
    paintCellsLabel(p, p.at.embedded(0), StepWords::tr("tokens"), labels);
    paintCellsLabel(p, p.at.encoded(0), StepWords::tr("encoder output"),
                    opacity * eased(p.t, 0.7, 0.78));
    if (left > 0) {
        paintLabel(p, p.at.thumbnail(0), StepWords::tr("and %1 more").arg(QLocale().toString(left)),
                   false, labels);
    }
    paintThumbnails(p, opacity);
}

} // namespace

void paintEncode(const StepPaint& p) {
    paintKept(p, 1 - eased(p.t, 0, 0.12));
    paintEncoder(p, 1);
    paintCells(p, p.scene.encoded, true, (p.t - 0.7) / 0.15, 1);
}

void paintEncoderPast(const StepPaint& p, double opacity) {
    if (opacity > 0) {
        paintEncoder({p.ink, p.scene, p.at, p.colors, 1, p.followed}, opacity);
    }
}

} // namespace mae::ui
