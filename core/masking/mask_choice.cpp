// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask_choice.h"

#include "core/masking/patch_content.h"
#include "core/masking/sample_mask.h"

namespace mae {

Mask maskOf(const MaskChoice& choice, const Image& fitted, int patchSize) {
    const PatchGrid grid{.rows = fitted.height / patchSize, .columns = fitted.width / patchSize};
    if (choice.painted) {
        return resampledMask(*choice.painted, grid);
    }
    const auto content =
        needsContent(choice.config.strategy) ? contentOf(fitted, patchSize) : PatchContent{};
    return sampleMask(choice.config, grid, Rng(choice.seed, Purpose::Mask), content);
}

} // namespace mae
