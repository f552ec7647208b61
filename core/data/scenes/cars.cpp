// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

/// A car seen from its side; lengths in units of half its length, its wheels stand on y = 0.
struct Car {
    Frame frame;
    Colour paint, glass, trim, rim;
    float belt = -0.42F, roof = -0.72F; ///< heights of window sill and roof
    float hood = 0.45F, rear = -0.55F;  ///< where the windscreens meet the body
    float slantFront = 0.3F, slantRear = 0.15F;
    float wheel = 0.17F, wheelFront = 0.6F, wheelRear = -0.58F;
    int spokes = 5;
    bool lightsOn = false;
};

Car makeCar(Dice& dice, const Sky& sky, const Frame& frame) {
    Car car;
    car.frame = frame;
    const bool grey = dice.chance(0.2F);
    car.paint = sky.lit(fromLch(dice.uniform(0.4F, 0.75F), grey ? 0.01F : dice.uniform(0.12F, 0.2F),
                                dice.uniform(0, 1)));
    car.glass = mix(Colour{0.15F, 0.2F, 0.25F}, sky.horizon, 0.3F);
    car.trim = sky.lit({0.13F, 0.13F, 0.15F});
    car.rim = sky.lit({0.78F, 0.79F, 0.8F});
    car.belt = dice.uniform(-0.46F, -0.38F);
    car.roof = car.belt - dice.uniform(0.22F, 0.4F);
    const int kind = dice.whole(0, 2);
    car.hood = kind == 2 ? 0.72F : dice.uniform(0.35F, 0.5F);
    car.rear = kind == 0 ? dice.uniform(-0.6F, -0.5F) : -0.88F; // saloon; estate; van
    car.slantFront = kind == 2 ? 0.15F : dice.uniform(0.22F, 0.38F);
    car.slantRear = kind == 0 ? dice.uniform(0.15F, 0.3F) : dice.uniform(0.02F, 0.12F);
    car.wheel = dice.uniform(0.155F, 0.19F);
    car.spokes = dice.whole(4, 7);
    car.lightsOn = sky.night;
    return car;
}

void paintWheel(Canvas& canvas, const Car& car, float x) {
    const auto& frame = car.frame;
    const Vec hub{x, -car.wheel};
    canvas.fill(placed(Disk{hub, car.wheel * 1.22F}, frame), car.trim * 0.5F);
    canvas.fill(placed(Disk{hub, car.wheel}, frame), Colour{0.08F, 0.08F, 0.09F});
    canvas.fill(placed(Disk{hub, car.wheel * 0.62F}, frame), car.rim * 0.45F);
    for (int i = 0; i < car.spokes; ++i) {
        const Vec end = polar(2 * kPi * static_cast<float>(i) / static_cast<float>(car.spokes) + x,
                              car.wheel * 0.58F);
        canvas.fill(placed(Stroke{hub, hub + end, 0.026F, 0.02F}, frame), car.rim);
    }
    canvas.fill(placed(Outline<Disk>{{hub, car.wheel * 0.62F}, 0.014F}, frame), car.rim);
    canvas.fill(placed(Disk{hub, car.wheel * 0.18F}, frame), car.rim);
}

void paintCabin(Canvas& canvas, const Car& car) {
    const auto& frame = car.frame;
    const auto metal = [&](Vec p) {
        const Vec q = frame.local(p);
        return car.paint * (1.15F + 0.7F * (car.belt - q.y));
    };
    const float front = car.hood - car.slantFront, back = car.rear + car.slantRear;
    canvas.fill(
        placed(
            Polygon{
                {{car.rear, car.belt}, {back, car.roof}, {front, car.roof}, {car.hood, car.belt}},
                0.045F},
            frame),
        metal);
    const float top = car.roof + 0.035F, sill = car.belt - 0.005F,
                pillar = (front + back) / 2 - 0.02F;
    const auto glass = [&](Vec p) {
        const Vec q = frame.local(p);
        const float gleam = smoothstep(
            0.03F, 0.0F, std::abs(std::fmod(q.x + 0.6F * q.y + 4.0F, 0.6F) - 0.3F) - 0.05F);
        return mix(car.glass, Colour{1, 1, 1}, 0.22F * gleam);
    };
    canvas.fill(placed(Polygon{{{car.rear + 0.08F, sill},
                                {back + 0.05F, top},
                                {pillar - 0.025F, top},
                                {pillar - 0.025F, sill}},
                               0},
                       frame),
                glass);
    canvas.fill(placed(Polygon{{{pillar + 0.025F, sill},
                                {pillar + 0.025F, top},
                                {front - 0.03F, top},
                                {car.hood - 0.08F, sill}},
                               0},
                       frame),
                glass);
}

