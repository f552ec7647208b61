// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ratio_chart.h"

#include <QByteArray>
#include <QWidget>

namespace mae::ui {

/// How well a model and those without a model fill hidden patches, against the mask ratio. Points
/// come one by one. The pointer or the arrow keys choose a ratio, whose values the legend tells; a
/// click, Return or Space adopts it.
class RatioPlot : public QWidget {
    Q_OBJECT

public:
    explicit RatioPlot(QWidget* parent = nullptr);

    void setPoint(const Measure& measure); ///< instead of the one at its ratio
    /// Every point is of an earlier picture, mask or model until it is set again.
    void setStale();
    void clear();
    const std::vector<RatioPoint>& points() const { return m_chart.points; }

    void setQuantity(RatioQuantity quantity);
    RatioQuantity quantity() const { return m_chart.quantity; }
    void setRatio(std::optional<double> ratio); ///< of the mask in use

    std::optional<double> pointedRatio() const { return m_chart.pointed; }
    QRectF plotArea() const;                            ///< where the curves are
    QPointF placeOf(double ratio, Filler filler) const; ///< of a point that is there
    QString description() const;                        ///< values at the chosen ratio in words

    Figure figure() const;    ///< without stale points; empty if there are no others
    QByteArray toCsv() const; ///< the same points

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void ratioAdopted(double ratio);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    ChartDrawing drawing() const;
    std::vector<RatioPoint> freshPoints() const;
    const RatioPoint* told() const; ///< null: there are no points
    void point(std::optional<double> ratio);
    void step(int by);
    void adopt();
    void refresh();

    RatioChart m_chart;
};

} // namespace mae::ui
