// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

/// A line of peaks or hills.
struct Range {
    float base = 0, height = 0.4F, frequency = 1;
    std::uint32_t seed = 0;
    float sharp = 1; ///< 0: rolling hills, 1: peaks

    float operator()(float x) const {
        float sum = 0, weight = 1, total = 0, f = frequency;
        for (std::uint32_t octave = 0; octave < 4; ++octave) {
            const float n = noise({x * f, 0.5F}, seed + octave);
            sum += weight * mix(n, 1 - std::abs(2 * n - 1), sharp);
            total += weight;
            weight *= 0.45F;
            f *= 2.1F;
        }
        return base - height * sum / total;
    }
};

struct Rock {
    Colour colour;
    float haze = 0;     ///< share of the colour of the horizon
    float snowLine = 0; ///< share of the height above which snow lies; 0: none
};

void paintRange(Canvas& canvas, const Sky& sky, const Range& range, const Rock& rock) {
    const Below shape{Curve(range), canvas.view().bottom};
    const float sunSide = sky.sunAt.x < 0 ? -1.0F : 1.0F;
    const float snowAt = range.base - range.height * rock.snowLine;
    canvas.fill(shape, [&](Vec p) {
        // Gullies run down from the crest, so what lies below a point of the crest leans as it
        // does; the noise bends them.
        const float depth = p.y - shape.curve(p.x);
        const float bend = noise({p.x * 5, p.y * 4}, range.seed + 9) - 0.5F;
        const float x = p.x + depth * 0.7F * bend;
        const float lean = (shape.curve(x + 0.03F) - shape.curve(x - 0.03F)) * 10 * sunSide;
        const float light = 0.82F - 0.38F * std::clamp(lean, -1.0F, 1.0F) + 0.35F * bend;
        Colour colour = sky.lit(rock.colour) * light;
        if (rock.snowLine > 0) {
            const float snow = smoothstep(0.07F, -0.07F, p.y - snowAt - 0.3F * bend);
            colour =
                mix(colour, sky.lit({0.95F, 0.97F, 1.0F}) * std::min(1.05F, light + 0.18F), snow);
        }
        return mix(colour, sky.horizon, rock.haze * (1 + depth));
    });
}

void paintPine(Canvas& canvas, Vec foot, float height, Colour colour) {
    canvas.fill(Stroke{foot, foot - Vec{0, height * 0.3F}, height * 0.03F, height * 0.03F},
                colour * 0.5F);
    for (int i = 0; i < 3; ++i) {
        const float level = static_cast<float>(i);
        const float y = foot.y - height * (0.15F + 0.24F * level),
                    half = height * (0.27F - 0.06F * level);
        canvas.fill(Polygon{{{foot.x - half, y}, {foot.x + half, y}, {foot.x, y - height * 0.4F}}},
                    [&](Vec p) { return colour * (0.85F + 0.5F * (p.x - foot.x) / half); });
    }
}

/// Water from the shore down: the mirror image of what is above, broken by waves.
void paintWater(Canvas& canvas, Dice& dice, const Sky& sky, float shore, Colour deep) {
    const auto seed = dice.bits();
    const float rough = dice.uniform(0.3F, 1.2F);
    const Colour water = sky.lit(deep);
    const bool glitters = sky.clouds < 0.55F;
    // Waves come closer together towards the shore; the logarithm of the distance is tabulated.
    const Curve rows(
        [shore](float y) { return 7.7F * std::log(std::max(y - shore, 0.0F) + 0.06F); });
    canvas.reflect(shore, [&](Vec p, const auto& mirror) {
        const float distance = p.y - shore;
        const float wave = noise({p.x * 1.2F / (distance + 0.06F), rows(p.y)}, seed) - 0.5F;
        const Colour seen = mix(mirror(Vec{0.1F, 0.16F} * (rough * wave)), water,
                                0.3F + 0.45F * std::min(distance * 0.9F, 1.0F))
                            * (1 + 0.5F * rough * wave);
        const float glitter =
            smoothstep(0.28F, 0.45F, wave) * smoothstep(0.5F, 0.0F, std::abs(p.x - sky.sunAt.x));
        return glitters ? mix(seen, sky.sun, 0.6F * glitter) : seen;
    });
}

struct Boat {
    Vec at;
    float size = 0.5F;
    bool mirrored = false;
    Colour hull, sail, trim;
    float lean = 0;
    bool striped = false;
};

void paintBoat(Canvas& canvas, const Sky& sky, const Boat& boat) {
    const Frame frame(boat.at, boat.lean, boat.size, boat.mirrored);
    const auto sail = [&](Vec p) {
        const Vec q = frame.local(p);
        const Colour plain = boat.striped
                                 ? mix(boat.sail, boat.trim,
                                       bands(q.y * 2.5F, 0.4F, canvas.pixel() * 2.5F / boat.size))
                                 : boat.sail;
        return sky.lit(plain * (0.82F + 0.35F * std::sin(q.x * 3 + 0.6F)));
    };
    canvas.fill(placed(Stroke{{0, -0.1F}, {0, -1.5F}, 0.022F, 0.014F}, frame),
                sky.lit({0.35F, 0.24F, 0.15F}));
    canvas.fill(
        placed(Polygon{{{0.05F, -0.24F}, {0.62F, -0.26F}, {0.3F, -0.8F}, {0.05F, -1.45F}}, 0},
               frame),
        sail);
    canvas.fill(placed(Polygon{{{-0.05F, -0.24F}, {-0.52F, -0.22F}, {-0.05F, -1.2F}}, 0}, frame),
                sail);
    const Polygon hull{{{-0.66F, -0.14F}, {0.7F, -0.17F}, {0.5F, 0.12F}, {-0.46F, 0.12F}}, 0.02F};
    canvas.fill(placed(hull, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        const Colour paint = q.y < -0.09F ? boat.trim : boat.hull;
        return sky.lit(paint * (0.85F - 1.2F * q.y));
    });
}

} // namespace

