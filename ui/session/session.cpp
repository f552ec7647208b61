// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/train/lr_schedule.h"
#include "core/train/steering.h"
#include "ui/session/paths.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace mae::ui {

Session::Session(EngineOptions options, QObject* parent)
    : QObject(parent),
      m_engine([this] { QMetaObject::invokeMethod(this, &Session::wake, Qt::QueuedConnection); },
               std::move(options)) {
    m_frame.setSingleShot(true);
    m_frame.setInterval(std::chrono::milliseconds(33));
    connect(&m_frame, &QTimer::timeout, this, &Session::drain);
}

Session::~Session() = default;

void Session::openModel(const QString& path, const ModelOverrides& overrides) {
    m_engine.post(OpenModel{toPath(path).string(), overrides, ModelSlot::Main});
}

void Session::openSecondModel(const QString& path, const ModelOverrides& overrides) {
    m_engine.post(OpenModel{toPath(path).string(), overrides, ModelSlot::Second});
}

void Session::assumeTarget(Target target) { m_engine.post(AssumeTarget{target}); }

void Session::useTrainingModel(bool use) { m_engine.post(UseTrainingModel{use}); }

quint64 Session::reconstruct(std::shared_ptr<const Image> picture, const MaskChoice& mask,
                             const DisplayOptions& display) {
    m_engine.post(Reconstruct{++m_lastRequest, std::move(picture), mask, display});
    return m_lastRequest;
}

quint64 Session::study(StudyChannel channel, std::vector<StudyTask> tasks) {
    m_engine.post(Study{++m_lastRequest, channel, std::move(tasks)});
    return m_lastRequest;
}

void Session::startTraining(const TrainConfig& config, const QString& folder) {
    m_engine.post(StartTraining{config, toPath(folder)});
}

void Session::continueRun(const QString& folder, std::optional<double> epochs,
                          std::vector<SettingChange> changes) {
    m_engine.post(ContinueRun{toPath(folder), epochs, std::move(changes)});
}

quint64 Session::tryOut(const TrainConfig& config) {
    m_engine.post(TryOut{++m_lastRequest, config});
    return m_lastRequest;
}

void Session::forkRun(const QString& from, const QString& folder,
                      std::vector<SettingChange> changes) {
    m_engine.post(ForkRun{toPath(from), toPath(folder), std::move(changes)});
}

void Session::removeQueued(quint64 id) { m_engine.post(RemoveQueued{id}); }
void Session::queueFirst(quint64 id) { m_engine.post(QueueFirst{id}); }

void Session::changeRun(const QString& path, const QString& value) {
    m_engine.post(ChangeRun{path.toStdString(), value.toStdString()});
}

void Session::saveElsewhere(const QString& folder) { m_engine.post(SaveElsewhere{toPath(folder)}); }

void Session::pause() { m_engine.post(PauseTraining{}); }
void Session::resume() { m_engine.post(ResumeTraining{}); }
void Session::stop() { m_engine.post(StopTraining{}); }
void Session::saveNow() { m_engine.post(SaveNow{}); }
void Session::measureLayers() { m_engine.post(MeasureLayers{}); }

void Session::wake() {
    // Training has something to tell at every step: it waits for the frame. Nobody has to wait for
    // the answer to a slider.
    if (m_state != EngineState::Training || !m_frame.isActive()) {
        drain();
    }
}

void Session::drain() {
    auto events = m_engine.takeEvents();
    if (!events.empty()) {
        m_frame.start();
    }
    std::move(events.begin(), events.end(), std::back_inserter(m_events));
    // One by one: a receiver may open a dialog, in whose event loop this is called again.
    while (!m_events.empty()) {
        const auto event = std::move(m_events.front());
        m_events.pop_front();
        dispatch(event);
    }
}

void Session::dispatch(const Event& event) {
    std::visit(Overloaded{
                   [this](const StateChanged& e) { Q_EMIT stateChanged(m_state = e.state); },
                   [this](const DeviceReady& e) {
                       m_device = QString::fromStdString(e.device);
                       Q_EMIT deviceReady(m_device, e.threads);
                   },
                   [this](const ModelOpened& e) {
                       if (e.slot == ModelSlot::Main) {
                           Q_EMIT modelOpened(m_model = e.card);
                       } else {
                           Q_EMIT secondModelOpened(m_second = e.card);
                       }
                   },
                   [this](const ModelSourceChanged& e) {
                       Q_EMIT modelSourceChanged(m_usesTraining = e.training);
                   },
                   [this](const ReconstructionReady& e) { Q_EMIT reconstructionReady(e); },
                   [this](const ReconstructionProgress& e) { Q_EMIT reconstructionProgress(e); },
                   [this](const StudyPartReady& e) { Q_EMIT studyPartReady(e); },
                   [this](const EncoderLookReady& e) { Q_EMIT encoderLookReady(e); },
                   [this](const BaselinesReady& e) { Q_EMIT baselinesReady(e); },
                   [this](const RunStarted& e) { Q_EMIT runStarted(m_run = e); },
                   [this](const RunChanged& e) { noteChange(e); },
                   [this](const RunNotice& e) { Q_EMIT runNoticed(e); },
                   [this](const QueueChanged& e) { Q_EMIT queueChanged(m_queue = e); },
                   [this](const RunMoved& e) {
                       m_run.folder = e.folder;
                       Q_EMIT runMoved(toText(e.folder));
                   },
                   [this](const MetricsAdded& e) { Q_EMIT metricsAdded(e.steps); },
                   [this](const ProbesReady& e) { Q_EMIT probesReady(e.probes); },
                   [this](const CheckpointSaved& e) { Q_EMIT checkpointSaved(e); },
                   [this](const RunEnded& e) { Q_EMIT runEnded(e); },
                   [this](const TrialReady& e) { Q_EMIT trialReady(e); },
                   [this](const LayersMeasured& e) { Q_EMIT layersMeasured(e.report); },
                   [this](const EngineFailed& e) { Q_EMIT failed(e); },
               },
               event);
}

void Session::noteChange(const RunChanged& change) {
    try {
        applyChange(m_run.config, {change.path, change.value});
        m_run.totalSteps = totalSteps(m_run.config.train, m_run.stepsPerEpoch);
    } catch (const Error&) {
        return; // of another run than the window thinks: the engine applied it
    }
    m_run.changes.push_back(change);
    Q_EMIT runChanged(change);
}

} // namespace mae::ui
