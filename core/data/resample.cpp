// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mae {
namespace {

constexpr int kFractionBits = 32 - 8 - 2; // 8 bits of pixel, 2 of head room for overshoot
constexpr std::int32_t kHalf = 1 << (kFractionBits - 1);
constexpr std::size_t kChannels = 3;

/// Keys' cubic convolution with a = -0.5.
double cubic(double x) {
    x = std::abs(x);
    if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

std::uint8_t toByte(std::int32_t sum) {
    return static_cast<std::uint8_t>(std::clamp(sum >> kFractionBits, 0, 255));
}

/// One row.
void widthRow(const Taps& taps, const std::uint8_t* source, std::uint8_t* target) {
    const std::int32_t* weight = taps.weight.data();
    for (const auto span : taps.spans) {
        const auto* pixel = source + static_cast<std::size_t>(span.first) * kChannels;
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            std::int32_t sum = kHalf;
            for (int k = 0; k < span.count; ++k) {
                sum += weight[k] * pixel[static_cast<std::size_t>(k) * kChannels + channel];
            }
            *target++ = toByte(sum);
        }
        weight += taps.stride;
    }
}

/// One row out of @p count rows.
void heightRow(const std::int32_t* weight, int count, RowBytes source, std::size_t bytes,
               std::uint8_t* target) {
    for (std::size_t x = 0; x < bytes; ++x) {
        std::int32_t sum = kHalf;
        for (int k = 0; k < count; ++k) {
            sum += weight[k] * source.first[static_cast<std::size_t>(k) * source.stride + x];
        }
        target[x] = toByte(sum);
    }
}

#if defined(__x86_64__)
// The same with AVX2, which nearly every processor of this kind has: the same sums in the same
// order, so the same bytes.

bool hasAvx2() {
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}

/// Weights of four neighbours, each in two parts of 16 bits: weight = high * 2^11 + low.
struct TapGroup {
    std::array<std::int16_t, 16> high{}; ///< w0 w1, four times, then w2 w3, four times
    std::array<std::int16_t, 16> low{};
};
constexpr int kGroup = 4, kLowBits = 11;
constexpr std::size_t kGroupBytes = 16; ///< that are read for four neighbours

int groupsOf(const Taps& taps) { return (taps.stride + kGroup - 1) / kGroup; }

std::vector<TapGroup> grouped(const Taps& taps) {
    const auto each = static_cast<std::size_t>(groupsOf(taps));
    std::vector<TapGroup> groups(taps.spans.size() * each);
    const std::int32_t* weight = taps.weight.data();
    auto* out = groups.data();
    for (const auto span : taps.spans) {
        for (int k = 0; k < span.count; ++k) {
            auto& group = out[k / kGroup];
            const auto half = static_cast<std::size_t>(k % kGroup / 2 * 8 + k % 2);
            for (std::size_t i = half; i < half + 8; i += 2) {
                group.high[i] = static_cast<std::int16_t>(weight[k] >> kLowBits);
                group.low[i] = static_cast<std::int16_t>(weight[k] & ((1 << kLowBits) - 1));
            }
        }
        weight += taps.stride;
        out += each;
    }
    return groups;
}

/// Like widthRow(), but reads up to kGroupBytes and writes one byte beyond the end. Neighbours are
/// multiplied and added in pairs, which processors do for 16 bits only.
[[gnu::target("avx2")]] void widthRowAvx2(const Taps& taps, const TapGroup* group,
                                          const std::uint8_t* source, std::uint8_t* target) {
    // Red, green and blue of two neighbours side by side, as words: the first two, the next two.
    const auto pairs = _mm256_setr_epi8(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1, //
                                        6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1);
    const int each = groupsOf(taps);
    for (const auto span : taps.spans) {
        const auto* pixel = source + static_cast<std::size_t>(span.first) * kChannels;
        auto high = _mm256_setzero_si256(), low = high;
        for (int k = 0; k < span.count; k += kGroup, pixel += kGroup * kChannels) {
            const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixel));
            const auto words = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), pairs);
            const auto& weights = group[k / kGroup];
            const auto* highs = reinterpret_cast<const __m256i*>(weights.high.data());
            const auto* lows = reinterpret_cast<const __m256i*>(weights.low.data());
            high = _mm256_add_epi32(high, _mm256_madd_epi16(words, _mm256_loadu_si256(highs)));
            low = _mm256_add_epi32(low, _mm256_madd_epi16(words, _mm256_loadu_si256(lows)));
        }
        const auto both = _mm256_add_epi32(_mm256_slli_epi32(high, kLowBits), low);
        auto sum = _mm_add_epi32(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
        sum = _mm_srai_epi32(_mm_add_epi32(sum, _mm_set1_epi32(kHalf)), kFractionBits);
        const auto words = _mm_packs_epi32(sum, sum);
        const auto packed = _mm_cvtsi128_si32(_mm_packus_epi16(words, words)); // both saturate
        std::memcpy(target, &packed, sizeof packed);
        target += kChannels;
        group += each;
    }
}

