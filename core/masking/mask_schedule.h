// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mae {

/// How the mask changes in the course of a run.
enum class MaskScheduleKind { Constant, Linear, Cosine, Steps };
template <> struct EnumNames<MaskScheduleKind> {
    static constexpr std::array kNames{EnumName{"constant", "Constant"},
                                       EnumName{"linear", "Linear"}, EnumName{"cosine", "Cosine"},
                                       EnumName{"steps", "Steps"}};
};

/// The masks of a run: how it begins, and what becomes of that.
struct TrainMask : MaskConfig {
    MaskScheduleKind schedule = MaskScheduleKind::Constant;
    double endRatio = 0.75; ///< of the last step; linear and cosine
    std::string steps{};    ///< see parseMaskSteps()

    bool operator==(const TrainMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        MaskConfig::fields(self, visit);
        const bool isCurve =
            self.schedule == MaskScheduleKind::Linear || self.schedule == MaskScheduleKind::Cosine;
        visit(self.schedule, Field{"schedule",
                                   "Mask schedule",
                                   {},
                                   "",
                                   "How the share of hidden patches changes during the run.",
                                   true});
        visit(self.endRatio, Field{"end_ratio",
                                   "Final mask ratio",
                                   {0.0, 0.99},
                                   "",
                                   "With a linear or cosine schedule: the ratio of the last step.",
                                   true,
                                   isCurve});
        visit(self.steps, Field{"steps",
                                "Mask steps",
                                {},
                                "",
                                "With a schedule of steps: epoch:ratio or epoch:strategy:ratio, "
                                "one after another with commas between, such as 10:0.6, "
                                "20:block:0.5.",
                                true,
                                self.schedule == MaskScheduleKind::Steps});
    }
};

/// From an epoch on, another mask.
struct MaskStep {
    double epoch = 0;
    MaskConfig mask{};

    bool operator==(const MaskStep&) const = default;
};

/// What TrainMask::steps says, "epoch:ratio" or "epoch:strategy:ratio" with commas between, epochs
/// ascending. A strategy has its usual settings, or those of the run's own if it is the same one;
/// without one the strategy before goes on.
/// @throws Error(InvalidConfig) with what is wrong, as the end of a sentence
std::vector<MaskStep> parseMaskSteps(const TrainMask& mask);

/// The masks of every step of a run: a function of the step's number, so that any batch can be made
/// again at any time and has one number of visible patches.
class MaskSchedule {
public:
    /// @throws Error(InvalidConfig) as parseMaskSteps()
    MaskSchedule(const TrainMask& mask, std::int64_t totalSteps, std::int64_t stepsPerEpoch);

    /// @param step  optimizer steps done before it. The first step has TrainMask::ratio, the last
    /// one TrainMask::endRatio
    MaskConfig at(std::int64_t step) const;

private:
    TrainMask m_mask;
    std::vector<MaskStep> m_steps;
    std::int64_t m_total;
    std::int64_t m_perEpoch;
};

} // namespace mae
