// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

void paintUnderwater(Canvas& canvas, Dice& dice, float hue) {
    const Colour surface = fromLch(dice.uniform(0.7F, 0.85F), 0.09F, hue);
    const Colour deep = fromLch(dice.uniform(0.28F, 0.42F), 0.09F, hue + 0.06F);
    const auto seed = dice.bits();
    const float tilt = dice.uniform(-0.4F, 0.4F);
    canvas.backdrop([&](Vec p) {
        const float down = std::clamp((p.y + 1) / 2, 0.0F, 1.0F);
        const float rays = noise({(p.x + tilt * p.y) * 3.2F, 0.5F}, seed) * (1 - down) * 0.35F;
        return mix(surface, deep, down) * (0.92F + rays);
    });
    const Colour sand = mix(fromLch(0.75F, 0.06F, 0.2F), deep, 0.45F);
    const auto bottom = [&](float x) { return 0.78F - 0.16F * noise({x * 1.6F, 0.5F}, seed + 1); };
    canvas.fill(Below{Curve(bottom)}, [&](Vec p) {
        return sand * (0.8F + 0.35F * cloudNoise({p.x * 4, p.y * 9}, seed + 2, 2));
    });
    const Colour weed =
        mix(fromLch(dice.uniform(0.4F, 0.55F), 0.12F, dice.uniform(0.3F, 0.45F)), deep, 0.25F);
    const int weeds = dice.whole(0, 5);
    for (int i = 0; i < weeds; ++i) {
        Vec from{dice.uniform(canvas.view().left, canvas.view().right), 0.95F};
        const float sway = dice.uniform(0, 6), height = dice.uniform(0.1F, 0.2F);
        for (int k = 0; k < 6; ++k) {
            const float t = static_cast<float>(k);
            const Vec to = from + Vec{0.05F * std::sin(sway + t * 1.2F), -height};
            canvas.fill(Stroke{from, to, 0.045F - 0.006F * t, 0.039F - 0.006F * t},
                        weed * (0.7F + 0.08F * t));
            from = to;
        }
    }
}

struct FishStyle {
    Colour back, belly, stripe, fin;
    float tall = 0.45F;  ///< half height, for half a length of 1
    float period = 0.5F; ///< of the stripes
    float duty = 0.35F;
    int pattern = 0; ///< 0 plain, 1 upright stripes, 2 lengthwise, 3 spots
    std::uint32_t seed = 0;
};

FishStyle makeFish(Dice& dice) {
    const Palette palette(dice);
    return {.back = fromLch(dice.uniform(0.5F, 0.7F), dice.uniform(0.1F, 0.19F), palette.hue),
            .belly = fromLch(0.88F, 0.06F, palette.hue + 0.04F),
            .stripe = dice.chance(0.5F) ? Colour{0.96F, 0.95F, 0.92F} : palette.dark,
            .fin = fromLch(dice.uniform(0.5F, 0.75F), 0.16F,
                           dice.chance(0.5F) ? palette.hue + 0.06F : palette.accentHue),
            .tall = dice.uniform(0.34F, 0.62F),
            .period = dice.uniform(0.4F, 0.75F),
            .duty = dice.uniform(0.25F, 0.5F),
            .pattern = dice.whole(0, 3),
            .seed = dice.bits()};
}

Colour scales(const FishStyle& fish, Vec q, float pixel) {
    const float height = q.y / fish.tall;
    Colour colour = mix(fish.back, fish.belly, smoothstep(0.0F, 0.95F, height));
    if (fish.pattern == 1) {
        const float curve = q.x + 0.12F * height * height;
        colour =
            mix(colour, fish.stripe, bands(curve / fish.period, fish.duty, pixel / fish.period));
    } else if (fish.pattern == 2) {
        const float thin = fish.period * 0.5F;
        colour =
            mix(colour, fish.stripe,
                bands(q.y / thin + 0.2F, fish.duty, pixel / thin) * smoothstep(0.6F, 0.3F, height));
    } else if (fish.pattern == 3) {
        const float spot = noise({q.x * 7, q.y * 7}, fish.seed);
        colour =
            mix(colour, fish.stripe, smoothstep(0.6F, 0.7F, spot) * smoothstep(0.7F, 0.2F, height));
    }
    const float gleam = 0.3F * smoothstep(0.3F, 0.0F, std::abs(height + 0.45F));
    return colour * (1.02F - 0.3F * height + gleam);
}

