// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes/backdrops.h"
#include "core/data/scenes/painters.h"

#include <string_view>

namespace mae::scenes {
namespace {

/// Pen strokes of capital letters and digits as lines between points of a grid 5 wide and 7 high:
/// 'a' to 'e' are the columns, '1' to '7' the rows from the top; a blank lifts the pen.
struct Glyph {
    char name;
    std::string_view strokes;
};
constexpr std::array kGlyphs{
    Glyph{'A', "a7c1e7 b5d5"},
    Glyph{'B', "a7a1d1e2e3d4a4 d4e5e6d7a7"},
    Glyph{'C', "e2d1b1a2a6b7d7e6"},
    Glyph{'D', "a7a1c1e3e5c7a7"},
    Glyph{'E', "e1a1a7e7 a4d4"},
    Glyph{'F', "e1a1a7 a4d4"},
    Glyph{'G', "e2d1b1a2a6b7d7e6e4c4"},
    Glyph{'H', "a1a7 e1e7 a4e4"},
    Glyph{'I', "b1d1 c1c7 b7d7"},
    Glyph{'J', "c1e1 d1d6c7b7a6"},
    Glyph{'K', "a1a7 e1a4e7"},
    Glyph{'L', "a1a7e7"},
    Glyph{'M', "a7a1c4e1e7"},
    Glyph{'N', "a7a1e7e1"},
    Glyph{'O', "b1d1e2e6d7b7a6a2b1"},
    Glyph{'P', "a7a1d1e2e3d4a4"},
    Glyph{'Q', "b1d1e2e6d7b7a6a2b1 c5e7"},
    Glyph{'R', "a7a1d1e2e3d4a4 c4e7"},
    Glyph{'S', "e2d1b1a2a3b4d4e5e6d7b7a6"},
    Glyph{'T', "a1e1 c1c7"},
    Glyph{'U', "a1a6b7d7e6e1"},
    Glyph{'V', "a1c7e1"},
    Glyph{'W', "a1b7c4d7e1"},
    Glyph{'X', "a1e7 e1a7"},
    Glyph{'Y', "a1c4e1 c4c7"},
    Glyph{'Z', "a1e1a7e7"},
    Glyph{'0', "b1d1e2e6d7b7a6a2b1 d2b6"},
    Glyph{'1', "b2c1c7 b7d7"},
    Glyph{'2', "a2b1d1e2e3a7e7"},
    Glyph{'3', "a2b1d1e2e3d4c4 d4e5e6d7b7a6"},
    Glyph{'4', "d7d1a5e5"},
    Glyph{'5', "e1a1a4d4e5e6d7b7a6"},
    Glyph{'6', "d1b1a3a6b7d7e6e5d4a4"},
    Glyph{'7', "a1e1b7"},
    Glyph{'8', "b1d1e2e3d4b4a3a2b1 b4a5a6b7d7e6e5d4"},
    Glyph{'9', "e4b4a3a2b1d1e2e5d7b7"},
};

/// Lines of a glyph around the origin, 2/3 wide and 1 high.
std::vector<Stroke> linesOf(const Glyph& glyph, float pen) {
    std::vector<Stroke> lines;
    bool down = false;
    Vec last;
    for (std::size_t i = 0; i < glyph.strokes.size(); ++i) {
        if (glyph.strokes[i] == ' ') {
            down = false;
            continue;
        }
        const Vec next{static_cast<float>(glyph.strokes[i] - 'c') / 6,
                       static_cast<float>(glyph.strokes[i + 1] - '4') / 6};
        ++i;
        if (down) {
            lines.push_back({last, next, pen, pen});
        }
        last = next;
        down = true;
    }
    return lines;
}

/// All the ink of one glyph as one shape, so that shadows and gradients have no seams.
struct Ink {
    std::vector<Stroke> lines;
    float distance(Vec p) const {
        float nearest = 1e9F;
        for (const auto& line : lines) {
            nearest = std::min(nearest, line.distance(p));
        }
        return nearest;
    }
    Rect bounds() const { return {-0.5F, -0.65F, 0.5F, 0.65F}; }
};

void paintPaper(Canvas& canvas, Dice& dice, Colour paper, Colour line) {
    const int kind = dice.whole(0, 3);
    const float period = dice.uniform(0.2F, 0.3F), soft = canvas.pixel() / period;
    const auto seed = dice.bits();
    canvas.backdrop([&](Vec p) {
        Colour colour = paper * (0.93F + 0.14F * cloudNoise(p * 1.5F, seed, 3));
        if (kind == 0 || kind == 1) {
            colour = mix(colour, line, 0.5F * bands(p.y / period, 0.06F, soft));
        }
        if (kind == 1) {
            colour = mix(colour, line, 0.5F * bands(p.x / period, 0.06F, soft));
        }
        return colour;
    });
}

} // namespace

void paintLetters(Canvas& canvas, Dice& dice) {
    const Palette palette(dice);
    const bool board = dice.chance(0.4F); // light letters on a dark board
    paintPaper(canvas, dice, board ? palette.dark : palette.light,
               board ? palette.middle : palette.accent);
    const int rows = dice.whole(1, 3);
    const float rowHeight = 1.7F / static_cast<float>(rows), tilt = dice.uniform(-0.15F, 0.15F);
    const float pen = dice.uniform(0.05F, 0.1F);
    const bool cast = dice.chance(0.6F), colourful = dice.chance(0.4F);
    const Frame page({0, 0}, tilt, 1);
    for (int row = 0; row < rows; ++row) {
        const int count = dice.whole(rows == 1 ? 2 : rows, rows == 1 ? 3 : rows + 2);
        const float step = 1.75F / static_cast<float>(count);
        const float size = std::min(rowHeight * 0.78F, step * 1.25F);
        const Colour rowColour = board               ? palette.light
                                 : dice.chance(0.5F) ? palette.dark
                                                     : palette.accent;
        for (int i = 0; i < count; ++i) {
            const Vec at{-0.875F + step * (static_cast<float>(i) + 0.5F),
                         -0.85F + rowHeight * (static_cast<float>(row) + 0.5F)};
            const auto& glyph = kGlyphs[static_cast<std::size_t>(
                dice.whole(0, static_cast<int>(kGlyphs.size()) - 1))];
            const Frame frame(page.global(at), tilt + dice.uniform(-0.08F, 0.08F), size);
            const auto ink = placed(Ink{linesOf(glyph, pen)}, frame);
            const Colour colour =
                colourful ? fromLch(board ? 0.82F : 0.5F, 0.16F, dice.uniform(0, 1)) : rowColour;
            if (cast) {
                canvas.shadow(ink, {0.02F, 0.03F}, 0.05F, 0.45F);
            }
            canvas.fill(ink, [&](Vec p) { return colour * (1.05F - 0.3F * frame.local(p).y); });
        }
    }
}

} // namespace mae::scenes
