// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mae::ui {

/// Finds the extremes of any stretch of a long list in a time that hardly depends on its length:
/// the places of the extremes of every 16 values, of every 256, and so on. Values that are not
/// finite are as if they were not there. At most 2^32 - 2 values.
class ExtremePyramid {
public:
    static constexpr std::uint32_t kNone = 0xffffffff;

    /// Places of the extremes of a stretch; kNone: there are none.
    struct Extremes {
        std::uint32_t low = kNone;
        std::uint32_t high = kNone;
        std::uint32_t lowPositive = kNone; ///< of the smallest value above 0

        bool empty() const { return low == kNone; }
    };

    /// The same @p values as before up to @p from; behind it they are new, or fewer.
    void update(std::span<const double> values, std::size_t from);
    /// @param values  those of the last update()
    Extremes find(std::span<const double> values, std::size_t begin, std::size_t end) const;
    /// Place of the last finite value before @p end, of the first one from @p begin on.
    std::optional<std::size_t> lastBefore(std::span<const double> values, std::size_t end) const;
    std::optional<std::size_t> firstFrom(std::span<const double> values, std::size_t begin) const;

private:
    /// With the values beside the places: to fetch them from a long list would cost the most.
    struct Block {
        Extremes at{};
        double low = 0;
        double high = 0;
        double lowPositive = 0;

        void add(const Block& other);
    };
    static Block blockOf(std::span<const double> values, std::size_t at);

    std::vector<std::vector<Block>> m_levels; ///< m_levels[k]: of 16^(k+1) values each
};

} // namespace mae::ui
