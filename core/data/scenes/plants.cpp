// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

struct TreeStyle {
    Colour bark, leaf, leafLit;
    float spread = 0.5F;   ///< angle between branches
    float shrink = 0.75F;  ///< length of a branch over that of its parent
    float leafSize = 0.1F; ///< 0: bare
    float scatter = 0;     ///< how much leaves differ in hue
    float hue = 0.38F;
    int levels = 6;
};

TreeStyle makeStyle(Dice& dice, const Sky& sky) {
    TreeStyle style;
    const std::array hues{0.38F, 0.35F, 0.3F, 0.13F, 0.06F, 0.98F}; // green to autumn and blossom
    style.hue = hues[static_cast<std::size_t>(dice.whole(0, 5))] + dice.uniform(-0.02F, 0.02F);
    const bool blossom = style.hue > 0.9F;
    style.leaf = sky.lit(fromLch(blossom ? 0.75F : dice.uniform(0.4F, 0.5F), 0.11F, style.hue));
    style.leafLit =
        sky.lit(fromLch(blossom ? 0.9F : dice.uniform(0.62F, 0.75F), 0.12F, style.hue - 0.03F));
    style.bark = sky.lit(fromLch(dice.uniform(0.25F, 0.42F), 0.04F, 0.14F));
    style.spread = dice.uniform(0.35F, 0.62F);
    style.shrink = dice.uniform(0.7F, 0.79F);
    style.leafSize = dice.chance(0.2F) ? 0 : dice.uniform(0.07F, 0.12F);
    return style;
}

struct Branch {
    Vec from;
    float angle = 0, length = 0.4F, radius = 0.06F;
    int level = 0;
};

/// Draws a branch and what grows from it; collects the places of leaves.
void paintBranch(Canvas& canvas, Dice& dice, const TreeStyle& style, const Branch& branch,
                 std::vector<Vec>& tips) {
    const Vec to = branch.from + polar(branch.angle, branch.length);
    const float thin = branch.radius * 0.68F;
    canvas.fill(Stroke{branch.from, to, branch.radius, thin}, [&](Vec p) {
        const Vec across = polar(branch.angle + kPi / 2);
        return style.bark * (1 + 0.4F * dot(p - branch.from, across) / branch.radius);
    });
    if (branch.level >= 3) {
        tips.push_back(to);
    }
    if (branch.level == style.levels) {
        return;
    }
    const float bend = dice.uniform(-0.15F, 0.15F);
    for (const float side : {-1.0F, 1.0F}) {
        paintBranch(canvas, dice, style,
                    {.from = to,
                     .angle = branch.angle + bend + side * style.spread * dice.uniform(0.7F, 1.25F),
                     .length = branch.length * style.shrink * dice.uniform(0.85F, 1.1F),
                     .radius = thin,
                     .level = branch.level + 1},
                    tips);
    }
}

void paintTree(Canvas& canvas, Dice& dice, const Sky& sky, Vec foot, float size) {
    auto style = makeStyle(dice, sky);
    style.levels = 6;
    canvas.fill(Ellipse{foot, {size * 0.7F, size * 0.12F}}, Colour{0.04F, 0.05F, 0.04F},
                {.opacity = 0.4F, .blur = 0.2F * size});
    std::vector<Vec> tips;
    paintBranch(canvas, dice, style,
                {.from = foot,
                 .angle = -kPi / 2 + dice.uniform(-0.1F, 0.1F),
                 .length = size * 0.42F,
                 .radius = size * dice.uniform(0.05F, 0.08F),
                 .level = 0},
                tips);
    if (style.leafSize <= 0) {
        return;
    }
    const Vec crown = foot - Vec{0, size * 1.1F};
    for (const bool front : {false, true}) {
        for (const Vec tip : tips) {
            if (dice.chance(0.35F)) {
                continue;
            }
            const Vec at =
                tip + Vec{dice.uniform(-0.08F, 0.08F), dice.uniform(-0.08F, 0.08F)} * size;
            const float light = std::clamp(0.5F - 0.55F * (at.y - crown.y) / size
                                               + dice.uniform(-0.3F, 0.3F) - (front ? 0.0F : 0.35F),
                                           0.0F, 1.0F);
            canvas.fill(Ellipse{at, Vec{dice.uniform(0.8F, 1.3F), 1} * (style.leafSize * size)},
                        mix(style.leaf * 0.8F, style.leafLit, light),
                        {.opacity = 0.95F, .blur = 0.01F});
        }
    }
}

