// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/data/scenes/geometry.h"

#include <cstdint>

namespace mae::scenes {

/// sRGB as stored in files, 0 to 1; mixed as it is, which is how pictures are scaled too.
struct Colour {
    float r = 0, g = 0, b = 0;

    friend Colour operator*(Colour c, float s) { return {c.r * s, c.g * s, c.b * s}; }
    friend Colour operator+(Colour a, Colour b) { return {a.r + b.r, a.g + b.g, a.b + b.b}; }
};
inline Colour mix(Colour a, Colour b, float t) {
    return {mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t)};
}

/// A colour by how it looks: @p lightness 0 to 1, @p chroma 0 (grey) to about 0.3, @p hue in turns
/// (0 pink-red, 0.1 orange, 0.3 yellow, 0.4 green, 0.55 cyan, 0.7 blue, 0.85 violet).
Colour fromLch(float lightness, float chroma, float hue);

/// Random numbers of one scene, with shorthands.
class Dice {
public:
    explicit Dice(Rng rng) : m_rng(rng) {}

    float uniform(float low, float high) {
        return static_cast<float>(
            m_rng.uniform(static_cast<double>(low), static_cast<double>(high)));
    }
    /// In [low, high], both included.
    int whole(int low, int high) {
        return low + static_cast<int>(m_rng.below(static_cast<std::uint32_t>(high - low + 1)));
    }
    bool chance(float probability) { return uniform(0, 1) < probability; }
    Vec inside(Rect r) {
        const float x = uniform(r.left, r.right);
        return {x, uniform(r.top, r.bottom)};
    }
    std::uint32_t bits() { return m_rng.bits(); }

private:
    Rng m_rng;
};

/// Colours that go together: neighbours of one hue and one that contrasts.
struct Palette {
    explicit Palette(Dice& dice);

    Colour dark, middle, light; ///< near the main hue
    Colour accent;              ///< of the contrasting hue
    float hue = 0, accentHue = 0;
};

/// Smooth noise in [0, 1] with details of size 1; a function of the place and the seed.
float noise(Vec p, std::uint32_t seed);
/// Several octaves of noise, each half the size of the one before, in [0, 1].
float cloudNoise(Vec p, std::uint32_t seed, int octaves);

/// 1 inside the bands of a periodic pattern, 0 outside, with an edge of @p soft periods. The bands
/// cover the share @p duty of each period; @p t counts periods.
float bands(float t, float duty, float soft);

} // namespace mae::scenes
