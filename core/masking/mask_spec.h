// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/field.h"

#include <variant>

namespace mae {

/// Hides patches uniformly at random, as the paper does.
struct RandomMask {
    static constexpr const char* kId = "random";
    static constexpr const char* kTitle = "Random";
    static constexpr const char* kHelp = "Each patch is hidden with the same probability.";

    bool operator==(const RandomMask&) const = default;
    template <class Self, class Visitor> static void fields(Self&, Visitor&&) {}
};

/// Hides blocks at random places that grow until the ratio is reached, similar to BEiT.
struct BlockMask {
    static constexpr const char* kId = "block";
    static constexpr const char* kTitle = "Block";
    static constexpr const char* kHelp = "Rectangular blocks of patches are hidden.";

    int blocks = 1;
    double aspect = 1.0; ///< width over height

    bool operator==(const BlockMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.blocks,
              Field{"blocks", "Blocks", {1, 16}, "", "Number of blocks that grow at once."});
        visit(self.aspect,
              Field{"aspect", "Aspect", {0.25, 4.0}, "", "Width of a block over its height."});
    }
};

/// Keeps a regular lattice of patches; a higher ratio thins it out.
struct GridMask {
    static constexpr const char* kId = "grid";
    static constexpr const char* kTitle = "Grid";
    static constexpr const char* kHelp = "A regular lattice of patches stays visible.";

    bool operator==(const GridMask&) const = default;
    template <class Self, class Visitor> static void fields(Self&, Visitor&&) {}
};

/// Keeps patches spread evenly: one in each cell, at a random place inside the cell.
struct UniformMask {
    static constexpr const char* kId = "uniform";
    static constexpr const char* kTitle = "Uniform";
    static constexpr const char* kHelp = "One patch stays visible in each cell, at a random place.";

    int cell = 2; ///< patches per side of a cell

    bool operator==(const UniformMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.cell, Field{"cell", "Cell", {2, 8}, "patches", "Side of a cell."});
    }
};

/// Where a window lies.
enum class WindowPlace { Random, Chosen };
template <> struct EnumNames<WindowPlace> {
    static constexpr std::array kNames{EnumName{"random", "Random"}, EnumName{"chosen", "Chosen"}};
};

/// Keeps a window of the picture's shape; a higher ratio shrinks it.
struct CropMask {
    static constexpr const char* kId = "crop";
    static constexpr const char* kTitle = "Crop";
    static constexpr const char* kHelp = "A window stays visible, at a random or a chosen place.";

    WindowPlace place = WindowPlace::Random;
    double across = 0.5; ///< share of the free width left of the window, if the place is chosen
    double down = 0.5;   ///< share of the free height above it

    bool operator==(const CropMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.place, Field{"place", "Place", {}, "", "How the place of the window is found."});
        const bool chosen = self.place == WindowPlace::Chosen;
        visit(self.across, Field{"across",
                                 "Across",
                                 {0.0, 1.0},
                                 "",
                                 "With a chosen place: 0 is at the left, 1 at the right.",
                                 false,
                                 chosen});
        visit(self.down, Field{"down",
                               "Down",
                               {0.0, 1.0},
                               "",
                               "With a chosen place: 0 is at the top, 1 at the bottom.",
                               false,
                               chosen});
    }
};

/// Where the hidden part of a picture lies.
enum class Side { Left, Right, Top, Bottom };
template <> struct EnumNames<Side> {
    static constexpr std::array kNames{EnumName{"left", "Left"}, EnumName{"right", "Right"},
                                       EnumName{"top", "Top"}, EnumName{"bottom", "Bottom"}};
};

/// Hides one side of the picture: half of it at a ratio of 0.5.
struct HalfMask {
    static constexpr const char* kId = "half";
    static constexpr const char* kTitle = "Half";
    static constexpr const char* kHelp = "One side of the picture is hidden.";

    Side side = Side::Right;

    bool operator==(const HalfMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.side, Field{"side", "Side", {}, "", "The side that is hidden first."});
    }
};

/// Hides the squares of one colour of a checkerboard, then those of the other.
struct CheckerboardMask {
    static constexpr const char* kId = "checkerboard";
    static constexpr const char* kTitle = "Checkerboard";
    static constexpr const char* kHelp =
        "Squares of one colour are hidden before any of the other colour.";

    int square = 1; ///< patches per side of a square

    bool operator==(const CheckerboardMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.square, Field{"square", "Square", {1, 8}, "patches", "Side of a square."});
    }
};

/// Which patches go first, by how much happens in them.
enum class DetailOrder { Most, Least };
template <> struct EnumNames<DetailOrder> {
    static constexpr std::array kNames{EnumName{"most", "Most detailed"},
                                       EnumName{"least", "Least detailed"}};
};

/// Hides the patches with the most or the least detail. Needs the content of the picture.
struct DetailMask {
    static constexpr const char* kId = "detail";
    static constexpr const char* kTitle = "Detail";
    static constexpr const char* kHelp = "The most or the least detailed patches are hidden first.";

    DetailOrder order = DetailOrder::Most;

    bool operator==(const DetailMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.order,
              Field{"order", "Hidden first", {}, "", "The detail of the patches hidden first."});
    }
};

/// Which patches go first, by how light they are.
enum class Tone { Bright, Dark };
template <> struct EnumNames<Tone> {
    static constexpr std::array kNames{EnumName{"bright", "Bright"}, EnumName{"dark", "Dark"}};
};

/// Hides the bright or the dark patches. Needs the content of the picture.
struct BrightnessMask {
    static constexpr const char* kId = "brightness";
    static constexpr const char* kTitle = "Brightness";
    static constexpr const char* kHelp = "The brightest or the darkest patches are hidden first.";

    Tone tone = Tone::Bright;

    bool operator==(const BrightnessMask&) const = default;
    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.tone,
              Field{"tone", "Hidden first", {}, "", "The tone of the patches hidden first."});
    }
};

/// To add a strategy: write its struct above, list it here, and overload keepOrder() for it in
/// sample_mask.cpp, with the content of the picture among its parameters if it goes by that. The
/// form, the codec, the validation and the property tests follow.
using MaskStrategy = std::variant<RandomMask, BlockMask, GridMask, UniformMask, CropMask, HalfMask,
                                  CheckerboardMask, DetailMask, BrightnessMask>;

/// Which patches are hidden, up to the random draw.
struct MaskConfig {
    MaskStrategy strategy = RandomMask{};
    double ratio = 0.75; ///< share of patches hidden

    bool operator==(const MaskConfig&) const = default;

    template <class Self, class Visitor> static void fields(Self& self, Visitor&& visit) {
        visit(self.strategy,
              Field{"strategy", "Strategy", {}, "", "How the hidden patches are chosen."});
        visit(self.ratio, Field{"ratio",
                                "Mask ratio",
                                {0.0, 0.99},
                                "",
                                "The share of patches that the encoder does not see."});
    }
};

} // namespace mae
