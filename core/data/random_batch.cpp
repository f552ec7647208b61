// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/data/batcher.h"
#include "core/masking/sample_mask.h"

#include <algorithm>

namespace mae {

Batch randomBatch(const ModelConfig& model, double maskRatio, int size) {
    const PatchGrid grid{model.grid(), model.grid()};
    Batch batch;
    batch.patches.resize(static_cast<std::size_t>(size) * static_cast<std::size_t>(grid.count())
                         * static_cast<std::size_t>(model.patchValues()));
    Rng rng(0, Purpose::Test);
    std::ranges::generate(batch.patches, [&rng] { return std::uint8_t(rng.bits()); });
    MaskConfig config;
    config.ratio = maskRatio;
    for (int i = 0; i < size; ++i) {
        const auto mask = sampleMask(config, grid, Rng(0, Purpose::Mask, 0, std::uint64_t(i)));
        batch.visibleIds.insert(batch.visibleIds.end(), mask.visibleIds.begin(),
                                mask.visibleIds.end());
        batch.hiddenIds.insert(batch.hiddenIds.end(), mask.hiddenIds.begin(), mask.hiddenIds.end());
    }
    return batch;
}

} // namespace mae
