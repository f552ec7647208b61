// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

/// A room: a floor of tiles up to the horizon and a wall behind it.
struct Room {
    float horizon = -0.2F, height = 0.8F; ///< of the camera above the floor
    Colour wall, one, other;
    float tile = 0.5F, turn = 0;

    /// Where a point of the floor is seen; depth 1 is close.
    Vec seen(float x, float depth) const { return {x / depth, horizon + height / depth}; }
    Colour floor(Vec p, float pixel) const {
        const float depth = height / std::max(p.y - horizon, 0.02F);
        const Vec on{p.x * depth, depth * 1.4F}, axis = polar(turn);
        // How far the place on the floor moves when p moves by a pixel to the right and down.
        const Vec right{depth * pixel / tile, 0};
        const Vec down = Vec{p.x, 1.4F} * (depth * depth / height * pixel / tile);
        const auto wave = [&](Vec direction) {
            const float soft = std::abs(dot(right, direction)) + std::abs(dot(down, direction));
            return bands(dot(on, direction) / tile, 0.5F, soft);
        };
        const float u = wave(axis), v = wave({-axis.y, axis.x});
        return mix(mix(one, other, u + v - 2 * u * v), wall, smoothstep(1.5F, 9, depth) * 0.85F);
    }
};

struct Ball {
    float x = 0, depth = 1, radius = 0.3F;
    Colour colour, second;
    int kind = 0; ///< 0 plain, 1 striped, 2 mirror, 3 dotted
    Vec spin;
};

Room makeRoom(Dice& dice) {
    const Palette palette(dice);
    return {.horizon = dice.uniform(-0.45F, -0.05F),
            .height = dice.uniform(0.6F, 1.0F),
            .wall = mix(palette.light, palette.middle, dice.uniform(0, 1)),
            .one = palette.light,
            .other = dice.chance(0.5F) ? palette.dark : palette.middle,
            .tile = dice.uniform(0.35F, 0.8F),
            .turn = dice.uniform(0, kPi)};
}

Colour ballColour(const Ball& ball, const Room& room, Vec p, float pixel, Vec light) {
    // The point of the sphere that is seen at p: a unit normal.
    const float z = std::sqrt(std::max(0.0F, 1 - dot(p, p)));
    const float lambert = std::max(0.0F, dot(p, light) + 0.6F * z);
    Colour colour = ball.colour;
    if (ball.kind == 1) {
        const float along = dot(p, ball.spin) + z * 0.3F;
        colour = mix(colour, ball.second, bands(along * 1.6F, 0.5F, pixel * 1.6F));
    } else if (ball.kind == 3) {
        const float u = std::asin(std::clamp(dot(p, ball.spin), -1.0F, 1.0F));
        const float v = angleOf({z, ball.spin.x * p.y - ball.spin.y * p.x});
        const float dot1 = std::cos(u * 5) * std::cos(v * 5);
        colour = mix(colour, ball.second, smoothstep(0.35F, 0.5F, dot1));
    } else if (ball.kind == 2) {
        const Vec bounced{p.x * z * 1.5F, p.y * z * 2};
        const Colour above = mix(room.wall, Colour{1, 1, 1}, 0.5F * std::max(0.0F, -p.y));
        const Colour under =
            room.floor({bounced.x, room.horizon + 0.1F + std::abs(bounced.y)}, 0.1F);
        colour = mix(above, under, smoothstep(-0.05F, 0.1F, p.y));
        return mix(colour, ball.colour, 0.3F) * (0.65F + 0.4F * z)
               + Colour{1, 1, 1} * (0.7F * smoothstep(0.97F, 1, lambert));
    }
    const float bounce = 0.16F * std::max(0.0F, p.y);
    return colour * (0.28F + 0.85F * lambert) + room.one * bounce
           + Colour{1, 1, 1} * (0.75F * smoothstep(0.965F, 1.0F, lambert));
}

void paintBall(Canvas& canvas, const Room& room, const Ball& ball, Vec light) {
    const Vec foot = room.seen(ball.x, ball.depth);
    const float radius = ball.radius / ball.depth;
    const Vec centre{foot.x, foot.y - radius * 0.93F};
    const Vec away{-light.x * radius * 1.1F, 0};
    canvas.fill(Ellipse{foot + away, {radius * 1.15F, radius * 0.34F}}, Colour{0.03F, 0.02F, 0.06F},
                {.opacity = 0.55F, .blur = radius * 0.5F});
    canvas.fill(Ellipse{foot, {radius * 0.5F, radius * 0.14F}}, Colour{0.02F, 0.02F, 0.04F},
                {.opacity = 0.6F, .blur = radius * 0.25F});
    canvas.fill(Disk{centre, radius}, [&](Vec p) {
        return ballColour(ball, room, (p - centre) * (1 / radius), canvas.pixel() / radius, light);
    });
}

/// The three visible sides of a cube in the drawing of an isometric view.
struct Cube {
    Vec top; ///< centre of the upper side
    float side = 0.2F;
    Colour colour;
};

