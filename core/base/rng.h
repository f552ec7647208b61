// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace mae {

/// One round function of Philox 4x32-10 (Salmon et al., SC 2011): a keyed bijection on 128 bits.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// What a random number is for; part of the key, so that streams never overlap.
enum class Purpose : std::uint32_t { Weights = 1, Order, Crop, Mask, Scene, Test };

/// A stream of random numbers that is a function of (seed, purpose, epoch, sample): no state is
/// shared between streams, so any decision can be drawn again at any time and on any thread.
class Rng {
public:
    Rng(std::uint64_t seed, Purpose purpose, std::uint64_t epoch = 0, std::uint64_t sample = 0);

    std::uint32_t bits();                     ///< uniform over 2^32 values
    double uniform();                         ///< uniform in [0, 1), 53 bits
    double uniform(double low, double high);  ///< uniform in [low, high)
    double normal();                          ///< standard normal (Box-Muller)
    std::uint32_t below(std::uint32_t bound); ///< uniform in [0, bound), unbiased; bound >= 1

private:
    std::array<std::uint32_t, 2> m_key{};
    std::array<std::uint32_t, 4> m_counter{};
    std::array<std::uint32_t, 4> m_block{};
    unsigned m_used = 4;
};

} // namespace mae
