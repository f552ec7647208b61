// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/curve_chart.h"
#include "ui/widgets/curve_data.h"

#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

namespace mae::ui {

class CurveCanvas;

/// What a curve is called and how it is drawn.
struct CurveSpec {
    QString title;
    std::string column;    ///< its name in exported tables
    bool smoothed = false; ///< raw values faint, a smoothed line strong
    bool fromZero = false; ///< the axis starts at 0
    bool canBeLog = false;
    int decimals = 4;          ///< significant digits of a value in words
    bool inPaneBefore = false; ///< beside the curve before it
    bool sparse = false;       ///< measured now and then: the few values are marked and joined
};

/// Another run behind the one that is shown.
struct CurveOverlay {
    QString name{};
    std::vector<CurvePoint> points{};
};

/// Losses to compare with, of this data under these masks.
struct ReferenceLines {
    std::optional<double> meanColour{}; ///< of predicting each picture's mean colour
    std::optional<double> neighbours{}; ///< of copying the nearest visible patch
};

/// What happened at a step.
struct CurveMark {
    double step = 0;
    QString text{};
    bool warning = false;
};

/// Curves of a run that grow: the first large, the others small below, over one linked axis; other
/// runs behind it, in a colour and a dash each.
///
/// Follows the newest point until the user zooms (wheel, Shift + drag) or pans (drag); a double
/// click or Home shows everything again. Paints at most 30 times a second, and in a time that does
/// not grow with the number of points.
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

    void setRunName(const QString& name); ///< in the legend, where there are other runs
    void setOverlays(std::vector<CurveOverlay> overlays);
    void setReferences(const ReferenceLines& references);
    void setMarks(std::vector<CurveMark> marks);

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
    Range shownX() const { return m_x; }
    Range shownY(int curve) const;
    void showX(Range range);         ///< as if the user had zoomed there
    QRect plotArea(int curve) const; ///< where the curve is drawn, in this widget
    void flush();                    ///< paints now what waits for the next frame

    /// The pane of a curve as it is drawn now.
    const ChartPane& chart(int curve) const;
    QStringList ticks(int curve, Qt::Orientation axis) const; ///< what is written at its axis
    /// What is told of the pane of a curve: at the pointer, or of the newest step.
    ChartReadout readout(int curve) const;
    /// What happened near a place, a line each; empty: nothing.
    QString marksAt(QPoint position) const;

    /// @throws Error(Io). PNG, PDF or SVG on white, or CSV with every value; by the file's suffix.
    void exportTo(const QString& file);

    QSize sizeHint() const override { return {640, 400}; }

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    bool event(QEvent* event) override; ///< tool tips of marks
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    /// Curves over one pair of axes.
    struct Pane {
        std::vector<std::size_t> curves{};
        Range y{0, 1};
        bool fitsY = true;
        ChartPane chart{};
    };
    struct Run {
        QString name{};
        CurveData data;
    };
    enum class Drag { None, Pan, Rectangle };

    Pane& paneOf(int curve) const;
    int paneAt(QPointF position) const; ///< -1: none
    void setFollowing(bool following);
    void changeX(double low, double high); ///< by the user
    void fitAxes();
    void fitY(Pane& pane);
    ValueRange rangeOf(const CurveData& data, std::size_t curve) const;
    bool hasValues(std::size_t pane) const; ///< else it is left out
    void build() const;                     ///< charts from data, if something has changed
    void draw(const ChartInk& ink, bool paper) const;
    void setAxes(std::size_t pane, const QRectF& outer, bool labelled) const;
    void setReadouts(bool paper) const;
    void addLines(ChartPane& chart, std::size_t curve, const ChartInk& ink, bool paper) const;
    QColor color(std::size_t curve, std::size_t run) const;
    std::vector<ChartReading> legend(std::size_t pane) const;
    QString valueText(const CurveData& data, std::size_t curve) const;
    std::optional<std::size_t> readIndex(const CurveData& data) const; ///< at the pointer or last
    void changed();
    void describe();
    void scheduleReplot();
    void zoomX(double factor, double around);
    void panX(double share);
    void moveDrag(QPointF to);
    void zoomTo(const QRectF& rectangle);
    void paintPointer(QPainter& painter) const;
    bool writeVectors(QIODevice& out, const QString& suffix);
    bool writePicture(const QString& file, const QString& suffix);

    const std::vector<CurveSpec> m_specs;
    CurveData m_data;
    QString m_name;
    std::vector<Run> m_overlays;
    ReferenceLines m_references;
    std::vector<CurveMark> m_marks;
    CurveAxis m_axis = CurveAxis::Step;
    bool m_log = false;
    bool m_rectangle = false;
    bool m_following = true;
    Range m_x{0, 1};
    mutable std::vector<Pane> m_panes;
    mutable bool m_built = false; ///< charts are of what is shown
    std::unique_ptr<CurveCanvas> m_canvas;
    std::optional<QPointF> m_pointer;
    Drag m_drag = Drag::None;
    QPointF m_dragFrom;
    int m_dragPane = 0;
    Range m_dragX;
    Range m_dragY;
    QTimer m_frame; ///< single shot: the next time we may paint
    QElapsedTimer m_sincePaint;
};

} // namespace mae::ui
