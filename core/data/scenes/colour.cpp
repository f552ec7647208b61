// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/colour.h"

namespace mae::scenes {
namespace {

float encodeGamma(float linear) {
    const float x = std::clamp(linear, 0.0F, 1.0F);
    return x <= 0.0031308F ? 12.92F * x : 1.055F * std::pow(x, 1 / 2.4F) - 0.055F;
}

/// Value in [0, 1) at a corner of the lattice.
float corner(std::uint32_t x, std::uint32_t y, std::uint32_t seed) {
    std::uint32_t h = x * 0x8DA6B343u ^ y * 0xD8163841u ^ seed * 0xCB1AB31Fu;
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    h = (h ^ (h >> 12)) * 0x297A2D39u;
    return static_cast<float>((h ^ (h >> 15)) >> 8) * 0x1p-24F;
}

/// Integral from 0 of a signal that is 1 in the first share @p duty of each period.
float bandIntegral(float t, float duty) {
    const float whole = std::floor(t);
    return whole * duty + std::min(t - whole, duty);
}

} // namespace

Colour fromLch(float lightness, float chroma, float hue) {
    // OKLab (Ottosson 2020): equal steps look equal.
    const Vec ab = polar(2 * kPi * hue, chroma);
    const auto cube = [](float x) { return x * x * x; };
    const float l = cube(lightness + 0.3963377774F * ab.x + 0.2158037573F * ab.y);
    const float m = cube(lightness - 0.1055613458F * ab.x - 0.0638541728F * ab.y);
    const float s = cube(lightness - 0.0894841775F * ab.x - 1.2914855480F * ab.y);
    return {encodeGamma(4.0767416621F * l - 3.3077115913F * m + 0.2309699292F * s),
            encodeGamma(-1.2684380046F * l + 2.6097574011F * m - 0.3413193965F * s),
            encodeGamma(-0.0041960863F * l - 0.7034186147F * m + 1.7076147010F * s)};
}

Palette::Palette(Dice& dice) {
    hue = dice.uniform(0, 1);
    const float strength = dice.uniform(0.5F, 1.2F);
    const float drift = dice.uniform(-0.08F, 0.08F);
    accentHue = hue + 0.5F + dice.uniform(-0.17F, 0.17F);
    dark = fromLch(dice.uniform(0.2F, 0.4F), 0.09F * strength, hue - drift);
    middle = fromLch(dice.uniform(0.5F, 0.65F), 0.13F * strength, hue);
    light = fromLch(dice.uniform(0.82F, 0.93F), 0.06F * strength, hue + drift);
    accent = fromLch(dice.uniform(0.55F, 0.78F), 0.16F * strength, accentHue);
}

float noise(Vec p, std::uint32_t seed) {
    const float fx = std::floor(p.x), fy = std::floor(p.y);
    const auto x = static_cast<std::uint32_t>(static_cast<std::int32_t>(fx));
    const auto y = static_cast<std::uint32_t>(static_cast<std::int32_t>(fy));
    const float u = smoothstep(0, 1, p.x - fx), v = smoothstep(0, 1, p.y - fy);
    return mix(mix(corner(x, y, seed), corner(x + 1, y, seed), u),
               mix(corner(x, y + 1, seed), corner(x + 1, y + 1, seed), u), v);
}

float cloudNoise(Vec p, std::uint32_t seed, int octaves) {
    float sum = 0, total = 0, weight = 1;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * noise(p, seed + static_cast<std::uint32_t>(i));
        total += weight;
        weight *= 0.5F;
        p = Vec{1.6F * p.x + 1.2F * p.y, 1.6F * p.y - 1.2F * p.x}; // turned, so no lattice shows
    }
    return sum / total;
}

float bands(float t, float duty, float soft) {
    // The share of the pixel that the bands cover: exact at any size.
    return (bandIntegral(t + soft / 2, duty) - bandIntegral(t - soft / 2, duty)) / soft;
}

} // namespace mae::scenes
