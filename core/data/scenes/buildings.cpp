// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

/// Colours and habits of a house; all lengths in units of half its width.
struct House {
    Frame frame;
    float wallTop = -0.7F, roofTop = -1.4F, eaves = 0.14F;
    Colour wall, roof, frameColour, door, glass;
    int surface = 0; ///< 0 plaster, 1 planks, 2 bricks
    int windows = 2;
    bool chimney = true, hipped = false;
};

/// Brightness of a wall's surface at a place given in the units of the house.
float surfaceShade(int surface, Vec q, float pixel) {
    if (surface == 1) {
        return 1 - 0.16F * bands(q.y / 0.13F, 0.2F, pixel / 0.13F);
    }
    if (surface == 2) {
        const float row = q.y / 0.12F;
        const float shift = (static_cast<int>(std::floor(row)) & 1) != 0 ? 0.5F : 0.0F;
        const float joint = std::max(bands(row, 0.16F, pixel / 0.12F),
                                     bands(q.x / 0.26F + shift, 0.08F, pixel / 0.26F));
        return 1 - 0.2F * joint;
    }
    return 1;
}

void paintWindow(Canvas& canvas, const House& house, const Sky& sky, Vec at, Vec half) {
    const auto& frame = house.frame;
    canvas.fill(placed(Box{at, half + Vec{0.05F, 0.05F}}, frame), house.frameColour);
    canvas.fill(placed(Box{at, half}, frame), [&](Vec p) {
        const Vec q = frame.local(p) - at;
        const float gleam = smoothstep(-0.05F, 0.05F, q.x + q.y) * (sky.night ? 0.05F : 0.3F);
        return mix(house.glass, sky.horizon, gleam);
    });
    canvas.fill(placed(Box{at, {0.016F, half.y}}, frame), house.frameColour);
    canvas.fill(placed(Box{at, {half.x, 0.016F}}, frame), house.frameColour);
    canvas.fill(placed(Box{at + Vec{0, half.y + 0.06F}, {half.x + 0.09F, 0.025F}}, frame),
                house.frameColour * 0.8F);
}

void paintDoor(Canvas& canvas, const House& house, float x) {
    const auto& frame = house.frame;
    canvas.fill(placed(Box{{x, -0.25F}, {0.17F, 0.27F}}, frame), house.frameColour);
    canvas.fill(placed(Box{{x, -0.235F}, {0.135F, 0.245F}}, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        return house.door * (0.9F + 0.5F * (q.x - x));
    });
    canvas.fill(placed(Box{{x, -0.34F}, {0.08F, 0.07F}, 0.01F}, frame), house.door * 0.7F);
    canvas.fill(placed(Disk{{x + 0.09F, -0.2F}, 0.022F}, frame), Colour{0.9F, 0.8F, 0.4F});
    canvas.fill(placed(Box{{x, 0.02F}, {0.24F, 0.03F}}, frame), Colour{0.6F, 0.58F, 0.55F});
}

/// @param side  how much brighter it is to the right
void paintRoof(Canvas& canvas, const House& house, float pixel, float side) {
    const auto& frame = house.frame;
    const float edge = 1 + house.eaves, ridge = house.hipped ? 0.5F : 0.0F;
    const Polygon roof{{{-edge, house.wallTop},
                        {-ridge, house.roofTop},
                        {ridge, house.roofTop},
                        {edge, house.wallTop}},
                       0.02F};
    canvas.fill(placed(roof, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        return house.roof
               * ((1 + side * 1.5F * q.x) * (1 - 0.18F * bands(q.y / 0.14F, 0.25F, pixel / 0.14F)));
    });
}