void paintFishBody(Canvas& canvas, const FishStyle& fish, const Frame& frame, float pixel) {
    const auto rays = [&](Vec p) {
        const Vec q = frame.local(p);
        return fish.fin * (0.85F + 0.3F * bands(angleOf({q.x - 0.3F, q.y}) * 5, 0.5F, 0.4F));
    };
    const float t = fish.tall;
    canvas.fill(
        placed(
            Polygon{
                {{-0.75F, 0}, {-1.35F, -0.42F - t * 0.3F}, {-1.18F, 0}, {-1.35F, 0.42F + t * 0.3F}},
                0.02F},
            frame),
        rays);
    canvas.fill(
        placed(
            Polygon{
                {{0.35F, -t * 0.7F}, {-0.25F, -t * 1.5F}, {-0.6F, -t * 1.1F}, {-0.55F, -t * 0.5F}},
                0.02F},
            frame),
        rays);
    canvas.fill(
        placed(Polygon{{{0.1F, t * 0.8F}, {-0.3F, t * 1.4F}, {-0.45F, t * 0.6F}}, 0.02F}, frame),
        rays);
    // The body narrows towards the tail.
    const auto outline = [t](float angle) {
        const float c = std::cos(angle), s = std::sin(angle);
        const float oval = 1 / std::sqrt(c * c + s * s / (t * t));
        return oval * (c < 0 ? 1 - 0.12F * c * c * std::abs(s) * 4 : 1.0F);
    };
    canvas.fill(placed(Blob(outline), frame),
                [&](Vec p) { return scales(fish, frame.local(p), pixel); });
    canvas.fill(placed(Arc{{0.3F, 0}, 0.42F * t + 0.12F, 0, 0.9F, 0.014F}, frame), fish.back * 0.6F,
                {.opacity = 0.7F, .blur = 0});
    canvas.fill(
        placed(Polygon{{{0.15F, t * 0.15F}, {-0.25F, t * 0.1F}, {-0.18F, t * 0.6F}}, 0.03F}, frame),
        [&](Vec p) { return rays(p) * 0.9F; });
    const Vec eye{0.68F, -0.22F * t};
    canvas.fill(placed(Disk{eye, 0.11F}, frame), Colour{0.97F, 0.97F, 0.93F});
    canvas.fill(placed(Disk{eye + Vec{0.015F, 0}, 0.065F}, frame), Colour{0.05F, 0.05F, 0.08F});
    canvas.fill(placed(Disk{eye + Vec{0.035F, -0.03F}, 0.022F}, frame), Colour{1, 1, 1});
    canvas.fill(placed(Stroke{{0.97F, 0.12F * t}, {0.8F, 0.2F * t}, 0.016F, 0.012F}, frame),
                fish.back * 0.45F);
}

/// Colours of a wing, in coordinates where the body is the line x = 0.
struct WingStyle {
    Colour root, edge, rim, spot;
    float spots = 0.1F;
    int cells = 5;
    float reach = 1;
};

Colour wingColour(const WingStyle& style, Vec q, float rim, float pixel) {
    const float along = length(q) / style.reach;
    Colour colour = mix(style.root, style.edge, smoothstep(0.1F, 0.95F, along));
    const float angle = angleOf({std::abs(q.x) + 1e-3F, q.y});
    const float cells = static_cast<float>(style.cells);
    const float vein =
        bands(angle * cells / 2 + 0.05F, 0.1F, pixel * cells / (2 * std::max(along, 0.1F)));
    colour = mix(colour, style.rim, 0.55F * vein);
    const float border = smoothstep(-0.2F, -0.1F, rim);
    colour = mix(colour, style.rim, border);
    const float beads =
        bands(angle * cells + 0.25F, 0.5F, 0.25F) * smoothstep(0.05F, 0.02F, std::abs(rim + 0.08F));
    return mix(colour, style.spot, beads * 0.9F);
}

void paintWings(Canvas& canvas, Dice& dice, const Frame& centre, const WingStyle& style) {
    const float upper = dice.uniform(0.85F, 1.05F), lower = dice.uniform(0.6F, 0.8F);
    const float pointed = dice.uniform(0.0F, 0.35F), tail = dice.uniform(0.0F, 0.3F);
    const float eyeSize = style.spots;
    const Blob hind([=](float a) {
        const float lobe = std::max(0.0F, std::cos((a - 0.75F) * 1.15F));
        const float drop = std::exp(-20 * (a - 1.2F) * (a - 1.2F));
        return 0.02F + lower * std::sqrt(lobe) + tail * drop;
    });
    const Blob fore([=](float a) {
        const float lobe = std::max(0.0F, std::cos((a + 0.62F) * 1.35F));
        const float tip = std::exp(-14 * (a + 0.75F) * (a + 0.75F));
        return 0.02F + upper * (std::sqrt(lobe) * (1 - pointed * 0.5F) + pointed * tip * 0.6F);
    });
    for (const bool mirrored : {false, true}) {
        Frame frame = centre;
        frame.mirrored = mirrored;
        const auto paint = [&](const Blob& wing, float shade) {
            canvas.shadow(placed(wing, frame), {0.03F, 0.05F}, 0.08F, 0.25F);
            canvas.fill(placed(wing, frame), [&](Vec p) {
                const Vec q = frame.local(p);
                return wingColour(style, q, wing.distance(q), canvas.pixel() / frame.scale) * shade;
            });
        };
        paint(hind, 0.92F);
        paint(fore, 1.0F);
        for (const Vec eye : {Vec{0.52F, -0.42F}, Vec{0.36F, 0.34F}}) {
            canvas.fill(placed(Disk{eye, eyeSize * 1.5F}, frame), style.rim);
            canvas.fill(placed(Disk{eye, eyeSize}, frame), style.spot);
            canvas.fill(placed(Disk{eye, eyeSize * 0.45F}, frame), style.root * 0.5F);
        }
    }
}

