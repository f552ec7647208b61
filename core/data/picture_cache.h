// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace mae {

/// Decoded pictures in memory, up to a number of bytes; any thread. Nothing is ever thrown out:
/// training visits all pictures equally often, so replacing one by another would gain nothing.
class PictureCache {
public:
    explicit PictureCache(std::uint64_t maxBytes) : m_maxBytes(maxBytes) {}

    /// The picture as it was decoded for @p minShortSide, or null.
    std::shared_ptr<const Image> find(std::int64_t index, int minShortSide) const;
    /// Keeps the picture if it fits.
    void insert(std::int64_t index, int minShortSide, const std::shared_ptr<const Image>& image);
    std::uint64_t bytes() const { return m_bytes.load(); }

private:
    using Key = std::pair<std::int64_t, int>;
    struct Shard {
        mutable std::mutex mutex;
        std::map<Key, std::shared_ptr<const Image>> pictures;
    };
    static std::size_t shardOf(std::int64_t index);

    std::uint64_t m_maxBytes = 0;
    std::atomic<std::uint64_t> m_bytes{0};
    std::array<Shard, 16> m_shards;
};

} // namespace mae
