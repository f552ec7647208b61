// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/outbox.h"

#include <utility>

namespace mae {
namespace {

/// Of these only the newest counts.
bool isPreview(const Event& event) {
    return std::holds_alternative<ReconstructionReady>(event)
           || std::holds_alternative<EncoderLookReady>(event)
           || std::holds_alternative<BaselinesReady>(event)
           || std::holds_alternative<ReconstructionProgress>(event)
           || std::holds_alternative<ProbesReady>(event);
}

/// Metrics, previews and parts of studies may overtake each other, but never anything else.
bool isBarrier(const Event& event) {
    return !isPreview(event) && !std::holds_alternative<MetricsAdded>(event)
           && !std::holds_alternative<StudyPartReady>(event);
}

/// Parts of an older study of the same channel are of no use any more.
void dropOlderParts(std::vector<Event>& events, const StudyPartReady& newer) {
    std::erase_if(events, [&newer](const Event& event) {
        const auto* part = std::get_if<StudyPartReady>(&event);
        return part != nullptr && part->channel == newer.channel && part->request < newer.request;
    });
}

} // namespace

Outbox::Outbox(Notify notify) : m_notify(std::move(notify)) { m_events.reserve(kRoom); }

void Outbox::put(Event event) {
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        wasEmpty = m_events.empty();
        if (const auto* part = std::get_if<StudyPartReady>(&event)) {
            dropOlderParts(m_events, *part);
        }
        if (const auto older = findMergeable(event); older == m_events.end()) {
            m_events.push_back(std::move(event));
        } else if (auto* metrics = std::get_if<MetricsAdded>(&*older)) {
            const auto& more = std::get<MetricsAdded>(event).steps;
            metrics->steps.insert(metrics->steps.end(), more.begin(), more.end());
        } else {
            m_events.erase(older); // and to the back: baselines follow their reconstruction
            m_events.push_back(std::move(event));
        }
    }
    if (wasEmpty) {
        m_notify();
    }
}

std::vector<Event>::iterator Outbox::findMergeable(const Event& event) {
    if (isBarrier(event) || std::holds_alternative<StudyPartReady>(event)) {
        return m_events.end();
    }
    for (auto it = m_events.end(); it != m_events.begin();) {
        --it;
        if (it->index() == event.index()) {
            return it;
        }
        if (isBarrier(*it)) {
            break;
        }
    }
    return m_events.end();
}

void Outbox::makeRoom(std::size_t events) {
    const std::scoped_lock lock(m_mutex);
    if (m_events.capacity() - m_events.size() < events) {
        m_events.reserve(2 * m_events.capacity());
    }
}

std::vector<Event> Outbox::take() {
    std::vector<Event> next;
    next.reserve(kRoom);
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_events, std::move(next));
}

} // namespace mae