void paintButterfly(Canvas& canvas, Dice& dice, Vec at, float angle, float size) {
    const Palette palette(dice);
    const Frame frame(at, angle, size);
    const float hue = palette.hue;
    WingStyle style{.root = fromLch(dice.uniform(0.4F, 0.8F), dice.uniform(0.1F, 0.2F), hue),
                    .edge = fromLch(dice.uniform(0.55F, 0.85F), dice.uniform(0.1F, 0.2F),
                                    hue + dice.uniform(-0.15F, 0.15F)),
                    .rim = dice.chance(0.75F) ? Colour{0.1F, 0.08F, 0.1F} : palette.dark,
                    .spot = dice.chance(0.5F) ? Colour{0.97F, 0.95F, 0.88F} : palette.accent,
                    .spots = dice.chance(0.7F) ? dice.uniform(0.05F, 0.1F) : 0.001F,
                    .cells = dice.whole(4, 7),
                    .reach = 1};
    paintWings(canvas, dice, frame, style);
    const Colour body{0.14F, 0.11F, 0.1F};
    for (const float side : {-1.0F, 1.0F}) {
        canvas.fill(
            placed(Stroke{{0.02F * side, -0.36F}, {0.2F * side, -0.72F}, 0.012F, 0.01F}, frame),
            body);
        canvas.fill(placed(Disk{{0.2F * side, -0.73F}, 0.028F}, frame), body);
    }
    canvas.fill(placed(Stroke{{0, -0.26F}, {0, 0.42F}, 0.065F, 0.03F}, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        return mix(body, palette.light, 0.35F * bands(q.y * 7, 0.4F, 0.3F))
               * (1.1F - 4 * std::abs(q.x));
    });
    canvas.fill(placed(Disk{{0, -0.34F}, 0.07F}, frame), body);
}

} // namespace

void paintFish(Canvas& canvas, Dice& dice) {
    paintUnderwater(canvas, dice, dice.uniform(0.5F, 0.7F));
    const int count = dice.whole(1, 5);
    const auto shoal = makeFish(dice);
    const bool swarm = dice.chance(0.5F), leftwards = dice.chance(0.5F);
    for (int i = 0; i < count; ++i) {
        const float size =
            count == 1 ? dice.uniform(0.42F, 0.6F)
                       : dice.uniform(0.62F, 0.85F) / std::sqrt(static_cast<float>(count) + 1);
        const float row = (static_cast<float>(i) + 0.5F) / static_cast<float>(count);
        const Vec at = count == 1 ? Vec{dice.uniform(-0.25F, 0.25F), dice.uniform(-0.3F, 0.25F)}
                                  : Vec{dice.uniform(-0.6F, 0.6F), -0.75F + 1.35F * row};
        const Frame frame(at, dice.uniform(-0.25F, 0.25F), size,
                          swarm ? leftwards : dice.chance(0.5F));
        paintFishBody(canvas, swarm ? shoal : makeFish(dice), frame, canvas.pixel() / size);
    }
    const int bubbles = dice.whole(2, 9);
    for (int i = 0; i < bubbles; ++i) {
        const Disk bubble{dice.inside(canvas.view()), dice.uniform(0.02F, 0.06F)};
        canvas.fill(bubble, Colour{1, 1, 1}, {.opacity = 0.2F, .blur = 0});
        canvas.fill(Outline<Disk>{bubble, 0.006F}, Colour{1, 1, 1}, {.opacity = 0.6F, .blur = 0});
        canvas.fill(Disk{bubble.centre - Vec{0.35F, 0.35F} * bubble.radius, bubble.radius * 0.22F},
                    Colour{1, 1, 1});
    }
}

void paintButterflies(Canvas& canvas, Dice& dice) {
    const float hue = dice.chance(0.6F) ? dice.uniform(0.28F, 0.45F) : dice.uniform(0, 1);
    paintBokeh(canvas, dice, fromLch(dice.uniform(0.3F, 0.5F), 0.08F, hue),
               fromLch(dice.uniform(0.75F, 0.92F), 0.07F, hue - 0.06F));
    const int count = dice.chance(0.65F) ? 1 : 2;
    for (int i = 0; i < count; ++i) {
        const Vec at = count == 1 ? Vec{dice.uniform(-0.12F, 0.12F), dice.uniform(-0.1F, 0.15F)}
                                  : Vec{i == 0 ? -0.42F : 0.42F, (i == 0 ? -0.35F : 0.4F)};
        paintButterfly(canvas, dice, at, dice.uniform(-0.6F, 0.6F),
                       count == 1 ? dice.uniform(0.65F, 0.85F) : dice.uniform(0.42F, 0.52F));
    }
}

} // namespace mae::scenes
