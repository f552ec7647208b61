// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

Colour anyOf(Dice& dice, const Palette& palette) {
    const std::array all{palette.dark, palette.middle, palette.light, palette.accent};
    return all[static_cast<std::size_t>(dice.whole(0, 3))];
}

} // namespace

void paintShapes(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const Vec light = polar(dice.uniform(0, 2 * kPi));
    const Colour ground = anyOf(dice, palette);
    canvas.backdrop([&](Vec p) { return ground * (1 + 0.12F * dot(p, light)); });
    const int count = dice.whole(3, 7);
    for (int i = 0; i < count; ++i) {
        const Vec at = dice.inside(grown(canvas.view(), -0.15F));
        const float radius = dice.uniform(0.22F, 0.6F);
        const Colour colour =
            fromLch(dice.uniform(0.35F, 0.9F), dice.uniform(0.05F, 0.18F),
                    dice.chance(0.5F) ? palette.hue + dice.uniform(-.1F, .1F) : palette.accentHue);
        const auto shape = star(at, radius, dice.whole(3, 7), dice.uniform(0, 2 * kPi),
                                dice.chance(0.5F) ? dice.uniform(0.4F, 0.6F) : 1.0F);
        canvas.shadow(shape, light * -0.06F, 0.1F);
        canvas.fill(shape, [&](Vec p) { return colour * (1 + 0.35F * dot(p - at, light)); });
    }
}

void paintRings(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const Colour inner = palette.light, outer = palette.dark;
    canvas.backdrop([&](Vec p) { return mix(palette.middle, inner, 0.25F + 0.25F * p.y); });
    const int count = dice.whole(1, 4);
    for (int i = 0; i < count; ++i) {
        const Disk disk{dice.inside(grown(canvas.view(), -0.2F)), dice.uniform(0.4F, 0.9F)};
        const float period = disk.radius / static_cast<float>(dice.whole(2, 5));
        const float shift = dice.uniform(0, 1), duty = dice.uniform(0.35F, 0.65F);
        const Colour a = anyOf(dice, palette), b = mix(a, palette.accent, 0.75F);
        canvas.shadow(disk, {0.04F, 0.06F}, 0.12F);
        canvas.fill(disk, [&](Vec p) {
            const float t = length(p - disk.centre) / period + shift;
            return mix(a, b, bands(t, duty, canvas.pixel() / period))
                   * (1.05F - 0.15F * (p.y - disk.centre.y));
        });
        canvas.fill(Outline<Disk>{disk, 0.012F}, outer);
    }
}

void paintFabric(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const Vec axis = polar(dice.uniform(0, kPi));
    const float period = dice.uniform(0.3F, 0.8F), soft = canvas.pixel() / period;
    const float duty = dice.uniform(0.25F, 0.6F), thin = dice.uniform(0.05F, 0.12F);
    const bool plaid = dice.chance(0.6F);
    const auto seed = dice.bits();
    canvas.backdrop([&](Vec p) {
        const float u = dot(p, axis) / period, v = (axis.x * p.y - axis.y * p.x) / period;
        Colour colour = mix(palette.light, palette.middle, 0.6F * bands(u, duty, soft));
        colour = mix(colour, palette.accent, 0.8F * bands(u + 0.5F, thin, soft));
        if (plaid) {
            colour = mix(colour, palette.dark, 0.5F * bands(v, duty, soft));
            colour = mix(colour, palette.accent, 0.6F * bands(v + 0.5F, thin, soft));
        }
        return colour * (0.75F + 0.5F * cloudNoise(p * 1.2F, seed, 2));
    });
}

} // namespace mae::scenes
