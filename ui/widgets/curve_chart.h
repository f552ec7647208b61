// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <utility>
#include <vector>

class QPainter;

namespace mae::ui {

/// The stretch of an axis that is shown; equally spaced by value, or by its logarithm.
struct PlotAxis {
    double low = 0;
    double high = 1;
    bool log = false; ///< then low is above 0

    double share(double value) const; ///< 0 at low, 1 at high
    double valueAt(double share) const;
};

/// A line through points in step order: place on the axis and value.
struct ChartLine {
    std::vector<QPointF> points{};
    QColor color{};
    double width = 1;
    Qt::PenStyle dash = Qt::SolidLine;
    bool dense = false; ///< several points in each column of pixels: drawn without soft edges
    bool dots = false;  ///< each point is marked
};

/// A level across the chart, with its name.
struct ChartLevel {
    double value = 0;
    QString name{};
};

/// A thin upright line: something happened there.
struct ChartMark {
    double place = 0;
    bool warning = false;
};

/// A curve that is told: in the legend by name, in a title by its value only.
struct ChartReading {
    QString name{};
    QString value{}; ///< empty: none there
    QColor color{};
    Qt::PenStyle dash = Qt::SolidLine;
    double width = 1;
    bool dots = false;
};

/// One pair of axes with what is drawn over them. A value.
struct ChartPane {
    QRectF outer{}; ///< with title and labels; empty: it is left out
    QRectF area{};  ///< where the curves are
    QString title{};
    PlotAxis x{};
    PlotAxis y{};
    bool clock = false;   ///< x is in seconds
    bool labelled = true; ///< x has numbers
    int ticksX = 3;       ///< about as many
    int ticksY = 2;
    std::vector<ChartLine> lines{};
    std::vector<ChartLevel> levels{};
    std::vector<ChartMark> marks{};

    QPointF at(QPointF point) const; ///< pixels of a place and value
    double placeAt(double pixel) const { return x.valueAt((pixel - area.left()) / area.width()); }
};

/// What is said at a place of a pane.
struct ChartReadout {
    QString title{};
    QString where{};                                ///< at the right of the title
    std::vector<ChartReading> values{};             ///< behind the title
    std::vector<ChartReading> legend{};             ///< inside of the pane
    std::vector<std::pair<QPointF, QColor>> dots{}; ///< places and values
};

struct ChartInk {
    QColor ground{};
    QColor text{};
    QColor quiet{};
    QColor grid{};
    QColor frame{};
    QColor warning{};
    QFont strong{};  ///< of titles
    QFont caption{}; ///< of numbers and legends

    static ChartInk ofScreen(const QFont& font); ///< of the theme
    static ChartInk ofPaper(const QFont& font);
};

QColor mixed(const QColor& a, const QColor& b, double share); ///< @param share  of a

/// The points of a line that have a place on the pane's axes. A dense line that is not solid has
/// gaps, each of them a point without a value (NaN): dashes along every up and down of it would
/// not be seen as such.
std::vector<QPointF> drawnPoints(const ChartLine& line, const ChartPane& pane);

/// Divides a plot: the first pane large above the others, which are beside each other.
/// @return outer rectangles
std::vector<QRectF> chartPlaces(const QRectF& whole, int panes);

/// Title, legend and dots; what changes with the pointer.
void paintReadout(QPainter& painter, const ChartPane& pane, const ChartReadout& readout,
                  const ChartInk& ink);

} // namespace mae::ui
