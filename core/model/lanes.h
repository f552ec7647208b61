// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// Sixteen numbers at a time, in whatever registers the compiler was told the machine has. For files
// that are compiled for one kind of machine: everything here is internal to its file, and nothing
// of the standard library is used, whose inline functions would be shared with files for others.

#if defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>
#define MAE_MASKED_LANES 1
#endif

#pragma GCC diagnostic ignored "-Wpsabi" // no vector crosses a call: all of this is inlined
#define MAE_LANES [[gnu::always_inline, maybe_unused]] inline

namespace mae {
namespace { // NOLINT(google-build-namespaces): see above

constexpr std::int64_t kLanes = 16;

using Lanes [[gnu::vector_size(64)]] = float;
using LaneBits [[gnu::vector_size(64)]] = std::uint32_t;
using LaneInts [[gnu::vector_size(64)]] = std::int32_t;
using HalfBits [[gnu::vector_size(32)]] = std::uint16_t;

/// All sixteen, or the first ones of a row that ends there.
struct Whole {};
struct Part {
    std::int64_t count;
};

MAE_LANES Lanes every(float value) { return value - Lanes{}; }

MAE_LANES Lanes load(const float* from, Whole /*all*/) {
    Lanes v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

/// bfloat16, by its bits: the upper half of a float's.
MAE_LANES Lanes load(const std::uint16_t* from, Whole /*all*/) {
    HalfBits half;
    __builtin_memcpy(&half, from, sizeof half);
    const LaneBits bits = __builtin_convertvector(half, LaneBits) << 16U;
    return reinterpret_cast<Lanes>(bits);
}

MAE_LANES void store(float* to, Lanes v, Whole /*all*/) { __builtin_memcpy(to, &v, sizeof v); }

/// Rounded to the nearest, to even in the middle; not a number stays so.
MAE_LANES void store(std::uint16_t* to, Lanes v, Whole /*all*/) {
    const auto bits = reinterpret_cast<LaneBits>(v);
    const LaneBits rounded = (bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U;
    const auto unordered = reinterpret_cast<LaneBits>(v != v);
    const LaneBits kept = (rounded & ~unordered) | (unordered & 0x7fc0U);
    const HalfBits half = __builtin_convertvector(kept, HalfBits);
    __builtin_memcpy(to, &half, sizeof half);
}

#if defined(MAE_MASKED_LANES)
MAE_LANES __mmask16 maskOf(Part part) { return static_cast<__mmask16>((1U << part.count) - 1U); }
MAE_LANES Lanes load(const float* from, Part part) {
    return reinterpret_cast<Lanes>(_mm512_maskz_loadu_ps(maskOf(part), from));
}
MAE_LANES Lanes load(const std::uint16_t* from, Part part) {
    const auto half = reinterpret_cast<HalfBits>(_mm256_maskz_loadu_epi16(maskOf(part), from));
    return reinterpret_cast<Lanes>(__builtin_convertvector(half, LaneBits) << 16U);
}
MAE_LANES void store(float* to, Lanes v, Part part) {
    _mm512_mask_storeu_ps(to, maskOf(part), reinterpret_cast<__m512>(v));
}
MAE_LANES void store(std::uint16_t* to, Lanes v, Part part) {
    std::uint16_t values[kLanes];
    store(values, v, Whole{});
    __m256i half;
    __builtin_memcpy(&half, values, sizeof half);
    _mm256_mask_storeu_epi16(to, maskOf(part), half);
}
#else
template <class T> MAE_LANES Lanes load(const T* from, Part part) {
    T values[kLanes] = {};
    for (std::int64_t i = 0; i < part.count; ++i) {
        values[i] = from[i];
    }
    return load(values, Whole{});
}

template <class T> MAE_LANES void store(T* to, Lanes v, Part part) {
    T values[kLanes];
    store(values, v, Whole{});
    for (std::int64_t i = 0; i < part.count; ++i) {
        to[i] = values[i];
    }
}
#endif

/// body(i, Whole) for sixteen numbers from i on, and body(i, Part) for what is left of @p count.
template <class Body> MAE_LANES void forLanes(std::int64_t count, const Body& body) {
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        body(i, Whole{});
    }
    if (i < count) {
        body(i, Part{count - i});
    }
}

/// v without what lies behind a row's end.
MAE_LANES Lanes only(Lanes v, Whole /*all*/) { return v; }
MAE_LANES Lanes only(Lanes v, Part part) {
    const LaneInts index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return index < static_cast<std::int32_t>(part.count) ? v : Lanes{};
}

MAE_LANES float sum(Lanes v) {
    float half[kLanes / 2];
    for (std::int64_t i = 0; i < kLanes / 2; ++i) {
        half[i] = v[i] + v[i + kLanes / 2];
    }
    return ((half[0] + half[4]) + (half[2] + half[6]))
           + ((half[1] + half[5]) + (half[3] + half[7]));
}

MAE_LANES Lanes larger(Lanes a, Lanes b) { return a > b ? a : b; }
MAE_LANES Lanes smaller(Lanes a, Lanes b) { return a < b ? a : b; }

MAE_LANES float largest(Lanes v) {
    float most = v[0];
    for (std::int64_t i = 1; i < kLanes; ++i) {
        most = v[i] > most ? v[i] : most;
    }
    return most;
}

/// e^v for v <= 88, relative error below 2e-7; 0 far below; what is not a number stays so. The
/// polynomial is a least-squares fit of ours on [-ln 2 / 2, ln 2 / 2].
MAE_LANES Lanes exponential(Lanes v) {
    const Lanes bounded = smaller(larger(v, every(-87.0F)), every(88.0F));
    // Adding 1.5 * 2^23 rounds to a whole number, which then lies in the lowest bits.
    const Lanes shifted = bounded * 1.44269504F + 12582912.0F;
    const Lanes n = shifted - 12582912.0F;
    const Lanes r = bounded - n * 0.693359375F + n * 2.12194440e-4F;
    Lanes p = every(0.0013859295885524136F);
    p = p * r + 0.008374766961641966F;
    p = p * r + 0.04166772437592272F;
    p = p * r + 0.16666420909805985F;
    p = p * r + 0.49999995350283444F;
    p = p * r + 1.0000000360998766F;
    p = p * r + 1.0F;
    const LaneBits scale = (reinterpret_cast<LaneBits>(shifted) << 23U) + 0x3f800000U;
    const auto tiny = reinterpret_cast<LaneBits>(v < -87.0F);
    const Lanes result = p * reinterpret_cast<Lanes>(scale);
    const auto bits = reinterpret_cast<LaneBits>(result) & ~tiny;
    return v == v ? reinterpret_cast<Lanes>(bits) : v;
}

/// The normal distribution at v: how much of it is below, and its density. Absolute error of both
/// below 2e-7; of the published approximations 26.2.17 of Abramowitz and Stegun, "Handbook of
/// Mathematical Functions", 1964.
struct Normal {
    Lanes below;
    Lanes density;
};
MAE_LANES Normal normal(Lanes v) {
    const Lanes size = v < 0.0F ? -v : v;
    const Lanes density = 0.398942280F * exponential(-0.5F * v * v);
    const Lanes t = 1.0F / (1.0F + 0.2316419F * size);
    Lanes p = every(1.330274429F);
    p = p * t - 1.821255978F;
    p = p * t + 1.781477937F;
    p = p * t - 0.356563782F;
    p = p * t + 0.319381530F;
    const Lanes tail = density * p * t;
    return {v < 0.0F ? tail : 1.0F - tail, density};
}

} // namespace
} // namespace mae
