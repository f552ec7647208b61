// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask_schedule.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace mae {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorKind::InvalidConfig, why); }

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == at) {
            parts.emplace_back();
        } else if (c != ' ') {
            parts.back() += c;
        }
    }
    return parts;
}

template <std::size_t... I>
MaskStrategy strategyNamed(const std::string& id, const MaskStrategy& own,
                           std::index_sequence<I...>) {
    MaskStrategy chosen;
    std::string known;
    const auto consider = [&]<class Spec>(Spec spec) {
        known += (known.empty() ? "" : ", ") + std::string(Spec::kId);
        if (id != Spec::kId) {
            return false;
        }
        const auto* same = std::get_if<Spec>(&own);
        chosen = same != nullptr ? *same : spec;
        return true;
    };
    if (!(consider(std::variant_alternative_t<I, MaskStrategy>{}) || ...)) {
        refuse("names the strategy '" + id + "'; there are " + known);
    }
    return chosen;
}

/// @param before  what the step leaves as it is
MaskStep parseStep(const std::string& text, const MaskConfig& before, const MaskStrategy& own) {
    constexpr auto kAll = std::make_index_sequence<std::variant_size_v<MaskStrategy>>{};
    const auto parts = split(text, ':');
    if (parts.size() != 2 && parts.size() != 3) {
        refuse("must be epoch:ratio or epoch:strategy:ratio, not '" + text + "'");
    }
    const auto epoch = toDouble(parts.front()), ratio = toDouble(parts.back());
    if (!epoch || !(*epoch >= 0 && *epoch <= 1e6)) {
        refuse("has the epoch '" + parts.front() + "', which must be from 0 to 1000000");
    }
    if (!ratio || !(*ratio >= 0 && *ratio <= 0.99)) {
        refuse("has the ratio '" + parts.back() + "', which must be from 0 to 0.99");
    }
    return {.epoch = *epoch,
            .mask = {.strategy =
                         parts.size() == 3 ? strategyNamed(parts[1], own, kAll) : before.strategy,
                     .ratio = *ratio}};
}

} // namespace

std::vector<MaskStep> parseMaskSteps(const TrainMask& mask) {
    std::vector<MaskStep> steps;
    MaskConfig before = mask;
    for (const auto& part : split(mask.steps, ',')) {
        steps.push_back(parseStep(part, before, mask.strategy));
        before = steps.back().mask;
        if (steps.size() > 1 && steps[steps.size() - 2].epoch >= steps.back().epoch) {
            refuse("must have ascending epochs, and " + toText(steps.back().epoch)
                   + " does not come after " + toText(steps[steps.size() - 2].epoch));
        }
    }
    return steps;
}

MaskSchedule::MaskSchedule(const TrainMask& mask, std::int64_t totalSteps,
                           std::int64_t stepsPerEpoch)
    : m_mask(mask), m_total(totalSteps), m_perEpoch(stepsPerEpoch) {
    if (mask.schedule == MaskScheduleKind::Steps) {
        m_steps = parseMaskSteps(mask);
    }
}

MaskConfig MaskSchedule::at(std::int64_t step) const {
    MaskConfig now = m_mask;
    const double progress =
        m_total > 1 ? std::min(1.0, static_cast<double>(step) / static_cast<double>(m_total - 1))
                    : 0.0;
    switch (m_mask.schedule) {
    case MaskScheduleKind::Constant: break;
    case MaskScheduleKind::Linear:
        now.ratio = std::lerp(m_mask.ratio, m_mask.endRatio, progress);
        break;
    case MaskScheduleKind::Cosine:
        now.ratio = std::lerp(m_mask.endRatio, m_mask.ratio,
                              0.5 * (1.0 + std::cos(std::numbers::pi * progress)));
        break;
    case MaskScheduleKind::Steps:
        for (const auto& change : m_steps) {
            // The first step that is not before the epoch, whose product may be off by a rounding.
            if (static_cast<double>(step)
                >= change.epoch * static_cast<double>(m_perEpoch) - 1e-6) {
                now = change.mask;
            }
        }
        break;
    }
    return now;
}

} // namespace mae
