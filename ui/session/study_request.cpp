// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/study_request.h"

#include <utility>

namespace mae::ui {

StudyRequest::StudyRequest(Session& session, StudyChannel channel, QObject* parent)
    : QObject(parent), m_session(session), m_channel(channel) {
    connect(&session, &Session::studyPartReady, this, &StudyRequest::take);
    connect(&session, &Session::failed, this, [this](const EngineFailed& failure) {
        if (failure.context == "study" && failure.request == m_request) {
            setLeft(0);
        }
    });
}

void StudyRequest::ask(std::vector<StudyTask> tasks) {
    if (tasks.empty()) {
        cancel();
        return;
    }
    m_total = static_cast<int>(tasks.size());
    m_request = m_session.study(m_channel, std::move(tasks));
    setLeft(m_total);
}

void StudyRequest::cancel() {
    if (std::exchange(m_request, 0) != 0 && m_left > 0) {
        m_session.study(m_channel, {});
    }
    m_total = 0;
    setLeft(0);
}

void StudyRequest::take(const StudyPartReady& part) {
    if (part.channel != m_channel || part.request != m_request) {
        return;
    }
    Q_EMIT partReady(part);
    if (part.request == m_request) { // the receiver may have asked for something else
        setLeft(part.total - part.done);
    }
}

void StudyRequest::setLeft(int left) {
    const bool before = isWaiting();
    m_left = left;
    if (before != isWaiting()) {
        Q_EMIT waitingChanged(isWaiting());
    }
}

} // namespace mae::ui
