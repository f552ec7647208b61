// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

/// A ring of round cross-section that lies flat, lit from one side.
void paintTorus(Canvas& canvas, Vec at, float radius, float thick, Colour colour, Vec light) {
    const Outline<Disk> ring{{at, radius}, thick};
    canvas.shadow(ring, light * -0.07F, 0.12F, 0.45F);
    canvas.fill(ring, [&](Vec p) {
        const Vec out = p - at;
        const float r = std::max(length(out), 1e-4F), across = (r - radius) / thick;
        const float up = std::sqrt(std::max(0.0F, 1 - across * across));
        const float lit = 0.65F * up + 0.75F * across * dot(out, light) / r;
        return colour * (0.35F + 0.75F * std::max(lit, 0.0F))
               + Colour{1, 1, 1} * (0.55F * smoothstep(0.84F, 0.98F, lit));
    });
}

/// Circles within circles, like a target.
void paintTarget(Canvas& canvas, const Disk& disk, int circles, float duty, Colour a, Colour b) {
    const float period = disk.radius / static_cast<float>(circles);
    canvas.shadow(disk, {0.04F, 0.06F}, 0.12F);
    canvas.fill(disk, [&](Vec p) {
        const float t = length(p - disk.centre) / period;
        return mix(a, b, bands(t, duty, canvas.pixel() / period))
               * (1.05F - 0.2F * (p.y - disk.centre.y));
    });
    canvas.fill(Outline<Disk>{disk, 0.012F}, b * 0.6F);
}

/// How much of a place the pattern covers with its first and second colour, 0 to 1.
struct Weave {
    float first = 0, second = 0;
};

struct Fabric {
    int kind = 0; ///< 0 stripes, 1 plaid, 2 checks, 3 dots, 4 zigzag, 5 waves
    float duty = 0.4F, thin = 0.08F, shift = 0.5F;

    /// @p q counts periods.
    Weave at(Vec q, float soft) const {
        const float u = bands(q.x, duty, soft), line = bands(q.x + shift, thin, soft);
        switch (kind) {
        case 0: return {u, line};
        case 1:
            return {0.5F * (u + bands(q.y, duty, soft)),
                    std::max(line, bands(q.y + shift, thin, soft))};
        case 2: {
            const float a = bands(q.x, 0.5F, soft), b = bands(q.y, 0.5F, soft);
            return {a + b - 2 * a * b, 0};
        }
        case 3: {
            const Vec cell{q.x - std::round(q.x), q.y - std::round(q.y)};
            const Vec other{q.x - std::floor(q.x) - 0.5F, q.y - std::floor(q.y) - 0.5F};
            const float radius = 0.15F + 0.2F * duty;
            return {std::clamp(0.5F - (length(cell) - radius) / soft, 0.0F, 1.0F),
                    std::clamp(0.5F - (length(other) - radius * 0.7F) / soft, 0.0F, 1.0F)};
        }
        case 4: {
            const float bent = q.y + 0.8F * std::abs(q.x - std::floor(q.x) - 0.5F);
            return {bands(bent * 1.4F, duty, soft * 2),
                    bands(bent * 1.4F + shift, thin * 1.5F, soft * 2)};
        }
        default: {
            const float bent = q.y * 1.3F + 0.22F * std::sin(2 * kPi * q.x);
            return {bands(bent, duty, soft * 1.8F), bands(bent + shift, thin * 1.5F, soft * 1.8F)};
        }
        }
    }
};

} // namespace

