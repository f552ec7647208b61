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

/// 0 to @p count - 1 in an order that is a function of @p rng.
std::vector<std::uint32_t> shuffled(std::int64_t count, Rng rng) {
    std::vector<std::uint32_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0u);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[rng.below(static_cast<std::uint32_t>(i))]);
    }
    return order;
}

} // namespace

std::int64_t stepsPerEpoch(std::int64_t pictures, const OptimConfig& config) {
    return std::max<std::int64_t>(1, pictures / picturesPerStep(config));
}

SampleOrder::SampleOrder(std::int64_t pictures, const OptimConfig& config)
    : SampleOrder(std::vector{SourcePart{.count = pictures}}, config) {}

SampleOrder::SampleOrder(std::vector<SourcePart> parts, const OptimConfig& config)
    : m_parts(std::move(parts)), m_seed(config.seed) {
    for (const auto& part : m_parts) {
        m_shown += shownPerEpoch(part);
        m_weighted = m_weighted || part.weight != 1;
    }
    if (m_shown < 1 || m_shown > std::numeric_limits<std::uint32_t>::max()) {
        throw Error(ErrorKind::InvalidConfig,
                    "Training needs at least one picture and at most 4294967295; there are "
                        + std::to_string(m_shown) + " an epoch.");
    }
    // Fewer pictures than a step takes: a step makes several passes, and none is dropped.
    const auto whole = m_shown / picturesPerStep(config) * picturesPerStep(config);
    m_used = whole > 0 ? whole : m_shown;
}

SampleOrder::Sample SampleOrder::at(std::int64_t position) {
    const auto epoch = position / m_used;
    if (epoch != m_epoch) {
        beginEpoch(epoch);
    }
    const auto place = m_order[static_cast<std::size_t>(position % m_used)];
    return m_weighted
               ? Sample{.epoch = epoch, .index = m_pictures[place], .repeat = m_repeats[place]}
               : Sample{.epoch = epoch, .index = place};
}

void SampleOrder::beginEpoch(std::int64_t epoch) {
    m_order = shuffled(m_shown, Rng(m_seed, Purpose::Order, static_cast<std::uint64_t>(epoch)));
    if (m_weighted) {
        listWeighted(epoch);
    }
    m_epoch = epoch;
}

/// Which picture each place of the epoch has, part after part.
void SampleOrder::listWeighted(std::int64_t epoch) {
    m_pictures.clear();
    m_repeats.clear();
    std::int64_t base = 0; // the part's first picture
    for (std::size_t number = 0; number < m_parts.size(); ++number) {
        const auto count = m_parts[number].count, shown = shownPerEpoch(m_parts[number]);
        const auto first = shown == 0 ? 0 : epoch * shown / count; // pass of the part
        std::vector<std::uint32_t> order;
        for (std::int64_t i = epoch * shown; i < (epoch + 1) * shown; ++i) {
            const auto pass = i / count;
            if (order.empty() || i % count == 0) {
                order = shuffled(count, Rng(m_seed, Purpose::Order,
                                            static_cast<std::uint64_t>(pass), number + 1));
            }
            m_pictures.push_back(static_cast<std::uint32_t>(base)
                                 + order[static_cast<std::size_t>(i % count)]);
            m_repeats.push_back(static_cast<std::uint16_t>(pass - first));
        }
        base += count;
    }
}

} // namespace mae
