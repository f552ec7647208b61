// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask_choice.h"
#include "core/probe/display.h"

#include <QHash>
#include <memory>

namespace mae::ui {

/// Everything in Explore that can be undone but the gallery: a value, cheap to copy.
struct ExploreState {
    MaskConfig mask{};
    quint64 seed = 0;
    DisplayOptions display{}; ///< of all pictures; its frame is the default one
    QHash<quint64, std::shared_ptr<const Mask>> painted{}; ///< by PictureRef::id; instead of mask
    QHash<quint64, CropFrame> frames{};                    ///< by PictureRef::id

    bool operator==(const ExploreState&) const = default;

    MaskChoice choiceOf(quint64 picture) const {
        return {.config = mask, .seed = seed, .painted = painted.value(picture)};
    }
    DisplayOptions displayOf(quint64 picture) const {
        auto options = display;
        options.frame = frames.value(picture, display.frame);
        return options;
    }
};

} // namespace mae::ui
