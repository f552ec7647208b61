// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/outbox.h"

#include <utility>

namespace mae {
namespace {

/// Merges @p next into @p last if order towards other events is kept; else leaves both alone.
bool merge(Event& last, Event& next) {
    if (last.index() != next.index()) {
        return false;
    }
    if (auto* metrics = std::get_if<MetricsAdded>(&last)) {
        const auto& more = std::get<MetricsAdded>(next).steps;
        metrics->steps.insert(metrics->steps.end(), more.begin(), more.end());
        return true;
    }
    if (std::holds_alternative<ReconstructionReady>(last)
        || std::holds_alternative<ProbesReady>(last)
        || std::holds_alternative<BaselinesReady>(last)) {
        last = std::move(next); // the newest wins
        return true;
    }
    return false;
}

/// Metrics and previews may overtake each other, but never anything else.
bool isBarrier(const Event& event) {
    return !(std::holds_alternative<MetricsAdded>(event)
             || std::holds_alternative<ProbesReady>(event)
             || std::holds_alternative<ReconstructionReady>(event)
             || std::holds_alternative<BaselinesReady>(event));
}

} // namespace

Outbox::Outbox(Notify notify) : m_notify(std::move(notify)) {}

void Outbox::put(Event event) {
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto it = m_events.rbegin(); it != m_events.rend() && !isBarrier(*it); ++it) {
            if (merge(*it, event)) {
                return;
            }
        }
        wasEmpty = m_events.empty();
        m_events.push_back(std::move(event));
    }
    if (wasEmpty) {
        m_notify();
    }
}

std::vector<Event> Outbox::take() {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_events, {});
}

} // namespace mae
