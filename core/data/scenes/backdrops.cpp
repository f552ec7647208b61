// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"

namespace mae::scenes {

Sky::Sky(Dice& dice, Rect view, float horizonHeight) : horizonAt(horizonHeight) {
    const float drift = dice.uniform(-0.03F, 0.03F);
    sunAt = {dice.uniform(view.left + 0.2F, view.right - 0.2F),
             dice.uniform(view.top + 0.15F, mix(view.top, horizonAt, 0.6F))};
    clouds = dice.chance(0.6F) ? dice.uniform(0.15F, 0.7F) : 0;
    seed = dice.bits();
    sun = {1, 0.97F, 0.85F};
    switch (dice.whole(0, 4)) {
    case 0: // sunset
        zenith = fromLch(dice.uniform(0.45F, 0.6F), 0.09F, 0.78F + drift);
        horizon = fromLch(0.82F, 0.12F, 0.17F + drift);
        sun = fromLch(0.9F, 0.13F, 0.22F);
        sunAt.y = mix(sunAt.y, horizonAt - 0.12F, 0.8F);
        lamp = {1, 0.82F, 0.7F};
        break;
    case 1: // night
        zenith = fromLch(0.17F, 0.05F, 0.75F + drift);
        horizon = fromLch(0.38F, 0.07F, 0.72F + drift);
        sun = {0.95F, 0.95F, 0.88F};
        lamp = {0.42F, 0.46F, 0.62F};
        night = true;
        clouds *= 0.4F;
        break;
    case 2: // overcast
        zenith = fromLch(dice.uniform(0.62F, 0.75F), 0.02F, 0.68F);
        horizon = fromLch(dice.uniform(0.8F, 0.9F), 0.02F, 0.2F);
        clouds = dice.uniform(0.6F, 1.0F);
        lamp = {0.82F, 0.84F, 0.88F};
        break;
    default: // blue
        zenith = fromLch(dice.uniform(0.52F, 0.68F), 0.13F, 0.7F + drift);
        horizon = fromLch(dice.uniform(0.85F, 0.93F), 0.05F, 0.64F + drift);
        break;
    }
}

Colour Sky::colour(Vec p) const {
    const float height = std::clamp((horizonAt - p.y) / (horizonAt + 1), 0.0F, 1.0F);
    Colour result = mix(horizon, zenith, std::sqrt(height));
    if (clouds > 0) {
        const float depth = 0.35F + height; // clouds are flatter towards the horizon
        const float cover = cloudNoise({p.x * 1.3F / depth, 3.2F * p.y / depth}, seed, 4);
        const float amount = smoothstep(0.72F - 0.45F * clouds, 0.95F - 0.3F * clouds, cover);
        const Colour white = mix(mix(horizon, Colour{1, 1, 1}, night ? 0.05F : 0.75F), zenith,
                                 0.45F * smoothstep(0.6F, 1.0F, cover));
        result = mix(result, white, amount * 0.9F);
    }
    return result;
}

void paintSky(Canvas& canvas, Dice& dice, const Sky& sky) {
    const Rect view = canvas.view();
    const Box area{{0, (view.top + sky.horizonAt) / 2},
                   {view.right + 1, (sky.horizonAt - view.top) / 2 + 0.05F}};
    canvas.fill(area, [&](Vec p) { return sky.colour(p); });
    if (sky.night) {
        for (int i = 0; i < 26; ++i) {
            const Vec at = dice.inside({view.left, view.top, view.right, sky.horizonAt - 0.1F});
            canvas.fill(Disk{at, dice.uniform(0.006F, 0.014F)}, Colour{1, 1, 0.92F},
                        {.opacity = dice.uniform(0.4F, 1.0F), .blur = 0.01F});
        }
    }
    if (sky.clouds < 0.55F) {
        canvas.fill(Disk{sky.sunAt, 0.3F}, sky.sun, {.opacity = 0.35F, .blur = 0.6F});
        canvas.fill(Disk{sky.sunAt, sky.night ? 0.1F : 0.12F}, sky.sun,
                    {.opacity = 1, .blur = 0.02F});
        if (sky.night) { // a crescent
            canvas.fill(Disk{sky.sunAt + Vec{0.045F, -0.025F}, 0.085F}, sky.colour(sky.sunAt),
                        {.opacity = 0.9F, .blur = 0.02F});
        }
    }
}

Ground::Ground(Dice& dice, const Sky& sky) : horizonAt(sky.horizonAt), seed(dice.bits()) {
    const int kind = dice.whole(0, 5);
    const float hue = dice.uniform(-0.04F, 0.03F);
    if (kind == 0) { // snow
        near = {0.93F, 0.95F, 0.99F};
        far = {0.8F, 0.85F, 0.93F};
    } else if (kind == 1) { // sand and earth
        near = fromLch(0.72F, 0.08F, 0.2F + hue);
        far = fromLch(0.6F, 0.07F, 0.18F + hue);
    } else { // grass
        near = fromLch(dice.uniform(0.5F, 0.66F), 0.13F, 0.36F + hue);
        far = fromLch(dice.uniform(0.4F, 0.5F), 0.1F, 0.38F + hue);
    }
    near = sky.lit(near);
    far = mix(sky.lit(far), sky.horizon, 0.2F);
}

Colour Ground::colour(Vec p) const {
    const float depth = std::max(p.y - horizonAt, 0.0F) + 0.12F;
    const float grain = noise({p.x * 2.2F / depth, 3.5F / depth}, seed)
                        + noise({p.x * 9, p.y * 16}, seed + 1) * std::min(depth, 0.6F);
    return mix(far, near, std::min(1.0F, depth)) * (0.84F + 0.2F * grain);
}

void paintWall(Canvas& canvas, Dice& dice, const Palette& palette) {
    const Vec lamp = polar(dice.uniform(-2.6F, -0.5F), dice.uniform(0.3F, 1.2F));
    const Colour base = mix(palette.light, palette.middle, dice.uniform(0, 0.8F));
    const int kind = dice.whole(0, 3);
    const float period = dice.uniform(0.18F, 0.4F), soft = canvas.pixel() / period;
    const auto seed = dice.bits();
    canvas.backdrop([&](Vec p) {
        Colour colour = base;
        if (kind == 0) { // wallpaper
            colour = mix(colour, palette.middle, 0.35F * bands(p.x / period, 0.5F, soft));
        } else if (kind == 1) { // tiles
            const float joint =
                std::max(bands(p.x / period, 0.06F, soft), bands(p.y / period, 0.06F, soft));
            colour = mix(colour, palette.dark, 0.45F * joint);
        } else if (kind == 2) { // plaster
            colour = colour * (0.9F + 0.2F * cloudNoise(p * 2.5F, seed, 3));
        }
        return colour * (1.12F - 0.3F * length(p - lamp));
    });
}

void paintBokeh(Canvas& canvas, Dice& dice, Colour dark, Colour light) {
    const Vec bright = dice.inside(canvas.view());
    canvas.backdrop(
        [&](Vec p) { return mix(light, dark, smoothstep(0, 2.2F, length(p - bright))); });
    const int count = dice.whole(10, 18);
    for (int i = 0; i < count; ++i) {
        const float t = dice.uniform(0, 1);
        canvas.fill(Disk{dice.inside(canvas.view()), dice.uniform(0.12F, 0.42F)},
                    mix(dark, light, t),
                    {.opacity = dice.uniform(0.15F, 0.5F), .blur = dice.uniform(0.08F, 0.4F)});
    }
}

} // namespace mae::scenes
