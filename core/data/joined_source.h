// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mae {

struct WeightedSource {
    std::unique_ptr<PictureSource> source{};
    double weight = 1; ///< how often an epoch shows each of its pictures
};

/// Several sources one after the other, with one cache of at most @p cacheBytes. Classes of the
/// same name become one.
std::shared_ptr<PictureSource> joinSources(std::vector<WeightedSource> parts,
                                           std::uint64_t cacheBytes);

} // namespace mae
