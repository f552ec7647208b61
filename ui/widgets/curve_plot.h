// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/curve_data.h"

#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

class QCustomPlot;

namespace mae::ui {

/// What a curve is called and how it is drawn.
struct CurveSpec {
    QString title;
    std::string column;    ///< its name in exported tables
    bool smoothed = false; ///< raw values faint, a smoothed line strong
    bool fromZero = false; ///< the axis starts at 0
    bool canBeLog = false;
    int decimals = 4; ///< significant digits of a value in words
};

/// Curves of a run that grow: the first large, the others small below, over one linked axis.
///
/// Follows the newest point until the user zooms (wheel, Shift + drag) or pans (drag); a double
/// click or Home shows everything again. Paints at most 30 times a second, and in a time that does
/// not grow with the number of points beyond what the screen can show. The only thing that knows
/// QCustomPlot.
class CurvePlot : public QWidget {
    Q_OBJECT

public:
    /// @param curves  at most kMostCurves
    explicit CurvePlot(std::vector<CurveSpec> curves, QWidget* parent = nullptr);
    ~CurvePlot() override;

    void setPoints(std::span<const CurvePoint> points);
    void append(std::span<const CurvePoint> points);
    void clear() { setPoints({}); }
    const CurveData& data() const { return m_data; }

    void setXAxis(CurveAxis axis);
    CurveAxis xAxis() const { return m_axis; }
    void setLogScale(bool log); ///< of the curves that can
    bool isLogScale() const { return m_log; }
    void setSmoothing(double weight); ///< see CurveData
    void setRectangleZoom(bool on);   ///< a drag draws a rectangle even without Shift
    void resetView();
    bool isFollowing() const { return m_following; } ///< shows everything, and what comes

    struct Range {
        double low = 0;
        double high = 0;
    };
    Range shownX() const;
    Range shownY(int curve) const;
    void showX(Range range);         ///< as if the user had zoomed there
    QRect plotArea(int curve) const; ///< where the curve is drawn, in this widget
    void flush();                    ///< paints now what waits for the next frame

    /// @throws Error(Io). PNG, PDF or SVG, or CSV with every value; by the file's suffix.
    void exportTo(const QString& file);

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Pane;

    void addPane(const CurveSpec& spec);
    void connectPointer();
    void userChangedX(double low, double high);
    void setFollowing(bool following);
    void refill(std::size_t from); ///< graphs from m_data
    void fitAxes();
    void fitY(Pane& pane, std::size_t curve);
    void showReadout();
    void placeTitles();
    void applyColours();
    void applyAxis();
    void fitTicks();
    void scheduleReplot();
    void zoomX(double factor);
    void panX(double share);
    bool writePicture(const QString& file, const QString& suffix);

    const std::vector<CurveSpec> m_specs;
    CurveData m_data;
    CurveAxis m_axis = CurveAxis::Step;
    bool m_log = false;
    bool m_rectangle = false;
    bool m_following = true;
    bool m_fitting = false; ///< ranges change because we set them
    double m_hoverX = 0;
    bool m_hovering = false;
    QCustomPlot* m_plot; ///< owned by Qt
    std::vector<std::unique_ptr<Pane>> m_panes;
    QTimer m_frame; ///< single shot: the next time we may paint
    QElapsedTimer m_sincePaint;
};

} // namespace mae::ui