void paintHouse(Canvas& canvas, Dice& dice, const Sky& sky, const House& house) {
    const auto& frame = house.frame;
    const float pixel = canvas.pixel() / frame.scale,
                side = sky.sunAt.x > frame.at.x ? 0.12F : -0.12F;
    canvas.fill(placed(Ellipse{{-side * 2, 0.02F}, {1.25F, 0.1F}}, frame),
                Colour{0.03F, 0.04F, 0.05F}, {.opacity = 0.45F, .blur = 0.12F * frame.scale});
    if (house.chimney) {
        const float x = dice.chance(0.5F) ? 0.45F : -0.45F;
        canvas.fill(
            placed(Box{{x, mix(house.wallTop, house.roofTop, 0.75F)}, {0.1F, 0.32F}}, frame),
            house.roof * 0.7F);
    }
    canvas.fill(placed(Box{{0, house.wallTop / 2}, {1, -house.wallTop / 2}}, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        const float eavesShadow = 0.25F * smoothstep(house.wallTop + 0.16F, house.wallTop, q.y);
        return house.wall
               * ((1 + side * q.x - eavesShadow) * surfaceShade(house.surface, q, pixel));
    });
    paintRoof(canvas, house, pixel, side);
    const bool two = house.wallTop < -1.0F;
    const float doorAt = house.windows == 1 ? -0.45F : dice.chance(0.7F) ? 0.0F : 0.5F;
    paintDoor(canvas, house, doorAt);
    for (int i = 0; i < 3; ++i) {
        const float x = -0.62F + 0.62F * static_cast<float>(i);
        if (std::abs(x - doorAt) > 0.35F) {
            paintWindow(canvas, house, sky, {x, two ? -0.4F : house.wallTop * 0.55F},
                        {0.17F, 0.18F});
        }
        if (two) {
            paintWindow(canvas, house, sky, {x, house.wallTop + 0.36F}, {0.17F, 0.2F});
        }
    }
    if (!house.hipped && dice.chance(0.5F)) {
        const Vec at{0, mix(house.wallTop, house.roofTop, 0.42F)};
        canvas.fill(placed(Disk{at, 0.15F}, frame), house.frameColour);
        canvas.fill(placed(Disk{at, 0.11F}, frame), house.glass);
    }
}

House makeHouse(Dice& dice, const Sky& sky, const Frame& frame) {
    const Palette palette(dice);
    House house;
    house.frame = frame;
    house.wallTop = dice.chance(0.35F) ? dice.uniform(-1.3F, -1.1F) : dice.uniform(-0.85F, -0.65F);
    house.roofTop = house.wallTop - dice.uniform(0.45F, 0.85F);
    house.eaves = dice.uniform(0.06F, 0.18F);
    house.wall = sky.lit(mix(palette.light, palette.middle, dice.uniform(0, 0.5F)));
    house.roof = sky.lit(fromLch(dice.uniform(0.35F, 0.55F), dice.uniform(0.03F, 0.12F),
                                 dice.chance(0.6F) ? 0.09F : 0.7F));
    house.frameColour = sky.lit({0.96F, 0.95F, 0.92F});
    house.door = sky.lit(palette.accent);
    house.glass = sky.night ? Colour{1, 0.86F, 0.5F} : Colour{0.25F, 0.33F, 0.42F};
    house.surface = dice.whole(0, 2);
    house.windows = dice.whole(1, 2);
    house.chimney = dice.chance(0.7F);
    house.hipped = dice.chance(0.35F);
    return house;
}

void paintBush(Canvas& canvas, Dice& dice, const Sky& sky, Vec at, float size) {
    const float hue = dice.uniform(0.33F, 0.42F);
    for (int i = 0; i < 7; ++i) {
        const Disk leaf{at + Vec{dice.uniform(-1, 1), dice.uniform(-0.9F, 0)} * size,
                        size * dice.uniform(0.35F, 0.6F)};
        const Colour colour = sky.lit(fromLch(dice.uniform(0.35F, 0.5F), 0.1F, hue));
        canvas.fill(leaf, [&](Vec p) {
            return colour * (1 - 0.45F * (p.y - leaf.centre.y) / leaf.radius);
        });
    }
}

