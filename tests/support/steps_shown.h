// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/trace.h"
#include "ui/widgets/steps_view.h"

#include "tests/support/toy_model.h"

#include <algorithm>

namespace mae::test {

inline constexpr QSize kSize(900, 560);

inline ui::ViewContext contextOf(MaskChoice choice, DisplayOptions display = {}) {
    ui::ViewContext context{.model = 1, .config = toyConfig()};
    context.current.id = 1;
    context.current.mask = std::move(choice);
    context.current.display = display;
    return context;
}

inline MaskChoice randomChoice(double ratio = 0.75) {
    return {.config = {.ratio = ratio}, .seed = 3};
}

inline MaskChoice paintedChoice() {
    MaskChoice choice;
    std::vector<std::uint8_t> hidden(16, 1);
    hidden[2] = hidden[5] = hidden[11] = 0;
    choice.painted =
        std::make_shared<const Mask>(maskFromHidden({.rows = 4, .columns = 4}, hidden));
    return choice;
}

inline std::shared_ptr<const StepTrace> traced(const ui::ViewContext& context,
                                               const ModelConfig& config = toyConfig()) {
    const auto& now = context.current;
    return std::make_shared<const StepTrace>(
        traceOf(toyModel(config), noisyPicture(16, 16), now.mask, now.display));
}

/// A view that shows the steps of a toy model.
struct Shown {
    explicit Shown(MaskChoice choice = randomChoice(), DisplayOptions display = {})
        : context(contextOf(std::move(choice), display)), trace(traced(context)) {
        view.resize(kSize);
        view.beginParts(context, 1);
        view.takePart({.total = 1, .part = trace});
    }
    int rankOf(int patch) const {
        return static_cast<int>(std::ranges::find(trace->order, patch) - trace->order.begin());
    }
    ui::ViewContext context;
    std::shared_ptr<const StepTrace> trace;
    ui::StepsView view;
};

} // namespace mae::test
