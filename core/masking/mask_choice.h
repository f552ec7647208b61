// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"

#include <cstdint>
#include <memory>

namespace mae {

/// Which patches of a picture are hidden: drawn by a strategy, or painted by hand.
struct MaskChoice {
    MaskConfig config{};
    std::uint64_t seed = 0;
    /// Instead of a draw. It may be of another grid than the picture's: see resampledMask().
    std::shared_ptr<const Mask> painted{};

    bool operator==(const MaskChoice&) const = default; ///< of painted masks: the same object
};

/// The mask of a picture.
/// @param fitted  see fittedPicture(); its sides are multiples of @p patchSize
/// @throws Error(InvalidConfig) if they are not, or the ratio is out of range
Mask maskOf(const MaskChoice& choice, const Image& fitted, int patchSize);

} // namespace mae
