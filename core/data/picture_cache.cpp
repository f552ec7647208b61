// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/picture_cache.h"

namespace mae {
namespace {

/// What a picture costs, with its place in the map.
std::uint64_t costOf(const Image& image) { return image.pixels.capacity() + 160; }

} // namespace

std::size_t PictureCache::shardOf(std::int64_t index) {
    return static_cast<std::uint64_t>(index) % std::tuple_size_v<decltype(m_shards)>;
}

std::shared_ptr<const Image> PictureCache::find(std::int64_t index, int minShortSide) const {
    const auto& shard = m_shards[shardOf(index)];
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.pictures.find({index, minShortSide});
    return found == shard.pictures.end() ? nullptr : found->second;
}

void PictureCache::insert(std::int64_t index, int minShortSide,
                          const std::shared_ptr<const Image>& image) {
    const auto cost = costOf(*image);
    // Room is reserved first, so that threads that insert at once never exceed the limit.
    if (m_bytes.fetch_add(cost) + cost > m_maxBytes) {
        m_bytes.fetch_sub(cost);
        return;
    }
    auto& shard = m_shards[shardOf(index)];
    const std::lock_guard lock(shard.mutex);
    if (!shard.pictures.try_emplace({index, minShortSide}, image).second) {
        m_bytes.fetch_sub(cost);
    }
}

} // namespace mae
