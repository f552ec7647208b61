// SPDX-License-Identifier: GPL-3.0-or-later
// Settings that change while a run goes on.
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/train/steering.h"
#include "core/train/training_run_state.h"

#include <algorithm>

namespace mae {

void TrainingRun::State::takeUpChanges() {
    for (const auto& change : journal.changes()) {
        if (change.step > counters.step) {
            laterChanges.push_back(change);
        } else {
            changes.push_back(change); // the settings know it
        }
    }
    if (!changes.empty() && changes.back().step == counters.step) {
        guard.forget(); // as when it was made
    }
}

void TrainingRun::State::change(const SettingChange& wanted) {
    auto changed = config;
    steer(changed, wanted);
    if (changed == config) {
        return;
    }
    if (!record.begunWith) {
        record.begunWith = config;
    }
    const RunChanged made{counters.step, wanted.path, wanted.value};
    std::erase_if(laterChanges, [&](const auto& l) { return isSameSetting(l.path, made.path); });
    journal.add(made); // first: config.json alone would not tell from when on it holds
    apply(made);
    try {
        writeConfig();
    } catch (const Error& error) {
        log(LogLevel::Warning, error.what());
    }
}

void TrainingRun::State::apply(const RunChanged& made) {
    const auto before = config;
    const auto length = total;
    applyChange(config, {made.path, made.value});
    changes.push_back(made);
    plan();
    const bool rescheduled = total != length && config.mask.schedule != MaskScheduleKind::Constant;
    if (config.mask != before.mask || rescheduled) {
        batcher.reset(); // what it has queued was cut under the old masks
    }
    if (config.probe != before.probe) {
        prepareKnn();
    }
    guard.forget();
}

void TrainingRun::State::applyLaterChanges() {
    while (!laterChanges.empty() && laterChanges.front().step <= counters.step) {
        const auto next = laterChanges.front();
        laterChanges.pop_front();
        try {
            apply(next);
        } catch (const Error& error) { // other settings are no longer what they were
            log(LogLevel::Warning, "A change is left out: " + std::string(error.what()));
        }
    }
}

} // namespace mae
