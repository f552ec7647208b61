// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/data/batcher.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace mae {
namespace {

std::int64_t picturesPerStep(const OptimConfig& config) {
    return static_cast<std::int64_t>(config.batchSize) * config.accumulate;
}

} // namespace

std::int64_t stepsPerEpoch(std::int64_t pictures, const OptimConfig& config) {
    return std::max<std::int64_t>(1, pictures / picturesPerStep(config));
}

SampleOrder::SampleOrder(std::int64_t pictures, const OptimConfig& config)
    : m_pictures(pictures), m_seed(config.seed) {
    if (pictures < 1 || pictures > std::numeric_limits<std::uint32_t>::max()) {
        throw Error(ErrorKind::InvalidConfig,
                    "Training needs at least one picture and at most 4294967295; there are "
                        + std::to_string(pictures) + ".");
    }
    // Fewer pictures than a step takes: a step makes several passes, and none is dropped.
    const auto whole = pictures / picturesPerStep(config) * picturesPerStep(config);
    m_used = whole > 0 ? whole : pictures;
}

SampleOrder::Sample SampleOrder::at(std::int64_t position) {
    const auto epoch = position / m_used;
    if (epoch != m_epoch) {
        m_order.resize(static_cast<std::size_t>(m_pictures));
        std::iota(m_order.begin(), m_order.end(), 0u);
        Rng rng(m_seed, Purpose::Order, static_cast<std::uint64_t>(epoch));
        for (std::size_t i = m_order.size(); i > 1; --i) {
            std::swap(m_order[i - 1], m_order[rng.below(static_cast<std::uint32_t>(i))]);
        }
        m_epoch = epoch;
    }
    return {.epoch = epoch, .index = m_order[static_cast<std::size_t>(position % m_used)]};
}

} // namespace mae
