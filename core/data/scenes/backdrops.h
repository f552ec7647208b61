// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/scenes/canvas.h"

namespace mae::scenes {

/// A sky and the light that it gives.
struct Sky {
    Colour zenith, horizon; ///< at the top and at the bottom of the sky
    Colour sun;             ///< or moon
    Colour lamp{1, 1, 1};   ///< what lit things are multiplied by
    Vec sunAt;
    float horizonAt = 0.1F;
    float clouds = 0; ///< 0 none, 1 overcast
    std::uint32_t seed = 0;
    bool night = false;

    Sky(Dice& dice, Rect view, float horizonHeight);
    /// How a thing of this colour looks in this light.
    Colour lit(Colour c) const { return {c.r * lamp.r, c.g * lamp.g, c.b * lamp.b}; }
    Colour colour(Vec p) const; ///< with clouds, without sun
};
void paintSky(Canvas& canvas, Dice& dice, const Sky& sky);

/// Grass, sand, snow or earth from @p top(x) down, coarser towards the bottom.
struct Ground {
    Colour near, far;
    float horizonAt = 0;
    std::uint32_t seed = 0;

    Ground(Dice& dice, const Sky& sky);
    Colour colour(Vec p) const;
};

/// An indoor or studio background: a gradient, sometimes with a pattern of a wall.
void paintWall(Canvas& canvas, Dice& dice, const Palette& palette);

/// Out-of-focus leaves and lights.
void paintBokeh(Canvas& canvas, Dice& dice, Colour dark, Colour light);

} // namespace mae::scenes