/// Sixteen neighbours out of @p count rows.
[[gnu::target("avx2")]] void heightBlockAvx2(const std::int32_t* weight, int count, RowBytes source,
                                             std::uint8_t* target) {
    auto low = _mm256_set1_epi32(kHalf), high = low;
    for (int k = 0; k < count; ++k, source.first += source.stride) {
        const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(source.first));
        const auto factor = _mm256_set1_epi32(weight[k]);
        const auto left = _mm256_cvtepu8_epi32(bytes);
        const auto right = _mm256_cvtepu8_epi32(_mm_srli_si128(bytes, 8));
        low = _mm256_add_epi32(low, _mm256_mullo_epi32(left, factor));
        high = _mm256_add_epi32(high, _mm256_mullo_epi32(right, factor));
    }
    low = _mm256_srai_epi32(low, kFractionBits);
    high = _mm256_srai_epi32(high, kFractionBits);
    // Packing works on halves: the words of both come out as low, high, low, high.
    const auto words = _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0b11'01'10'00);
    const auto packed =
        _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(target), packed);
}
#else
bool hasAvx2() { return false; }
struct TapGroup {};
constexpr std::size_t kGroupBytes = 0;
std::vector<TapGroup> grouped(const Taps&) { return {}; }
void widthRowAvx2(const Taps&, const TapGroup*, const std::uint8_t*, std::uint8_t*) {}
void heightBlockAvx2(const std::int32_t*, int, RowBytes, std::uint8_t*) {}
#endif

} // namespace

Taps makeTaps(int sourceSize, int targetSize) {
    const double scale = static_cast<double>(sourceSize) / targetSize;
    const double stretch = std::max(scale, 1.0); // the kernel widens when shrinking
    const double support = 2 * stretch, inverse = 1 / stretch;
    Taps taps{.stride = static_cast<int>(std::ceil(support)) * 2 + 1, .spans = {}, .weight = {}};
    const auto stride = static_cast<std::size_t>(taps.stride);
    taps.spans.reserve(static_cast<std::size_t>(targetSize));
    taps.weight.resize(static_cast<std::size_t>(targetSize) * stride);
    std::vector<double> exact(stride);
    auto* weight = taps.weight.data();
    for (int i = 0; i < targetSize; ++i, weight += taps.stride) {
        const double centre = (i + 0.5) * scale;
        const double begin = centre - support + 0.5, end = centre + support + 0.5;
        const int first = std::max(0, static_cast<int>(begin));
        const int last = std::min(sourceSize, static_cast<int>(end));
        double sum = 0;
        for (int k = 0; k < last - first; ++k) {
            const double value = cubic((k + first - centre + 0.5) * inverse);
            exact[static_cast<std::size_t>(k)] = value;
            sum += value;
        }
        for (int k = 0; k < last - first; ++k) {
            const double value = exact[static_cast<std::size_t>(k)] / sum * (1 << kFractionBits);
            const double away = value + std::copysign(0.5, value); // halves away from zero
            weight[k] = static_cast<std::int32_t>(away);
        }
        taps.spans.push_back({.first = first, .count = last - first});
    }
    return taps;
}

void resampleWidth(const Taps& taps, RowBytes source, int rows, std::uint8_t* target) {
    const auto rowBytes = taps.spans.size() * kChannels;
    const auto groups = hasAvx2() ? grouped(taps) : std::vector<TapGroup>();
    for (int row = 0; row < rows; ++row, target += rowBytes, source.first += source.stride) {
        // Beyond the last rows there may be no bytes to read, and no place to write to.
        const auto beyond = static_cast<std::size_t>(rows - 1 - row) * source.stride;
        if (hasAvx2() && beyond >= kGroupBytes) {
            widthRowAvx2(taps, groups.data(), source.first, target);
        } else {
            widthRow(taps, source.first, target);
        }
    }
}

void resampleHeight(const Taps& taps, RowBytes source, std::size_t bytes, std::uint8_t* target) {
    constexpr std::size_t kBlock = 16;
    const bool inBlocks = hasAvx2() && bytes >= kBlock;
    const std::int32_t* weight = taps.weight.data();
    for (const auto span : taps.spans) {
        const auto* first = source.first + static_cast<std::size_t>(span.first) * source.stride;
        if (!inBlocks) {
            heightRow(weight, span.count, {first, source.stride}, bytes, target);
        }
        for (std::size_t x = 0; inBlocks && x < bytes; x += kBlock) {
            const auto at = std::min(x, bytes - kBlock); // the last block overlaps
            heightBlockAvx2(weight, span.count, {first + at, source.stride}, target + at);
        }
        weight += taps.stride;
        target += bytes;
    }
}

} // namespace mae