void paintCube(Canvas& canvas, const Cube& cube, const std::array<float, 3>& shade) {
    const float w = cube.side * 0.866F, h = cube.side * 0.5F, tall = cube.side;
    const Vec t = cube.top;
    const Vec back{t.x, t.y - h}, right{t.x + w, t.y}, front{t.x, t.y + h}, left{t.x - w, t.y};
    const Vec down{0, tall};
    const float seam = 0.004F; // sides overlap a little, so that no background shines through
    canvas.fill(Polygon{{left, front, front + down, left + down}, seam}, [&](Vec p) {
        return cube.colour * (shade[0] * (1.08F - 0.25F * (p.y - t.y) / tall));
    });
    canvas.fill(Polygon{{right, front, front + down, right + down}, seam}, [&](Vec p) {
        return cube.colour * (shade[1] * (1.08F - 0.25F * (p.y - t.y) / tall));
    });
    canvas.fill(Polygon{{back, right, front, left}, seam}, cube.colour * shade[2]);
    for (const Vec end : {left, right, front + down}) {
        canvas.fill(Stroke{front, end, 0.006F, 0.006F}, Colour{1, 1, 1},
                    {.opacity = 0.28F, .blur = 0});
    }
}

} // namespace

void paintBalls(Canvas& canvas, Dice& dice) {
    const Room room = makeRoom(dice);
    canvas.backdrop([&](Vec p) {
        return p.y > room.horizon ? room.floor(p, canvas.pixel())
                                  : room.wall * (1.0F + 0.22F * (p.y - room.horizon));
    });
    const Vec light = polar(dice.uniform(-2.5F, -0.65F), 0.8F);
    std::vector<Ball> balls(static_cast<std::size_t>(dice.whole(1, 6)));
    for (auto& ball : balls) {
        ball.depth = dice.uniform(0.75F, 2.2F);
        ball.x = dice.uniform(-0.9F, 0.9F) * std::max(1.0F, ball.depth * 0.8F);
        ball.radius = dice.uniform(0.28F, 0.55F);
        ball.colour =
            fromLch(dice.uniform(0.4F, 0.75F), dice.uniform(0.08F, 0.2F), dice.uniform(0, 1));
        ball.second = dice.chance(0.5F) ? Colour{0.95F, 0.94F, 0.9F}
                                        : fromLch(0.35F, 0.1F, dice.uniform(0, 1));
        ball.kind = dice.whole(0, 3);
        ball.spin = polar(dice.uniform(0, 2 * kPi));
    }
    std::ranges::sort(balls, [](const Ball& a, const Ball& b) { return a.depth > b.depth; });
    for (const auto& ball : balls) {
        paintBall(canvas, room, ball, light);
    }
}

void paintBlocks(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const Colour ground = mix(palette.light, palette.dark, dice.chance(0.3F) ? 0.8F : 0.15F);
    canvas.backdrop([&](Vec p) { return ground * (1.02F - 0.14F * p.y); });
    const int across = dice.whole(2, 4);
    const float side = dice.uniform(1.3F, 1.8F) / static_cast<float>(across + 1);
    std::array<float, 3> shade{0.55F, 0.78F, 1.08F};
    if (dice.chance(0.5F)) {
        std::swap(shade[0], shade[1]);
    }
    const bool onePerColumn = dice.chance(0.5F);
    const Vec origin{dice.uniform(-0.15F, 0.15F), 0.35F - side * 0.25F * static_cast<float>(across)
                                                      + dice.uniform(-0.1F, 0.15F)};
    canvas.fill(
        Ellipse{origin + Vec{0.05F, side * (1.0F + 0.25F * static_cast<float>(across))},
                {side * static_cast<float>(across), side * static_cast<float>(across) * 0.55F}},
        Colour{0.02F, 0.02F, 0.05F}, {.opacity = 0.5F, .blur = side * 1.2F});
    for (int row = 0; row < across; ++row) {
        for (int column = 0; column < across; ++column) {
            const int tall = dice.whole(0, row + column == 0 ? 4 : 4 - (row + column) / 2);
            Colour colour = fromLch(dice.uniform(0.55F, 0.8F), dice.uniform(0.06F, 0.17F),
                                    dice.chance(0.6F) ? palette.hue + dice.uniform(-.08F, .08F)
                                                      : palette.accentHue);
            for (int level = 0; level < tall; ++level) {
                if (!onePerColumn) {
                    colour = fromLch(dice.uniform(0.5F, 0.85F), dice.uniform(0.05F, 0.17F),
                                     dice.chance(0.5F) ? palette.hue : palette.accentHue);
                }
                const auto c = static_cast<float>(column), r = static_cast<float>(row);
                paintCube(canvas,
                          {.top = origin
                                  + Vec{(c - r) * side * 0.866F,
                                        (c + r) * side * 0.5F - static_cast<float>(level) * side},
                           .side = side,
                           .colour = colour},
                          shade);
            }
        }
    }
}

} // namespace mae::scenes
