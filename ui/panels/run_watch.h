// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/desktop_notifier.h"
#include "ui/session/session.h"

#include <QObject>
#include <functional>

namespace mae::ui {

/// Says what has become of a long run to somebody who does not look at the window: that it has
/// ended, has failed, waits for help, or can't be saved.
class RunWatch : public QObject {
    Q_OBJECT

public:
    static constexpr double kLong = 30; ///< seconds; of shorter runs nobody goes away

    struct Surroundings {
        std::function<bool()> isLookedAt;  ///< somebody works in the window
        std::function<double()> seconds{}; ///< a clock; empty: the machine's
    };
    /// @param session  outlives it
    RunWatch(Session& session, Surroundings surroundings, QObject* parent = nullptr);

Q_SIGNALS:
    void runStarted();
    void worthTelling(const mae::ui::Notification& notification);

private:
    void onStarted(const RunStarted& run);
    void onFailed(const EngineFailed& failure);
    void onEnded(const RunEnded& ended);
    void tell(const QString& title, const QString& text, bool urgent);
    QString name() const;

    Session& m_session;
    Surroundings m_surroundings;
    QString m_folder;  ///< of the run
    QString m_failure; ///< the last one of the run
    QString m_told;    ///< the last problem, so that it is told once
    double m_start = 0;
    double m_loss = 0; ///< of the last step; 0: none yet
};

} // namespace mae::ui
