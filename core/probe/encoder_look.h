// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"

namespace mae {

/// What an encoder makes of one whole picture. Immutable once published; share it freely. All
/// pictures have the same size: grid * patch size.
struct EncoderLook {
    PatchGrid grid{};
    int patchSize = 0; ///< pixels
    Image original{};
    /// The patch tokens by the three directions in which they differ most, as red, green, blue:
    /// patches that the encoder finds alike have like colours.
    Image features{};
    Image attention{};       ///< the original, bright where the class token looks
    int block = 0;           ///< of the attention, 1 to depth; the mean of its heads
    double strongest = 0;    ///< share of the attention on the patch that gets most
    double milliseconds = 0; ///< of the model alone
};

} // namespace mae
