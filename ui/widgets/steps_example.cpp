// SPDX-License-Identifier: GPL-3.0-or-later
// One patch as the model gets it: its pixels enlarged, and the first of its numbers.
#include "ui/widgets/steps_paint.h"
#include "ui/widgets/steps_words.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace mae::ui {
namespace {

QString twoDecimals(double value) { return QLocale().toString(value, 'f', 2); }

/// Where the parts of the example are.
struct Example {
    QRectF patch{};  ///< enlarged
    QRectF table{};  ///< of the first numbers: a pixel a row, a channel a column
    QRectF below{};  ///< lines about all numbers
    int rows = 1;    ///< of the table
    int columns = 1; ///< of the table
};

Example arranged(const StepPaint& p) {
    const auto region = p.at.right();
    const auto& trace = *p.scene.trace;
    const int values = static_cast<int>(trace.patches.front().first.size());
    Example parts;
    parts.columns = std::max(1, std::min(trace.config.channels, values));
    parts.rows = std::max(1, values / parts.columns);
    const double lines = 3.2 * p.text();
    const double side = std::min(0.5 * region.width(), region.height() - lines - p.text());
    const double top = region.center().y() - (side + lines) / 2;
    parts.patch = QRectF(region.left(), top, side, side);
    const double left = region.left() + side + 3.6 * p.text();
    const double width = std::min(region.right() - left, 15 * p.text());
    const double heading = 1.5 * p.text();
    const double row = std::min((side - heading) / parts.rows, 3.4 * p.text());
    parts.table = QRectF(left, top + heading, width, row * parts.rows);
    parts.below = QRectF(region.left(), top + side + p.text() / 2, region.width(), lines);
    return parts;
}

QColor readableOn(const QColor& ground) {
    return qGray(ground.rgb()) > 115 ? QColor(Qt::black) : QColor(Qt::white);
}

void paintHeadings(const StepPaint& p, const Example& parts, double opacity) {
    const std::array<QString, 3> channels{StepWords::tr("red"), StepWords::tr("green"),
                                          StepWords::tr("blue")};
    const double cell = parts.table.width() / parts.columns;
    for (int column = 0; column < parts.columns; ++column) {
        const QRectF place(parts.table.left() + column * cell, parts.table.top() - 1.4 * p.text(),
                           cell, 1.3 * p.text());
        paintCaption(p, place,
                     parts.columns == 3 ? channels[static_cast<std::size_t>(column)]
                                        : StepWords::tr("level"),
                     Qt::AlignCenter, opacity);
    }
}

/// The numbers appear one by one, from @p t 0 to 1.
void paintTable(const StepPaint& p, const Example& parts, double t, double opacity) {
    const auto& first = p.scene.trace->patches[static_cast<std::size_t>(p.watched())].first;
    const QSizeF cell(parts.table.width() / parts.columns, parts.table.height() / parts.rows);
    const double height = std::min({1.15 * p.text(), 0.7 * cell.height(), 0.28 * cell.width()});
    for (int i = 0; i < parts.rows * parts.columns; ++i) {
        const double seen = opacity * staggered(t, 0, 1, double(i) / (parts.rows * parts.columns));
        const QPointF at(i % parts.columns * cell.width(), i / parts.columns * cell.height());
        const auto place = QRectF(parts.table.topLeft() + at, cell).adjusted(1, 1, -1, -1);
        const double value = static_cast<double>(first[static_cast<std::size_t>(i)]);
        const auto color = valueColor(value / static_cast<double>(p.scene.patchRange));
        if (seen > 0) {
            p.ink.fill(place, withOpacity(color, seen));
            p.ink.text({.place = place,
                        .text = twoDecimals(value),
                        .alignment = Qt::AlignCenter,
                        .height = height,
                        .color = withOpacity(readableOn(color), seen)});
        }
    }
}

/// Which pixels of the patch the table's rows are: a number in the pixel, the pixel at the row.
void paintPixelMarks(const StepPaint& p, const Example& parts, double opacity) {
    const auto patch = p.scene.source(p.watched());
    const int side = p.scene.trace->result.patchSize;
    const double pixel = parts.patch.width() / side;
    const double row = parts.table.height() / parts.rows;
    const double swatch = std::min(row - 2, 1.8 * p.text());
    for (int i = 0; i < parts.rows; ++i) {
        const QPointF at(i % side, i / side);
        const QRectF inPatch(parts.patch.topLeft() + at * pixel, QSizeF(pixel, pixel));
        const QRectF atRow(parts.table.left() - swatch - 4,
                           parts.table.top() + (i + 0.5) * row - swatch / 2, swatch, swatch);
        p.ink.picture(p.scene.original, QRectF(patch.topLeft() + at, QSizeF(1, 1)), atRow, opacity);
        const QColor color = p.scene.original.pixelColor((patch.topLeft() + at).toPoint());
        for (const auto& place : {inPatch, atRow}) {
            p.ink.outline(place, withOpacity(Qt::white, 0.8 * opacity), 1.2);
            const double height = std::min(0.6 * place.height(), p.text());
            if (height >= 7) {
                p.ink.text({.place = place,
                            .text = QLocale().toString(i + 1),
                            .alignment = Qt::AlignCenter,
                            .height = height,
                            .color = withOpacity(readableOn(color), opacity)});
            }
        }
    }
}

void paintSummary(const StepPaint& p, const Example& parts, double opacity) {
    const auto& sample = p.scene.trace->patches[static_cast<std::size_t>(p.watched())];
    const int shown = parts.rows * parts.columns;
    const int more = p.scene.trace->config.patchValues() - shown;
    const auto line = QRectF(parts.below.topLeft(), QSizeF(parts.below.width(), 1.5 * p.text()));
    paintCaption(
        p, line,
        more > 0 ? StepWords::tr("Patch %1: these numbers and %2 more")
                       .arg(QLocale().toString(p.watched()), QLocale().toString(more))
                 : StepWords::tr("Patch %1: all its numbers").arg(QLocale().toString(p.watched())),
        Qt::AlignLeft | Qt::AlignVCenter, opacity, true);
    paintCaption(p, line.translated(0, 1.5 * p.text()),
                 StepWords::tr("smallest %1, mean %2, largest %3")
                     .arg(twoDecimals(sample.smallest), twoDecimals(sample.mean),
                          twoDecimals(sample.largest)),
                 Qt::AlignLeft | Qt::AlignVCenter, opacity);
}

} // namespace

void paintExample(const StepPaint& p, double t, double opacity) {
    if (opacity <= 0) {
        return;
    }
    const auto parts = arranged(p);
    const int patch = p.watched();
    const auto from = p.at.inGrid(patch, p.at.left(), 1);
    p.ink.outline(from, withOpacity(p.colors.accent, opacity), 2.5);
    const auto place = between(from, parts.patch, eased(t, 0.18, 0.38));
    paintPatch(p, patch, place, opacity);
    p.ink.outline(place, withOpacity(p.colors.accent, opacity), 2.5);
    const double words = opacity * eased(t, 0.38, 0.48);
    paintHeadings(p, parts, words);
    paintTable(p, parts, (t - 0.42) / 0.4, opacity);
    if (words > 0) {
        paintPixelMarks(p, parts, words);
    }
    paintSummary(p, parts, opacity * eased(t, 0.78, 0.88));
}

} // namespace mae::ui