void paintFence(Canvas& canvas, const Sky& sky, float y, float size) {
    const Colour white = sky.lit({0.93F, 0.92F, 0.88F});
    const Rect view = canvas.view();
    for (const float rail : {0.35F, 0.7F}) {
        canvas.fill(Box{{0, y - rail * size}, {view.right + 1, 0.07F * size}}, white * 0.85F);
    }
    for (float x = view.left; x < view.right + size; x += 0.62F * size) {
        canvas.fill(Polygon{{{x - 0.16F * size, y},
                             {x - 0.16F * size, y - 0.85F * size},
                             {x, y - 1.08F * size},
                             {x + 0.16F * size, y - 0.85F * size},
                             {x + 0.16F * size, y}}},
                    white);
    }
}

/// A tower of a skyline with a grid of windows, some of them lit.
struct Tower {
    float left = 0, right = 0, top = 0;
    Colour wall, lamp;
    float cellWidth = 0.09F, cellHeight = 0.11F, litShare = 0.5F;
    std::uint32_t seed = 0;
    float haze = 0;
    int crown = 0; ///< 0 flat, 1 steps, 2 spire, 3 slope
};

Colour towerColour(const Tower& tower, const Sky& sky, Vec p, float pixel) {
    const float width = tower.right - tower.left, u = (p.x - tower.left) / width;
    Colour colour = tower.wall * (1.15F - 0.45F * (sky.sunAt.x < p.x ? u : 1 - u));
    const float cells = std::max(1.0F, std::floor(width / tower.cellWidth));
    const float cx = u * cells, cy = (p.y - tower.top) / tower.cellHeight - 0.4F;
    if (cy > 0) {
        const float glass = bands(cx - 0.22F, 0.56F, pixel * cells / width)
                            * bands(cy - 0.2F, 0.6F, pixel / tower.cellHeight);
        const float draw = noise({std::floor(cx), std::floor(cy)}, tower.seed);
        const Colour pane = draw < tower.litShare ? tower.lamp * (0.7F + 0.6F * draw)
                                                  : mix(tower.wall * 0.5F, sky.zenith, 0.3F);
        colour = mix(colour, pane, glass);
    }
    return mix(colour, sky.horizon, tower.haze);
}

void paintTower(Canvas& canvas, const Sky& sky, const Tower& tower, float foot) {
    const float middle = (tower.left + tower.right) / 2, half = (tower.right - tower.left) / 2;
    const auto paint = [&](Vec p) { return towerColour(tower, sky, p, canvas.pixel()); };
    const Colour plain = mix(tower.wall * 0.9F, sky.horizon, tower.haze);
    if (tower.crown == 1) {
        canvas.fill(Box{{middle, tower.top - 0.05F}, {half * 0.6F, 0.08F}}, plain);
    } else if (tower.crown == 2) {
        canvas.fill(Polygon{{{middle - half * 0.7F, tower.top},
                             {middle, tower.top - 0.3F},
                             {middle + half * 0.7F, tower.top}}},
                    plain);
    } else if (tower.crown == 3) {
        canvas.fill(Polygon{{{tower.left, tower.top},
                             {tower.left, tower.top - half},
                             {tower.right, tower.top}}},
                    plain);
    }
    canvas.fill(Box{{middle, (tower.top + foot) / 2}, {half, (foot - tower.top) / 2}}, paint);
}

void paintStreet(Canvas& canvas, const Sky& sky, float foot) {
    canvas.fill(Box{{0, foot + 0.5F}, {3, 0.5F}}, sky.lit({0.33F, 0.33F, 0.36F}));
    canvas.fill(Box{{0, foot + 0.03F}, {3, 0.03F}}, sky.lit({0.6F, 0.59F, 0.57F}));
    for (float x = canvas.view().left + 0.1F; x < canvas.view().right; x += 0.4F) {
        canvas.fill(Box{{x, foot + 0.25F}, {0.11F, 0.016F}}, sky.lit({0.95F, 0.92F, 0.8F}));
    }
}

} // namespace

