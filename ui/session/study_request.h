// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/session.h"

#include <QObject>
#include <vector>

namespace mae::ui {

/// One channel of studies as a view sees it: the newest study counts, answers of older ones are
/// dropped. GUI thread.
class StudyRequest : public QObject {
    Q_OBJECT

public:
    /// @param session  outlives the request
    StudyRequest(Session& session, StudyChannel channel, QObject* parent = nullptr);

    void ask(std::vector<StudyTask> tasks); ///< instead of what was asked before; none: cancel()
    void cancel();
    bool isWaiting() const { return m_left > 0; } ///< for answers
    int total() const { return m_total; }

Q_SIGNALS:
    void partReady(const mae::StudyPartReady& part);
    void waitingChanged(bool waiting);

private:
    void take(const StudyPartReady& part);
    void setLeft(int left);

    Session& m_session;
    const StudyChannel m_channel;
    quint64 m_request = 0; ///< 0: nothing is asked for
    int m_total = 0;
    int m_left = 0;
};

} // namespace mae::ui
