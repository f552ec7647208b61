// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_watch.h"

#include "ui/models/duration_text.h"
#include "ui/session/paths.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocale>
#include <memory>
#include <utility>

namespace mae::ui {

RunWatch::RunWatch(Session& session, Surroundings surroundings, QObject* parent)
    : QObject(parent), m_session(session), m_surroundings(std::move(surroundings)) {
    if (!m_surroundings.seconds) {
        auto clock = std::make_shared<QElapsedTimer>();
        clock->start();
        m_surroundings.seconds = [clock] { return double(clock->elapsed()) / 1000; };
    }
    connect(&session, &Session::runStarted, this, &RunWatch::onStarted);
    connect(&session, &Session::runMoved, this, [this](const QString& to) { m_folder = to; });
    connect(&session, &Session::metricsAdded, this, [this](const std::vector<StepMetrics>& steps) {
        m_loss = steps.empty() ? m_loss : steps.back().loss;
    });
    connect(&session, &Session::checkpointSaved, this, [this] { m_told.clear(); });
    connect(&session, &Session::failed, this, &RunWatch::onFailed);
    connect(&session, &Session::runEnded, this, &RunWatch::onEnded);
    if (session.hasActiveRun()) {
        onStarted(session.run());
    }
}

void RunWatch::onStarted(const RunStarted& run) {
    m_folder = toText(run.folder);
    m_start = m_surroundings.seconds();
    m_failure.clear();
    m_told.clear();
    m_loss = 0;
    Q_EMIT runStarted();
}

QString RunWatch::name() const { return QFileInfo(m_folder).fileName(); }

void RunWatch::onFailed(const EngineFailed& failure) {
    if (failure.context != "training" && failure.context != "save") {
        return;
    }
    m_failure = QString::fromStdString(failure.message);
    if (!m_session.hasActiveRun()) {
        return; // it could not even start
    }
    if (std::exchange(m_told, m_failure) == m_failure) {
        return; // the disk is still full
    }
    if (m_session.state() == EngineState::Paused) {
        tell(tr("“%1” is paused").arg(name()), m_failure, /*urgent=*/true);
    } else if (failure.context == "save") {
        tell(tr("“%1” can't be saved").arg(name()), m_failure, /*urgent=*/true);
    }
}

void RunWatch::onEnded(const RunEnded& ended) {
    const QLocale locale;
    const auto steps = locale.toString(qlonglong{ended.step});
    const auto count = static_cast<int>(ended.step);
    switch (ended.reason) {
    case RunEnd::Finished:
        tell(tr("“%1” has finished").arg(name()),
             m_loss > 0 ? tr("%Ln steps, %1. Loss %2.", nullptr, count)
                              .arg(durationText(m_surroundings.seconds() - m_start),
                                   locale.toString(m_loss, 'f', 4))
                        : tr("%Ln steps.", nullptr, count),
             /*urgent=*/false);
        break;
    case RunEnd::Failed:
        tell(tr("“%1” has failed at step %2").arg(name(), steps), m_failure, /*urgent=*/true);
        break;
    case RunEnd::Stopped: break; // by somebody, who knows
    }
}

void RunWatch::tell(const QString& title, const QString& text, bool urgent) {
    if (m_surroundings.seconds() - m_start >= kLong && !m_surroundings.isLookedAt()) {
        Q_EMIT worthTelling({.title = title, .text = text, .key = m_folder, .urgent = urgent});
    }
}

} // namespace mae::ui