void paintCar(Canvas& canvas, const Car& car) {
    const auto& frame = car.frame;
    canvas.fill(placed(Ellipse{{0, 0.01F}, {1.1F, 0.07F}}, frame), Colour{0.02F, 0.02F, 0.03F},
                {.opacity = 0.65F, .blur = 0.1F * frame.scale});
    paintCabin(canvas, car);
    const Polygon body{{{-0.95F, -0.12F},
                        {-0.97F, car.belt + 0.1F},
                        {-0.9F, car.belt},
                        {0.55F, car.belt},
                        {0.9F, car.belt + 0.08F},
                        {0.98F, -0.24F},
                        {0.96F, -0.12F}},
                       0.03F};
    canvas.fill(placed(body, frame), [&](Vec p) {
        const Vec q = frame.local(p);
        const float gleam = smoothstep(0.05F, 0.0F, std::abs(q.y - car.belt - 0.07F));
        return car.paint * (1.05F + 0.9F * (car.belt + 0.15F - q.y))
               + Colour{0.22F, 0.22F, 0.22F} * gleam;
    });
    canvas.fill(placed(Box{{0, -0.11F}, {0.97F, 0.035F}, 0.02F}, frame), car.trim);
    const float pillar = (car.hood - car.slantFront + car.rear + car.slantRear) / 2 - 0.02F;
    canvas.fill(
        placed(Box{{pillar, (car.belt - 0.14F) / 2}, {0.008F, -(car.belt + 0.14F) / 2}}, frame),
        car.paint * 0.55F);
    canvas.fill(placed(Box{{pillar + 0.09F, car.belt + 0.08F}, {0.05F, 0.012F}, 0.01F}, frame),
                car.trim);
    canvas.fill(placed(Ellipse{{0.92F, car.belt + 0.16F}, {0.065F, 0.045F}}, frame),
                car.lightsOn ? Colour{1, 0.97F, 0.75F} : Colour{0.92F, 0.93F, 0.9F});
    canvas.fill(placed(Box{{-0.95F, car.belt + 0.12F}, {0.03F, 0.055F}, 0.01F}, frame),
                Colour{0.85F, 0.12F, 0.1F});
    if (car.lightsOn) {
        canvas.fill(
            placed(Polygon{{{0.96F, car.belt + 0.16F}, {2.2F, car.belt - 0.05F}, {2.2F, 0.02F}}, 0},
                   frame),
            Colour{1, 0.95F, 0.7F}, {.opacity = 0.3F, .blur = 0.25F * frame.scale});
    }
    paintWheel(canvas, car, car.wheelRear);
    paintWheel(canvas, car, car.wheelFront);
}

/// What is behind the road: hills, bushes, or a row of walls.
void paintRoadside(Canvas& canvas, Dice& dice, const Sky& sky, float kerb) {
    const Ground ground(dice, sky);
    const auto seed = dice.bits();
    const float height = dice.uniform(0.15F, 0.5F);
    const auto hills = [&](float x) {
        return sky.horizonAt - height * noise({x * 1.4F, 0.5F}, seed);
    };
    canvas.fill(Below{Curve(hills)}, [&](Vec p) {
        return mix(ground.far, sky.horizon, 0.3F) * (0.85F + 0.3F * noise(p * 6, seed + 1));
    });
    canvas.fill(Box{{0, (sky.horizonAt + kerb) / 2}, {3, (kerb - sky.horizonAt) / 2}},
                [&](Vec p) { return ground.colour(p); });
    const int trees = dice.whole(0, 4);
    for (int i = 0; i < trees; ++i) {
        const Vec foot{dice.uniform(canvas.view().left, canvas.view().right),
                       sky.horizonAt + 0.05F};
        const float size = dice.uniform(0.15F, 0.3F);
        canvas.fill(Stroke{foot, foot - Vec{0, size * 1.3F}, size * 0.12F, size * 0.08F},
                    sky.lit({0.35F, 0.25F, 0.18F}));
        const Colour leaf =
            sky.lit(fromLch(dice.uniform(0.42F, 0.58F), 0.1F, dice.uniform(0.2F, 0.4F)));
        const Ellipse crown{foot - Vec{0, size * 1.9F}, {size * 0.85F, size}};
        canvas.fill(crown, [&](Vec p) {
            return leaf
                   * (0.75F - 0.35F * (p.y - crown.centre.y) / size
                      + 0.4F * noise(p * 14, seed + 2));
        });
    }
}

} // namespace

void paintCars(Canvas& canvas, Dice& dice) {
    const Sky sky(dice, canvas.view(), dice.uniform(-0.05F, 0.2F));
    paintSky(canvas, dice, sky);
    const float kerb = sky.horizonAt + dice.uniform(0.15F, 0.25F);
    paintRoadside(canvas, dice, sky, kerb);
    const auto seed = dice.bits();
    const Colour asphalt = sky.lit(Colour{0.36F, 0.36F, 0.39F} * dice.uniform(0.8F, 1.2F));
    canvas.fill(Box{{0, kerb + 1}, {3, 1}}, [&](Vec p) {
        return asphalt * (0.88F + 0.24F * noise({p.x * 9, p.y * 22}, seed));
    });
    canvas.fill(Box{{0, kerb}, {3, 0.022F}}, sky.lit({0.75F, 0.74F, 0.7F}));
    const float middle = kerb + dice.uniform(0.35F, 0.45F), shift = dice.uniform(0, 0.5F);
    for (float x = canvas.view().left - shift; x < canvas.view().right; x += 0.5F) {
        canvas.fill(Box{{x, middle}, {0.14F, 0.02F}}, sky.lit({0.95F, 0.93F, 0.85F}));
    }
    const bool second = dice.chance(0.35F);
    if (second) {
        paintCar(canvas, makeCar(dice, sky,
                                 Frame({dice.uniform(-0.6F, 0.6F), kerb + 0.12F}, 0,
                                       dice.uniform(0.4F, 0.5F), dice.chance(0.5F))));
    }
    paintCar(canvas, makeCar(dice, sky,
                             Frame({dice.uniform(-0.2F, 0.2F), middle + dice.uniform(0.05F, 0.2F)},
                                   0, dice.uniform(0.6F, 0.8F), dice.chance(0.5F))));
}

} // namespace mae::scenes
