// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the engine's worker that tells of the layers of the run.
#include "core/engine/attempt.h"
#include "core/engine/worker.h"

#include <utility>

namespace mae {

void Worker::on(const MeasureLayers&) {
    if (!m_run) {
        throw Error(ErrorKind::InvalidConfig, "There is no run to measure. Start or continue one.");
    }
    if (m_state == EngineState::Training) {
        m_run->measureLayers();
    } else {
        publishLayersNow();
    }
}

/// @throws Error
void Worker::publishLayersNow() {
    if (auto layers = m_run->layersNow(m_inbox.job())) {
        m_outbox.put(LayersMeasured{std::make_shared<const LayerReport>(std::move(*layers))});
    }
}

/// Whoever waits for the layers of the next step need not wait until somebody resumes.
void Worker::pause() {
    enter(EngineState::Paused);
    if (m_run->layersAreWanted()) {
        if (const auto error = attempt([this] { publishLayersNow(); })) {
            report(*error, "layers");
        }
    }
}

/// If the last step was measured.
void Worker::publishLayers() {
    std::optional<LayerReport> layers;
    if (const auto error = attempt([&] { layers = m_run->takeLayers(); })) {
        report(*error, "layers");
    } else if (layers) {
        m_outbox.put(LayersMeasured{std::make_shared<const LayerReport>(std::move(*layers))});
    }
}

} // namespace mae