struct FlowerStyle {
    Colour petal, tip, centre, seed;
    int petals = 8, rings = 1;
    float width = 0.25F; ///< of a petal, for a flower of radius 1
    float inner = 0.3F;  ///< radius of the centre
    bool pointed = false;
};

FlowerStyle makeFlower(Dice& dice) {
    const float hues[] = {0.0F, 0.06F, 0.24F, 0.85F, 0.75F, 0.95F, 0.17F};
    const float hue = hues[dice.whole(0, 6)] + dice.uniform(-0.03F, 0.03F);
    const bool white = dice.chance(0.2F);
    FlowerStyle style;
    style.petal = fromLch(white ? 0.93F : dice.uniform(0.55F, 0.75F),
                          white ? 0.01F : dice.uniform(0.13F, 0.2F), hue);
    style.tip = fromLch(white ? 0.98F : dice.uniform(0.7F, 0.9F), white ? 0.01F : 0.12F,
                        hue + dice.uniform(-0.05F, 0.05F));
    style.centre = dice.chance(0.65F) ? fromLch(0.8F, 0.16F, 0.23F) : fromLch(0.35F, 0.06F, 0.12F);
    style.seed = style.centre * 0.65F;
    style.petals = dice.whole(5, 14);
    style.rings = dice.whole(1, 2);
    style.width = dice.uniform(1.5F, 2.3F) / static_cast<float>(style.petals);
    style.inner = dice.uniform(0.2F, 0.36F);
    style.pointed = dice.chance(0.4F);
    return style;
}

void paintPetal(Canvas& canvas, const FlowerStyle& style, const Frame& frame, float shade) {
    const float half = 0.5F * (1 - style.inner * 0.6F), middle = 1 - half;
    const auto colour = [&](Vec p) {
        const Vec q = frame.local(p);
        const float vein = 0.1F * std::abs(q.y) / style.width;
        return mix(style.petal, style.tip, smoothstep(0.3F, 1.0F, q.x))
               * (shade * (0.78F + 0.25F * q.x + vein));
    };
    if (style.pointed) {
        // The common part of two disks is a petal with a point.
        const float radius = (half * half + style.width * style.width) / (2 * style.width);
        const Both<Disk, Disk> lens{{{middle, radius - style.width}, radius},
                                    {{middle, style.width - radius}, radius}};
        const auto petal = placed(lens, frame);
        canvas.shadow(petal, {0.01F, 0.015F}, 0.03F, 0.25F);
        canvas.fill(petal, colour);
    } else {
        const auto petal = placed(Ellipse{{middle, 0}, {half, style.width}}, frame);
        canvas.shadow(petal, {0.01F, 0.015F}, 0.03F, 0.25F);
        canvas.fill(petal, colour);
    }
}

void paintBloom(Canvas& canvas, Dice& dice, const FlowerStyle& style, Vec at, float size) {
    const float turn = dice.uniform(0, 2 * kPi);
    for (int ring = style.rings; ring > 0; --ring) {
        const float radius = size * (ring == 2 ? 1.0F : style.rings == 2 ? 0.74F : 1.0F);
        for (int i = 0; i < style.petals; ++i) {
            const float step = 2 * kPi / static_cast<float>(style.petals);
            const float angle = turn + step * (static_cast<float>(i) + (ring == 2 ? 0.5F : 0.0F));
            paintPetal(canvas, style, Frame(at, angle + dice.uniform(-0.05F, 0.05F), radius),
                       ring == 2 ? 0.85F : 1.0F);
        }
    }
    const Disk centre{at, style.inner * size};
    canvas.shadow(centre, {0, 0.01F}, 0.06F, 0.35F);
    canvas.fill(centre, [&](Vec p) {
        return style.centre
               * (1.1F - 0.4F * length(p - at + Vec{0.1F, 0.1F} * size) / centre.radius);
    });
    for (int i = 1; i < 26; ++i) { // seeds on a golden spiral, as in a sunflower
        const float t = static_cast<float>(i);
        canvas.fill(Disk{at + polar(t * 2.399963F, centre.radius * 0.9F * std::sqrt(t / 26)),
                         size * 0.022F},
                    style.seed);
    }
}

