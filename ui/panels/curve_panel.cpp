// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/curve_panel.h"

#include "core/base/error.h"
#include "ui/style/helpers.h"
#include "ui/style/metrics.h"
#include "ui/widgets/curve_plot.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>
#include <limits>

namespace mae::ui {
namespace {

constexpr std::array kSmoothing{0.0, 0.8, 0.95, 0.99}; // none, light, medium, strong
constexpr int kSmallestCombo = 64;
constexpr int kUsualSmoothing = 2;

std::vector<CurveSpec> curveSpecs() {
    return {
        {.title = CurvePanel::tr("Loss"), .column = "loss", .smoothed = true, .canBeLog = true},
        {.title = CurvePanel::tr("validation"),
         .column = "val_loss",
         .canBeLog = true,
         .inPaneBefore = true,
         .sparse = true},
        {.title = CurvePanel::tr("Learning rate"), .column = "lr", .fromZero = true, .decimals = 3},
        {.title = CurvePanel::tr("Gradient norm"),
         .column = "grad_norm",
         .smoothed = true,
         .canBeLog = true,
         .decimals = 3},
        {.title = CurvePanel::tr("Pictures/s"),
         .column = "images_per_s",
         .smoothed = true,
         .fromZero = true,
         .decimals = 3},
        {.title = CurvePanel::tr("Memory, MB"),
         .column = "memory_mb",
         .fromZero = true,
         .decimals = 4},
        {.title = CurvePanel::tr("kNN, %"),
         .column = "probe_knn_top1_percent",
         .decimals = 3,
         .sparse = true}};
}

} // namespace

std::vector<CurvePoint> curvePoints(const std::vector<StepMetrics>& steps) {
    constexpr auto kNone = std::numeric_limits<double>::quiet_NaN();
    const auto known = [](double value) { return value > 0 ? value : kNone; };
    std::vector<CurvePoint> points;
    points.reserve(steps.size());
    for (const auto& m : steps) {
        points.push_back({.step = static_cast<double>(m.step),
                          .epoch = m.epoch,
                          .seconds = m.time,
                          .values = {m.loss, m.validationLoss.value_or(kNone), m.lr,
                                     known(m.gradNorm), known(m.imagesPerSecond), known(m.memoryMb),
                                     m.knnTop1 ? 100 * *m.knnTop1 : kNone}});
    }
    return points;
}

CurvePanel::CurvePanel(QWidget* parent) : QWidget(parent), m_plot(new CurvePlot(curveSpecs())) {
    m_plot->setAccessibleName(tr("Curves of the run"));
    m_plot->setMinimumSize(280, 200);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_tools = makeTools();
    column->addWidget(m_tools);
    column->addWidget(m_plot, 1);
}

QWidget* CurvePanel::makeTools() {
    auto* tools = new QWidget;
    auto* line = new QHBoxLayout(tools);
    line->setContentsMargins(kGap, kGapTiny, kGapSmall, kGapTiny);
    line->setSpacing(kGapSmall);
    auto* axis = new QComboBox;
    axis->addItems({tr("Step"), tr("Epoch"), tr("Time")});
    axis->setAccessibleName(tr("Horizontal axis"));
    axis->setToolTip(tr("What the curves are drawn over."));
    auto* smoothing = new QComboBox;
    smoothing->addItems(
        {tr("Not smoothed"), tr("Smoothed a little"), tr("Smoothed"), tr("Smoothed strongly")});
    smoothing->setCurrentIndex(kUsualSmoothing);
    smoothing->setAccessibleName(tr("Smoothing"));
    smoothing->setToolTip(
        tr("Smoothing: the strong line is a moving average; the faint one is every step."));
    auto* log = makeIconButton("log-scale", tr("Logarithmic Axis"));
    log->setCheckable(true);
    auto* rectangle = makeIconButton("zoom-in", tr("Zoom by Rectangle (Shift + Drag)"));
    rectangle->setCheckable(true);
    auto* reset = makeIconButton("fit", tr("Show Everything (Double Click)"));
    auto* save = makeIconButton("save", tr("Export Curves…"));
    for (auto* combo : {axis, smoothing}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        combo->setMinimumWidth(kSmallestCombo); // rather than a window that does not fit
        line->addWidget(combo);
    }
    line->addStretch();
    for (auto* button : {log, rectangle, reset, save}) {
        line->addWidget(button);
    }
    reset->setEnabled(false);
    connect(axis, &QComboBox::currentIndexChanged, m_plot,
            [this](int index) { m_plot->setXAxis(static_cast<CurveAxis>(index)); });
    connect(smoothing, &QComboBox::currentIndexChanged, m_plot, [this](int index) {
        m_plot->setSmoothing(kSmoothing[static_cast<std::size_t>(index)]);
    });
    connect(log, &QToolButton::toggled, m_plot, &CurvePlot::setLogScale);
    connect(rectangle, &QToolButton::toggled, m_plot, &CurvePlot::setRectangleZoom);
    connect(reset, &QToolButton::clicked, m_plot, &CurvePlot::resetView);
    connect(m_plot, &CurvePlot::followingChanged, reset,
            [reset](bool following) { reset->setEnabled(!following); });
    connect(save, &QToolButton::clicked, this, &CurvePanel::askForExport);
    return tools;
}

void CurvePanel::addTool(QAction* action) {
    m_tools->layout()->addWidget(makeActionButton(action));
}

void CurvePanel::setRunName(const QString& name) {
    m_runName = name;
    m_plot->setRunName(name);
}

void CurvePanel::showNotes(const std::vector<RunChanged>& changes,
                           const std::vector<RunNotice>& notices) {
    std::vector<CurveMark> marks;
    for (const auto& change : changes) {
        marks.push_back({static_cast<double>(change.step),
                         QString::fromStdString(change.path) + QStringLiteral(" = ")
                             + QString::fromStdString(change.value),
                         false});
    }
    for (const auto& notice : notices) {
        const auto& text = notice.text.empty() ? notice.kind : notice.text;
        marks.push_back({static_cast<double>(notice.step), QString::fromStdString(text), true});
    }
    m_plot->setMarks(std::move(marks));
}

void CurvePanel::askForExport() {
    auto* dialog = new QFileDialog(this, tr("Export Curves"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("PNG picture (*.png)"), tr("PDF document (*.pdf)"),
                            tr("SVG drawing (*.svg)"), tr("Table of values (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(m_runName.isEmpty() ? tr("curves") : m_runName);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const auto dot = filter.lastIndexOf(QLatin1String("*."));
        dialog->setDefaultSuffix(filter.mid(dot + 2).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        try {
            m_plot->exportTo(file);
        } catch (...) {
            Q_EMIT failed(QString::fromUtf8(currentError().what()));
        }
    });
    dialog->open();
}

} // namespace mae::ui
