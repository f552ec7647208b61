// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/event.h"
#include "core/train/run_events.h"
#include "ui/widgets/curve_data.h"

#include <QWidget>
#include <vector>

class QAction;
class QComboBox;
class QToolButton;

namespace mae::ui {

class CurvePlot;

/// Points of the curves loss, validation loss, learning rate, gradient norm, pictures per second,
/// memory and kNN accuracy in per cent.
std::vector<CurvePoint> curvePoints(const std::vector<StepMetrics>& steps);

/// The curves of a run with their tool bar: axis, smoothing, log scale, zoom, export.
class CurvePanel : public QWidget {
    Q_OBJECT

public:
    explicit CurvePanel(QWidget* parent = nullptr);

    CurvePlot* plot() const { return m_plot; }
    void addTool(QAction* action);        ///< a button behind those of the panel
    void askForExport();                  ///< opens a file dialog
    void setRunName(const QString& name); ///< of exported files, and in the legend
    /// Marks what was changed during the run, and what happened.
    void showNotes(const std::vector<RunChanged>& changes, const std::vector<RunNotice>& notices);

Q_SIGNALS:
    void failed(const QString& message);

private:
    QWidget* makeTools();

    CurvePlot* m_plot; ///< owned by Qt
    QWidget* m_tools;
    QString m_runName;
};

} // namespace mae::ui