void paintLeaf(Canvas& canvas, const Frame& frame, Colour colour) {
    const float radius = (1 + 0.3F * 0.3F) / 0.6F;
    const Both<Disk, Disk> lens{{{1, radius - 0.3F}, radius}, {{1, 0.3F - radius}, radius}};
    canvas.fill(placed(lens, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        return colour * (q.y > 0 ? 0.8F : 1.05F);
    });
    canvas.fill(placed(Stroke{{0, 0}, {1.9F, 0}, 0.03F, 0.01F}, frame), colour * 1.3F);
}

} // namespace

void paintTrees(Canvas& canvas, Dice& dice) {
    const Sky sky(dice, canvas.view(), dice.uniform(0.3F, 0.6F));
    paintSky(canvas, dice, sky);
    const Ground ground(dice, sky);
    const auto seed = dice.bits();
    const auto hills = [&](float x) {
        return sky.horizonAt - 0.12F * noise({x * 1.5F, 0.5F}, seed);
    };
    canvas.fill(Below{Curve(hills)}, [&](Vec p) {
        return ground.colour({p.x, std::max(p.y, sky.horizonAt)});
    });
    const int count = dice.chance(0.7F) ? 1 : 2;
    for (int i = 0; i < count; ++i) {
        const float x = count == 1 ? dice.uniform(-0.3F, 0.3F)
                                   : (i == 0 ? -0.5F : 0.5F) + dice.uniform(-0.1F, 0.1F);
        const float y = sky.horizonAt + dice.uniform(0.1F, 0.35F);
        const float size = count == 1 ? dice.uniform(0.75F, 0.95F) : dice.uniform(0.5F, 0.65F);
        paintTree(canvas, dice, sky, {x, y}, size);
    }
}

void paintFlowers(Canvas& canvas, Dice& dice) {
    const float hue = dice.uniform(0.33F, 0.44F);
    paintBokeh(canvas, dice, fromLch(0.3F, 0.07F, hue),
               fromLch(dice.uniform(0.6F, 0.78F), 0.1F, hue - 0.05F));
    const Colour green = fromLch(dice.uniform(0.45F, 0.55F), 0.12F, hue);
    const int count = dice.whole(1, 4);
    const auto style = makeFlower(dice);
    for (int i = 0; i < count; ++i) {
        const float size = count == 1 ? dice.uniform(0.5F, 0.75F) : dice.uniform(0.28F, 0.48F);
        const Vec at =
            count == 1
                ? Vec{dice.uniform(-0.2F, 0.2F), dice.uniform(-0.3F, 0)}
                : Vec{-0.7F + 1.4F * (static_cast<float>(i) + 0.5F) / static_cast<float>(count)
                          + dice.uniform(-0.12F, 0.12F),
                      dice.uniform(-0.5F, 0.25F)};
        const Vec foot{at.x * 0.8F + dice.uniform(-0.15F, 0.15F), canvas.view().bottom + 0.1F};
        canvas.fill(Stroke{foot, at, 0.035F, 0.025F}, green * 0.85F);
        for (int leaf = 0; leaf < 2; ++leaf) {
            const Vec joint = foot + (at - foot) * dice.uniform(0.25F, 0.6F);
            paintLeaf(canvas,
                      Frame(joint, (leaf == 0 ? -0.5F : -2.6F) + dice.uniform(-0.3F, 0.3F),
                            size * dice.uniform(0.35F, 0.5F)),
                      green * dice.uniform(0.8F, 1.1F));
        }
        paintBloom(canvas, dice, dice.chance(0.7F) ? style : makeFlower(dice), at, size);
    }
}

} // namespace mae::scenes
