// SPDX-License-Identifier: GPL-3.0-or-later
// What a run tells of its layers when it is asked.
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/train/training_run_state.h"

#include <utility>

namespace mae {

void TrainingRun::State::measure(const std::function<void(LayerMeter&)>& part) {
    if (!meter) {
        return;
    }
    try {
        part(*meter);
    } catch (...) { // a measurement stops no run
        layersProblem = currentError();
        meter.reset();
    }
}

void TrainingRun::State::finishMeasuring(bool stepped) {
    if (meter) {
        layers = LayerReport{.step = counters.step + (stepped ? 0 : 1),
                             .stepped = stepped,
                             .layers = meter->layers()};
        meter.reset();
    }
}

void TrainingRun::measureLayers() {
    if (!m_state->meter) {
        m_state->meter = std::make_unique<LayerMeter>(m_state->config.model);
    }
}

bool TrainingRun::layersAreWanted() const {
    return m_state->meter || m_state->layers || m_state->layersProblem;
}

std::optional<LayerReport> TrainingRun::takeLayers() {
    if (const auto problem = std::exchange(m_state->layersProblem, {})) {
        throw Error(problem->kind(),
                    "The layers were not measured: " + std::string(problem->what()));
    }
    return std::exchange(m_state->layers, {});
}

std::optional<LayerReport> TrainingRun::layersNow(const std::stop_token& stop) {
    auto& state = *m_state;
    if (state.broken) {
        throw Error(ErrorKind::Numerical, "The weights in memory are not to be trusted.");
    }
    state.applyLaterChanges();
    // The next step's pictures, by a batcher of its own: the one of the run stays where it is.
    auto batcher = std::exchange(state.batcher, nullptr);
    const auto putBack = [&] {
        state.trainer->discard();
        state.batcher = std::move(batcher);
    };
    state.meter.reset(); // of a step that could not be done
    measureLayers();
    try {
        if (state.accumulate(stop)) {
            state.measure([&state](LayerMeter& meter) { meter.beforeUpdate(*state.trainer); });
            state.finishMeasuring(/*stepped=*/false);
        }
    } catch (...) {
        putBack();
        state.meter.reset();
        throw;
    }
    putBack();
    state.meter.reset();
    return takeLayers();
}

} // namespace mae
