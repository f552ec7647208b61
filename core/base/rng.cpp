// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include <cmath>
#include <numbers>

namespace mae {

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) {
    constexpr std::uint64_t kMul0 = 0xD2511F53, kMul1 = 0xCD9E8D57;
    constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;
    for (int round = 0; round < 10; ++round) {
        const auto product0 = kMul0 * counter[0], product1 = kMul1 * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(product0)};
        key = {key[0] + kWeyl0, key[1] + kWeyl1};
    }
    return counter;
}

Rng::Rng(std::uint64_t seed, Purpose purpose, std::uint64_t epoch, std::uint64_t sample)
    : m_key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)} {
    // 64-bit samples are folded through one more bijection, so every argument counts in full.
    const auto stream =
        philox4x32({static_cast<std::uint32_t>(epoch), static_cast<std::uint32_t>(epoch >> 32),
                    static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(sample >> 32)},
                   {static_cast<std::uint32_t>(purpose), 0x4D414531u});
    m_counter = {0, stream[0], stream[1], stream[2]};
    m_key[1] ^= stream[3];
}

std::uint32_t Rng::bits() {
    if (m_used == m_block.size()) {
        m_block = philox4x32(m_counter, m_key);
        ++m_counter[0];
        m_used = 0;
    }
    return m_block[m_used++];
}

double Rng::uniform() {
    const auto high = static_cast<std::uint64_t>(bits() >> 5);
    const auto low = static_cast<std::uint64_t>(bits() >> 6);
    return static_cast<double>((high << 26) | low) * 0x1p-53;
}

double Rng::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Rng::normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint32_t Rng::below(std::uint32_t bound) {
    // Lemire's multiplication with rejection of the few values that would bias the result.
    auto product = static_cast<std::uint64_t>(bits()) * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
        const std::uint32_t threshold = (0u - bound) % bound;
        while (static_cast<std::uint32_t>(product) < threshold) {
            product = static_cast<std::uint64_t>(bits()) * bound;
        }
    }
    return static_cast<std::uint32_t>(product >> 32);
}

} // namespace mae