void paintShapes(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const Vec light = polar(dice.uniform(0, 2 * kPi));
    const Colour ground =
        mix(palette.light, palette.dark, dice.chance(0.3F) ? 0.85F : dice.uniform(0, 0.25F));
    const float period = dice.uniform(0.3F, 0.6F), faint = dice.chance(0.4F) ? 0.08F : 0;
    const Vec axis = polar(dice.uniform(0, kPi));
    canvas.backdrop([&](Vec p) {
        const float stripe = bands(dot(p, axis) / period, 0.5F, canvas.pixel() / period);
        return ground * (1 + 0.14F * dot(p, light) - faint * stripe);
    });
    const int count = dice.whole(3, 8);
    for (int i = 0; i < count; ++i) {
        const Vec at = dice.inside(grown(canvas.view(), -0.35F));
        const float radius = dice.uniform(0.25F, 0.55F);
        const Colour colour = fromLch(dice.uniform(0.4F, 0.85F), dice.uniform(0.08F, 0.2F),
                                      (dice.chance(0.5F) ? palette.hue : palette.accentHue)
                                          + dice.uniform(-.12F, .12F));
        auto shape = star(at, radius, dice.whole(3, 7), dice.uniform(0, 2 * kPi),
                          dice.chance(0.5F) ? dice.uniform(0.4F, 0.6F) : 1.0F);
        shape.round = dice.chance(0.4F) ? radius * 0.12F : 0;
        canvas.shadow(shape, light * -0.06F, 0.1F, 0.5F);
        canvas.fill(shape,
                    [&](Vec p) { return colour * (1 + 0.4F * dot(p - at, light) / radius); });
        if (dice.chance(0.3F)) {
            canvas.fill(Outline<Polygon>{shape, 0.02F}, mix(colour, Colour{1, 1, 1}, 0.6F));
        }
    }
}

void paintRings(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    paintWall(canvas, dice, palette);
    const bool flat = dice.chance(0.5F);
    const Vec light = polar(dice.uniform(-2.6F, -0.5F));
    const int count = flat ? dice.whole(1, 4) : dice.whole(2, 6);
    for (int i = 0; i < count; ++i) {
        const Vec at = dice.inside(grown(canvas.view(), count == 1 ? -0.7F : -0.4F));
        const float hue =
            dice.chance(0.5F) ? palette.accentHue : palette.hue + dice.uniform(-.1F, .1F);
        const Colour strong = fromLch(dice.uniform(0.4F, 0.65F), dice.uniform(0.1F, 0.2F), hue);
        if (flat) {
            paintTarget(canvas, {at, dice.uniform(0.35F, 0.75F)}, dice.whole(2, 5),
                        dice.uniform(0.35F, 0.65F), palette.light, strong);
        } else {
            const float radius = dice.uniform(0.25F, 0.6F);
            paintTorus(canvas, at, radius, radius * dice.uniform(0.14F, 0.32F), strong, light);
        }
    }
}

void paintFabric(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const Vec axis = polar(dice.uniform(0, kPi));
    const float period = dice.uniform(0.35F, 0.8F), soft = canvas.pixel() / period;
    const Fabric fabric{.kind = dice.whole(0, 5),
                        .duty = dice.uniform(0.25F, 0.6F),
                        .thin = dice.uniform(0.06F, 0.14F),
                        .shift = dice.uniform(0.3F, 0.7F)};
    const auto seed = dice.bits();
    const Vec fold = polar(dice.uniform(0, kPi), dice.uniform(1, 2.5F));
    const float depth = dice.uniform(0, 0.3F);
    const bool inverse = dice.chance(0.35F);
    const Colour base = inverse ? palette.dark : palette.light,
                 main = inverse ? palette.light : palette.middle;
    canvas.backdrop([&](Vec p) {
        // Folds push the cloth to and fro and catch the light.
        const float wave = noise({dot(p, fold), 0.3F * (fold.x * p.y - fold.y * p.x)}, seed);
        const Vec moved = p + fold * (0.1F * depth * wave);
        const Weave weave = fabric.at(
            Vec{dot(moved, axis), axis.x * moved.y - axis.y * moved.x} * (1 / period), soft);
        const Colour colour =
            mix(mix(base, main, 0.8F * weave.first), palette.accent, 0.85F * weave.second);
        return colour * (1 - depth + 1.6F * depth * wave);
    });
}

} // namespace mae::scenes
