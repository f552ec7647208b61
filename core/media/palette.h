// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <array>
#include <cstdint>
#include <vector>

namespace mae {

using Colour = std::array<std::uint8_t, 3>; ///< red, green, blue

/// How often colours occur, in 32 levels a channel.
class ColourHistogram {
public:
    /// Pixels that share a bin, as sums from which their mean follows.
    struct Bin {
        std::uint64_t count = 0;
        std::array<std::uint64_t, 3> sum{};

        std::array<double, 3> mean() const;
    };

    explicit ColourHistogram(const Image& image);

    /// Those with pixels in them. The mean of a bin with one colour is this colour.
    const std::vector<Bin>& bins() const { return m_bins; }

private:
    std::vector<Bin> m_bins;
};

/// Colours for a picture: the box of colours that spreads most is cut at its mean until there are
/// enough. Pictures of few colours that share no bin keep them exactly.
/// @param most  1 to 256
std::vector<Colour> medianCut(const ColourHistogram& histogram, int most);

/// Mean squared distance, in grey levels, to the nearest colour of a palette.
double paletteError(const ColourHistogram& histogram, const std::vector<Colour>& palette);

/// Draws pictures in the colours of a palette. Colours between are mixed by an ordered pattern: it
/// stays where it is from frame to frame, while diffused errors would crawl.
class PaletteDither {
public:
    explicit PaletteDither(std::vector<Colour> palette); ///< 1 to 256 colours

    const std::vector<Colour>& palette() const { return m_palette; }
    /// [height][width] numbers of colours. A colour of the palette is drawn as itself.
    std::vector<std::uint8_t> indices(const Image& image);

private:
    struct Mix {
        bool known = false;
        std::uint8_t nearest = 0, other = 0; ///< what is mixed
    };
    const Mix& mixFor(const std::uint8_t* pixel);

    std::vector<Colour> m_palette;
    std::vector<Mix> m_mixes; ///< by 64 levels a channel, found when first needed
};

} // namespace mae