void paintHouses(Canvas& canvas, Dice& dice) {
    const Sky sky(dice, canvas.view(), dice.uniform(0.05F, 0.35F));
    paintSky(canvas, dice, sky);
    const Ground ground(dice, sky);
    const auto seed = dice.bits();
    const auto hills = [&](float x) {
        return sky.horizonAt - 0.16F * noise({x * 1.3F, 0.5F}, seed);
    };
    canvas.fill(Below{Curve(hills)}, [&](Vec p) {
        return ground.colour({p.x, std::max(p.y, sky.horizonAt)});
    });
    const int count = dice.chance(0.55F) ? 1 : 2;
    const float first = count == 1 ? dice.uniform(-0.25F, 0.25F) : dice.uniform(-0.6F, -0.45F);
    for (int i = 0; i < count; ++i) {
        const float size = count == 1 ? dice.uniform(0.5F, 0.75F) : dice.uniform(0.36F, 0.45F);
        const Vec foot{first + 1.1F * static_cast<float>(i),
                       sky.horizonAt + dice.uniform(0.25F, 0.45F)};
        const auto house = makeHouse(dice, sky, Frame(foot, 0, size));
        if (dice.chance(0.6F)) {
            paintBush(canvas, dice, sky, foot + Vec{1.25F * size, 0}, size * 0.35F);
        }
        paintHouse(canvas, dice, sky, house);
        if (dice.chance(0.6F)) {
            paintBush(canvas, dice, sky, foot + Vec{-0.9F * size, 0.03F}, size * 0.25F);
        }
    }
    if (dice.chance(0.35F)) {
        paintFence(canvas, sky, dice.uniform(0.85F, 1.0F), dice.uniform(0.2F, 0.28F));
    }
}

void paintCity(Canvas& canvas, Dice& dice) {
    const Rect view = canvas.view();
    const Sky sky(dice, view, dice.uniform(0.35F, 0.8F));
    paintSky(canvas, dice, sky);
    const Palette palette(dice);
    const float foot = sky.horizonAt + 0.05F;
    for (int layer = 0; layer < 3; ++layer) {
        const float near = static_cast<float>(layer) / 2;
        float x = view.left - dice.uniform(0, 0.2F);
        while (x < view.right) {
            const float width = dice.uniform(0.2F, 0.42F) * (0.7F + 0.5F * near);
            const float height = dice.uniform(0.4F, 1.2F) * (1.05F - 0.45F * near);
            const Colour wall = fromLch(dice.uniform(0.3F, 0.65F), dice.uniform(0.01F, 0.06F),
                                        dice.chance(0.5F) ? palette.hue : 0.15F);
            paintTower(canvas, sky,
                       {.left = x,
                        .right = x + width,
                        .top = foot - height,
                        .wall = sky.lit(wall) * (sky.night ? 0.7F : 1.0F),
                        .lamp = sky.night ? Colour{1.15F, 0.95F, 0.55F} : sky.zenith * 1.1F,
                        .cellWidth = dice.uniform(0.07F, 0.12F),
                        .cellHeight = dice.uniform(0.09F, 0.15F),
                        .litShare = sky.night ? dice.uniform(0.3F, 0.7F) : 0.8F,
                        .seed = dice.bits(),
                        .haze = 0.6F * (1 - near),
                        .crown = dice.whole(0, 3)},
                       foot);
            x += width + (dice.chance(0.3F) ? dice.uniform(0, 0.15F) : 0.0F);
        }
    }
    if (dice.chance(0.5F)) { // a river
        const auto seed = dice.bits();
        canvas.reflect(foot, [&](Vec p, const auto& mirror) {
            const float wave = noise({p.x * 3, p.y * 22}, seed) - 0.5F;
            return mix(mirror(Vec{0.07F * wave, 0}), sky.zenith * 0.5F, 0.4F);
        });
        return;
    }
    paintStreet(canvas, sky, foot);
}

} // namespace mae::scenes
