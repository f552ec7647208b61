// SPDX-License-Identifier: GPL-3.0-or-later
// The Train workspace and what is measured of the layers.
#include "ui/panels/curve_panel.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/train_workspace.h"

#include <QAction>
#include <QStackedWidget>

namespace mae::ui {

void TrainWorkspace::connectLayers() {
    m_curves->addTool(m_actions.layers);
    m_layers->addTool(m_actions.layers);
    connect(m_actions.layers, &QAction::toggled, this, [this](bool layers) {
        m_upper->setCurrentWidget(layers ? static_cast<QWidget*>(m_layers) : m_curves);
    });
    connect(m_layers, &LayersPanel::measureWanted, &m_session, &Session::measureLayers);
    connect(&m_session, &Session::layersMeasured, this,
            [this](const std::shared_ptr<const LayerReport>& report) {
                m_live.layers = report;
                if (showsLive()) {
                    m_layers->showReport(report);
                }
            });
    connect(&m_session, &Session::metricsAdded, this,
            [this](const std::vector<StepMetrics>& steps) {
                if (showsLive() && !steps.empty()) {
                    m_layers->noteStep(steps.back().step);
                }
            });
    connect(&m_session, &Session::failed, this, [this](const EngineFailed& failure) {
        if (failure.context == "layers" && showsLive()) {
            m_layers->measurementFailed(QString::fromStdString(failure.message));
        }
    });
}

void TrainWorkspace::showLayers() {
    const auto live = showsLive() ? m_live.layers : nullptr;
    const auto report = live ? live : m_record ? m_record->layers : nullptr;
    m_layers->setRunOpen(showsLive() && m_session.hasActiveRun());
    m_layers->setPaused(m_session.state() == EngineState::Paused);
    if (report != m_layers->report()) {
        m_layers->showReport(report);
    }
}

} // namespace mae::ui