void paintMountains(Canvas& canvas, Dice& dice) {
    const Sky sky(dice, canvas.view(), dice.uniform(0.1F, 0.45F));
    paintSky(canvas, dice, sky);
    const int ranges = dice.whole(2, 4);
    const float hue = dice.chance(0.5F) ? 0.72F : dice.uniform(0.05F, 0.18F);
    const Colour rock = fromLch(dice.uniform(0.38F, 0.55F), dice.uniform(0.03F, 0.08F), hue);
    const float snowLine = dice.chance(0.6F) ? dice.uniform(0.4F, 0.7F) : 0;
    const Colour wood = fromLch(dice.uniform(0.36F, 0.46F), 0.07F, dice.uniform(0.3F, 0.42F));
    for (int i = 0; i < ranges; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(ranges);
        const Range range{.base = sky.horizonAt + 0.05F + 0.25F * t,
                          .height = dice.uniform(0.75F, 1.2F) * (1 - 0.6F * t),
                          .frequency = dice.uniform(0.8F, 1.5F) * (1 + 0.6F * t),
                          .seed = dice.bits(),
                          .sharp = 1 - 0.7F * t};
        paintRange(canvas, sky, range,
                   {.colour = mix(rock, wood, t),
                    .haze = 0.42F * (1 - t),
                    .snowLine = i == 0 ? snowLine : 0});
    }
    const float shore = sky.horizonAt + dice.uniform(0.22F, 0.3F);
    if (dice.chance(0.45F)) {
        paintWater(canvas, dice, sky, shore, fromLch(0.4F, 0.08F, 0.6F));
    } else {
        const Ground ground(dice, sky);
        const Range meadow{.base = shore + 0.08F,
                           .height = 0.2F,
                           .frequency = 0.8F,
                           .seed = dice.bits(),
                           .sharp = 0};
        canvas.fill(Below{Curve(meadow)}, [&](Vec p) { return ground.colour(p); });
    }
    const Colour green = sky.lit(fromLch(dice.uniform(0.3F, 0.42F), 0.07F, 0.4F));
    const int pines = dice.chance(0.6F) ? dice.whole(2, 7) : 0;
    for (int i = 0; i < pines; ++i) {
        const float x = dice.uniform(canvas.view().left, canvas.view().right);
        paintPine(canvas, {x, dice.uniform(0.75F, 1.05F)}, dice.uniform(0.35F, 0.8F), green);
    }
}

void paintBoats(Canvas& canvas, Dice& dice) {
    const Sky sky(dice, canvas.view(), dice.uniform(-0.1F, 0.3F));
    paintSky(canvas, dice, sky);
    if (dice.chance(0.5F)) {
        const Range coast{.base = sky.horizonAt + 0.02F,
                          .height = dice.uniform(0.1F, 0.35F),
                          .frequency = dice.uniform(0.6F, 1.4F),
                          .seed = dice.bits(),
                          .sharp = 0.3F};
        paintRange(canvas, sky, coast,
                   {.colour = fromLch(0.45F, 0.06F, dice.uniform(0.2F, 0.7F)),
                    .haze = 0.4F,
                    .snowLine = 0});
    }
    std::vector<Boat> boats(static_cast<std::size_t>(dice.whole(1, 3)));
    for (auto& boat : boats) {
        const Palette palette(dice);
        const float near = dice.uniform(0, 1);
        boat = {.at = {dice.uniform(-0.75F, 0.75F), sky.horizonAt + 0.05F + 0.5F * near * near},
                .size = 0.28F + 0.5F * near,
                .mirrored = dice.chance(0.5F),
                .hull = palette.dark,
                .sail = dice.chance(0.6F) ? Colour{0.96F, 0.95F, 0.9F} : palette.light,
                .trim = palette.accent,
                .lean = dice.uniform(-0.1F, 0.1F),
                .striped = dice.chance(0.35F)};
    }
    std::ranges::sort(boats, [](const Boat& a, const Boat& b) { return a.at.y < b.at.y; });
    // The sea mirrors sky and coast; each boat gets a mirror image of its own below its hull.
    const Colour deep =
        fromLch(dice.uniform(0.35F, 0.5F), dice.uniform(0.06F, 0.1F), dice.uniform(0.53F, 0.7F));
    paintWater(canvas, dice, sky, sky.horizonAt, deep);
    for (const auto& boat : boats) {
        const float size = boat.size;
        canvas.fill(Ellipse{boat.at + Vec{0, 0.22F * size}, {0.6F * size, 0.12F * size}},
                    sky.lit(boat.hull) * 0.6F, {.opacity = 0.6F, .blur = 0.15F * size});
        canvas.fill(Ellipse{boat.at + Vec{0, 0.65F * size}, {0.3F * size, 0.5F * size}},
                    sky.lit(boat.sail), {.opacity = 0.3F, .blur = 0.4F * size});
        paintBoat(canvas, sky, boat);
    }
}

} // namespace mae::scenes
