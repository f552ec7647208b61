// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

namespace mae::scenes {
namespace {

/// A person; lengths in units of half the height of the head.
struct Person {
    Frame frame;
    Colour skin, hair, iris, lips, cloth, clothTrim;
    float wide = 0.76F; ///< half the width of the head
    float eyeGap = 0.32F, eyeSize = 0.14F, eyeY = -0.05F;
    float smile = 0.2F, mouthWidth = 0.3F, open = 0;
    float browTilt = 0, noseLength = 0.25F;
    float lightSide = 1; ///< -1: from the left
    int hairStyle = 0;   ///< 0 short, 1 long, 2 bald, 3 curly, 4 hat
    bool glasses = false, beard = false;

    template <class Shape> Placed<Shape> place(Shape shape) const { return placed(shape, frame); }
    float skinShade(Vec q) const { return 1.0F + 0.2F * lightSide * q.x - 0.1F * q.y; }
};

Person makePerson(Dice& dice, const Frame& frame) {
    const Palette palette(dice);
    const float tone = dice.uniform(0, 1);
    Person person;
    person.frame = frame;
    person.skin = mix(fromLch(0.42F, 0.06F, 0.14F), fromLch(0.86F, 0.06F, 0.14F), tone);
    const std::array hair{fromLch(0.2F, 0.02F, 0.1F),  fromLch(0.32F, 0.05F, 0.13F),
                          fromLch(0.75F, 0.1F, 0.22F), fromLch(0.5F, 0.12F, 0.1F),
                          fromLch(0.78F, 0.01F, 0.6F), fromLch(0.55F, 0.16F, palette.hue)};
    person.hair = hair[static_cast<std::size_t>(dice.whole(0, 5))];
    person.iris = fromLch(0.45F, 0.08F, dice.chance(0.5F) ? 0.13F : dice.uniform(0.4F, 0.7F));
    person.lips = mix(person.skin, fromLch(0.48F, 0.15F, 0.05F), dice.uniform(0.4F, 0.9F));
    person.cloth = palette.middle;
    person.clothTrim = palette.accent;
    person.wide = dice.uniform(0.68F, 0.84F);
    person.eyeGap = dice.uniform(0.28F, 0.36F);
    person.eyeSize = dice.uniform(0.12F, 0.17F);
    person.smile = dice.uniform(-0.12F, 0.3F);
    person.mouthWidth = dice.uniform(0.2F, 0.34F);
    person.open = dice.chance(0.3F) ? dice.uniform(0.08F, 0.16F) : 0;
    person.browTilt = dice.uniform(-0.3F, 0.3F);
    person.noseLength = dice.uniform(0.2F, 0.32F);
    person.lightSide = dice.chance(0.5F) ? 1.0F : -1.0F;
    person.hairStyle = dice.whole(0, 4);
    person.glasses = dice.chance(0.3F);
    person.beard = dice.chance(0.25F);
    return person;
}

void paintShoulders(Canvas& canvas, const Person& person) {
    const auto& frame = person.frame;
    const auto cloth = [&](Vec p) {
        const Vec q = frame.local(p);
        return mix(person.cloth, person.clothTrim,
                   0.8F * bands(q.y * 2.6F, 0.3F, canvas.pixel() * 2.6F / frame.scale))
               * (0.95F + 0.15F * person.lightSide * q.x);
    };
    canvas.fill(person.place(Box{{0, 1.1F}, {0.32F, 0.5F}, 0.1F}), person.skin * 0.78F);
    canvas.fill(person.place(Box{{0, 2.35F}, {1.5F, 1.05F}, 0.6F}), cloth);
    canvas.fill(person.place(Ellipse{{0, 1.33F}, {0.42F, 0.2F}}), person.skin * 0.85F);
}

void paintHairBehind(Canvas& canvas, const Person& person) {
    if (person.hairStyle == 1) {
        canvas.fill(person.place(Box{{0, 0.25F}, {person.wide + 0.22F, 1.3F}, 0.75F}),
                    person.hair * 0.75F);
    } else if (person.hairStyle == 3) {
        for (int i = 0; i < 14; ++i) {
            const float angle = kPi + kPi * static_cast<float>(i) / 13;
            const Vec at = polar(angle, 1);
            canvas.fill(person.place(Disk{{at.x * (person.wide + 0.06F), at.y * 1.0F}, 0.3F}),
                        person.hair * 0.85F);
        }
    }
}

void paintHairInFront(Canvas& canvas, Dice& dice, const Person& person) {
    if (person.hairStyle == 2) {
        return;
    }
    const auto& frame = person.frame;
    const auto strands = [&](Vec p) {
        const Vec q = frame.local(p);
        return person.hair
               * (0.9F + 0.25F * bands(angleOf({q.x, q.y - 0.2F}) * 6, 0.5F, 0.4F)
                  - 0.25F * (q.y + 1));
    };
    const Ellipse cap{{0, -0.12F}, {person.wide + 0.07F, 1.0F}};
    if (person.hairStyle == 4) {
        const float brim = -0.45F;
        const Both<Ellipse, Box> hat{cap, {{0, -1.1F}, {1.5F, 0.66F}}};
        canvas.fill(person.place(hat),
                    [&](Vec p) { return person.clothTrim * person.skinShade(frame.local(p)); });
        canvas.fill(person.place(Box{{0, brim}, {person.wide + 0.16F, 0.1F}, 0.09F}),
                    person.clothTrim * 0.7F);
        return;
    }
    const float parting = dice.uniform(-0.3F, 0.3F), fringe = dice.uniform(0.55F, 0.9F);
    const Without<Ellipse, Ellipse> hair{
        cap, {{parting * 0.6F, 0.52F}, {person.wide * 0.98F, fringe + 0.25F}}};
    canvas.fill(person.place(hair), strands);
}

void paintEyes(Canvas& canvas, Dice& dice, const Person& person) {
    const float look = dice.uniform(-0.25F, 0.25F), size = person.eyeSize;
    for (const float side : {-1.0F, 1.0F}) {
        const Vec at{side * person.eyeGap, person.eyeY};
        canvas.fill(person.place(Ellipse{at, {size * 1.25F, size * 0.95F}}), person.skin * 0.72F,
                    {.opacity = 0.5F, .blur = 0.05F * person.frame.scale});
        const Ellipse white{at, {size, size * 0.62F}};
        canvas.fill(person.place(white), Colour{0.97F, 0.97F, 0.95F});
        const Vec pupil = at + Vec{look * size, 0};
        canvas.fill(person.place(Both<Ellipse, Disk>{white, {pupil, size * 0.5F}}), person.iris);
        canvas.fill(person.place(Both<Ellipse, Disk>{white, {pupil, size * 0.25F}}),
                    Colour{0.05F, 0.04F, 0.05F});
        canvas.fill(person.place(Disk{pupil + Vec{0.16F, -0.2F} * size, size * 0.13F}),
                    Colour{1, 1, 1});
        canvas.fill(
            person.place(Arc{at + Vec{0, size * 0.35F}, size * 1.03F, -kPi / 2, 0.95F, 0.018F}),
            person.hair * 0.5F);
        const Vec brow = at - Vec{0, size * 1.7F};
        const float tilt = side * person.browTilt * size;
        canvas.fill(person.place(Stroke{brow + Vec{-size * 1.1F, tilt},
                                        brow + Vec{size * 1.1F, -tilt}, 0.045F, 0.04F}),
                    person.hair * 0.8F);
        if (person.glasses) {
            const Box lens{at, {size * 1.55F, size * 1.2F}, size * 0.6F};
            canvas.fill(person.place(lens), Colour{0.9F, 0.95F, 1}, {.opacity = 0.18F, .blur = 0});
            canvas.fill(person.place(Outline<Box>{lens, 0.025F}), Colour{0.12F, 0.1F, 0.12F});
        }
    }
    if (person.glasses) {
        const float reach = person.eyeGap - size * 1.5F;
        canvas.fill(
            person.place(Stroke{
                {-reach, person.eyeY - 0.03F}, {reach, person.eyeY - 0.03F}, 0.025F, 0.025F}),
            Colour{0.12F, 0.1F, 0.12F});
    }
}

void paintMouth(Canvas& canvas, const Person& person) {
    const Vec at{0, 0.5F};
    if (person.open > 0) {
        const Ellipse mouth{at, {person.mouthWidth * 0.85F, person.open + 0.03F}};
        canvas.fill(person.place(mouth), person.lips);
        canvas.fill(person.place(Ellipse{at, {person.mouthWidth * 0.7F, person.open}}),
                    Colour{0.3F, 0.08F, 0.1F});
        canvas.fill(person.place(
                        Both<Ellipse, Box>{{at, {person.mouthWidth * 0.7F, person.open}},
                                           {at - Vec{0, person.open}, {0.5F, person.open * 0.7F}}}),
                    Colour{0.96F, 0.95F, 0.92F});
        return;
    }
    // A curve through both corners and the middle: a smile, or the opposite.
    const float bend = std::max(std::abs(person.smile), 0.02F), half = person.mouthWidth;
    const float radius = (half * half + bend * bend) / (2 * bend);
    const float side = person.smile >= 0 ? 1.0F : -1.0F;
    canvas.fill(person.place(Arc{at + Vec{0, side * (bend - radius) * 1.0F}, radius, side * kPi / 2,
                                 std::asin(std::min(1.0F, half / radius)), 0.045F}),
                person.lips);
}

void paintHead(Canvas& canvas, Dice& dice, const Person& person) {
    const auto& frame = person.frame;
    const auto skin = [&](Vec p) { return person.skin * person.skinShade(frame.local(p)); };
    for (const float side : {-1.0F, 1.0F}) {
        canvas.fill(person.place(Ellipse{{side * person.wide, 0.05F}, {0.13F, 0.2F}}), skin);
        canvas.fill(person.place(Ellipse{{side * person.wide, 0.05F}, {0.07F, 0.12F}}),
                    person.skin * 0.75F);
    }
    const float jaw = dice.uniform(0.05F, 0.16F);
    const auto outline = [&](float angle) {
        const float c = std::cos(angle) / person.wide, s = std::sin(angle);
        return 1 / std::sqrt(c * c + s * s)
               * (1 - jaw * std::max(0.0F, s) * std::abs(std::cos(angle)) * 1.4F);
    };
    canvas.fill(person.place(Blob(outline)), skin);
    if (person.beard) {
        const Both<Ellipse, Box> beard{{{0, 0.0F}, {person.wide * 0.97F, 1.0F}},
                                       {{0, 0.85F}, {1, 0.55F}, 0.2F}};
        canvas.fill(person.place(beard), person.hair * 0.9F,
                    {.opacity = 0.9F, .blur = 0.08F * frame.scale});
        canvas.fill(person.place(Ellipse{{0, 0.5F}, {person.mouthWidth * 1.1F, 0.13F}}),
                    person.skin * 0.9F, {.opacity = 0.8F, .blur = 0.05F * frame.scale});
    }
    for (const float side : {-1.0F, 1.0F}) {
        canvas.fill(person.place(Disk{{side * 0.42F, 0.28F}, 0.16F}),
                    mix(person.skin, person.lips, 0.7F),
                    {.opacity = 0.35F, .blur = 0.2F * frame.scale});
    }
    const Vec tip{0, person.eyeY + 0.08F + person.noseLength};
    canvas.fill(person.place(Stroke{{0, person.eyeY}, tip, 0.04F, 0.1F}), person.skin * 1.12F,
                {.opacity = 0.6F, .blur = 0.05F * frame.scale});
    canvas.fill(person.place(Arc{tip, 0.1F, kPi / 2, 0.9F, 0.022F}), person.skin * 0.66F);
}

} // namespace

void paintFaces(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    paintWall(canvas, dice, palette);
    const float size = dice.uniform(0.5F, 0.66F);
    const Frame frame({dice.uniform(-0.18F, 0.18F), dice.uniform(-0.22F, 0)},
                      dice.uniform(-0.14F, 0.14F), size);
    const auto person = makePerson(dice, frame);
    canvas.shadow(person.place(Ellipse{{0, 0.2F}, {1, 1.4F}}), {-0.12F * person.lightSide, 0.06F},
                  0.35F, 0.3F);
    paintHairBehind(canvas, person);
    paintShoulders(canvas, person);
    paintHead(canvas, dice, person);
    paintMouth(canvas, person);
    paintEyes(canvas, dice, person);
    paintHairInFront(canvas, dice, person);
}

} // namespace mae::scenes
