// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <deque>
#include <memory>
#include <vector>

namespace mae::ui {

/// The engine as the GUI sees it: slots in, signals out, all on the GUI thread.
///
/// While it trains events are drained at most every 33 ms; else at once, so that a moving slider
/// sees its answer without delay.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(EngineOptions options = {}, QObject* parent = nullptr);
    ~Session() override;

    EngineState state() const { return m_state; }
    const ModelCard& model() const { return m_model; } ///< the opened one; empty name: none yet
    /// The one to compare with; empty name: none.
    const ModelCard& secondModel() const { return m_second; }
    bool hasModel() const { return !m_model.name.empty(); }
    bool usesTrainingModel() const { return m_usesTraining; }
    /// The run in training or paused, or the last one; empty folder: none yet.
    const RunStarted& run() const { return m_run; }
    bool hasActiveRun() const {
        return m_state == EngineState::Training || m_state == EngineState::Paused;
    }
    const QueueChanged& queue() const { return m_queue; } ///< runs that wait for their turn
    const QString& device() const { return m_device; }

    void openModel(const QString& path, const ModelOverrides& overrides = {});
    void openSecondModel(const QString& path, const ModelOverrides& overrides = {});
    void assumeTarget(Target target);
    void useTrainingModel(bool use);
    /// @return the number that comes back with the answers
    quint64 reconstruct(std::shared_ptr<const Image> picture, const MaskChoice& mask,
                        const DisplayOptions& display);
    /// Replaces the study of the channel; no tasks: ends it.
    /// @return the number that comes back with the answers
    quint64 study(StudyChannel channel, std::vector<StudyTask> tasks);
    void startTraining(const TrainConfig& config, const QString& folder = {});
    void continueRun(const QString& folder, std::optional<double> epochs = {},
                     std::vector<SettingChange> changes = {});
    /// @param from  a run's folder, or one of its checkpoints; @param folder  empty: a new one
    void forkRun(const QString& from, const QString& folder,
                 std::vector<SettingChange> changes = {});
    void removeQueued(quint64 id);
    void queueFirst(quint64 id); ///< gives it the next turn
    void changeRun(const QString& path, const QString& value);
    void saveElsewhere(const QString& folder); ///< empty: a new one
    /// Measures how long a run would take. @return the number that comes back with the answer
    quint64 tryOut(const TrainConfig& config);
    void pause();
    void resume();
    void stop();
    void saveNow();
    void measureLayers(); ///< of the open run

Q_SIGNALS:
    void stateChanged(mae::EngineState state);
    void deviceReady(const QString& device, int threads);
    void modelOpened(const mae::ModelCard& card);
    void secondModelOpened(const mae::ModelCard& card);
    void modelSourceChanged(bool training);
    void reconstructionReady(const mae::ReconstructionReady& answer);
    void reconstructionProgress(const mae::ReconstructionProgress& progress);
    void encoderLookReady(const mae::EncoderLookReady& answer);
    void baselinesReady(const mae::BaselinesReady& answer);
    void studyPartReady(const mae::StudyPartReady& part);
    void runStarted(const mae::RunStarted& run);
    void runChanged(const mae::RunChanged& change); ///< run() has the new settings and length
    void runNoticed(const mae::RunNotice& notice);
    void runMoved(const QString& folder); ///< run() has the new folder
    void queueChanged(const mae::QueueChanged& queue);
    void metricsAdded(const std::vector<mae::StepMetrics>& steps);
    void probesReady(const std::shared_ptr<const mae::Probes>& probes);
    void checkpointSaved(const mae::CheckpointSaved& saved);
    void trialReady(const mae::TrialReady& answer);
    void layersMeasured(const std::shared_ptr<const mae::LayerReport>& report);
    void runEnded(const mae::RunEnded& ended);
    void failed(const mae::EngineFailed& failure);

private:
    void wake();
    void drain();
    void dispatch(const Event& event);
    void noteChange(const RunChanged& change);

    EngineState m_state = EngineState::Idle;
    ModelCard m_model;
    ModelCard m_second;
    bool m_usesTraining = false;
    RunStarted m_run;
    QueueChanged m_queue;
    QString m_device;
    quint64 m_lastRequest = 0;
    std::deque<Event> m_events; ///< taken, still to be told
    QTimer m_frame;             ///< paces drain() to what a display can show
    Engine m_engine;            ///< last: its thread must be gone before anything it can reach
};

} // namespace mae::ui
