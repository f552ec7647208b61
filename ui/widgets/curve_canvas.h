// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/curve_chart.h"

#include <QPixmap>
#include <QSize>
#include <QStringList>
#include <memory>

class QPaintDevice;
class QWidget;

namespace mae::ui {

/// Draws panes with QCustomPlot: axes, ticks, grid, curves, levels and marks, on screen and paper.
///
/// QCustomPlot is never shown as a widget: who owns the canvas has the pointer and the keys, and
/// paints. Panes go by number. A drawing is begin(), setAxes() of each, layOut(), setCurves().
class CurveCanvas {
public:
    explicit CurveCanvas(std::size_t panes);
    ~CurveCanvas();

    void begin(const QSize& size, const ChartInk& ink);
    void setAxes(std::size_t pane, const ChartPane& chart); ///< places them in outer, too
    void layOut();                                          ///< makes room for the labels
    QRectF area(std::size_t pane) const;                    ///< where the curves are
    void setCurves(std::size_t pane, const ChartPane& chart);
    void setReadout(std::size_t pane, ChartReadout readout);

    QStringList ticks(std::size_t pane, Qt::Orientation axis) const; ///< what is written at it

    /// On screen; only what has changed is drawn anew.
    void paint(QWidget& widget);
    QPixmap picture(double scale);
    /// As lines and text, not as pixels. @param device  as many dots an inch as the screen
    bool print(QPaintDevice& device);

private:
    struct Parts;
    std::unique_ptr<Parts> m;
};

} // namespace mae::ui
