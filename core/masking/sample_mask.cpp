// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/sample_mask.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

namespace mae {
namespace {

// A strategy is a score per patch: the patches of the smallest scores are kept. How many are kept
// is decided once, in sampleMask(), so a higher ratio always hides a superset.
using Scores = std::vector<double>;

Scores keepOrder(const RandomMask&, PatchGrid grid, Rng& rng) {
    Scores scores(static_cast<std::size_t>(grid.count()));
    std::ranges::generate(scores, [&rng] { return rng.uniform(); });
    return scores;
}

/// Where a window lies in the room that is left beside it: 0 at the left or top, 1 at the other
/// end.
struct Place {
    double down = 0;
    double across = 0;
};

/// The share of a side that a window must have to reach the centre of a patch. The window keeps its
/// place in the free room, so a smaller one lies inside a larger one.
double reachingShare(double place, int patch, int patches) {
    const double inside = std::clamp(place, 1e-6, 1 - 1e-6);
    const double centre = (patch + 0.5) / patches;
    return std::max(1 - centre / inside, (centre - inside) / (1 - inside));
}

/// Random places, each the farthest of a few tries from those before, so that blocks spread.
std::vector<Place> blockPlaces(const BlockMask& spec, PatchGrid grid, Rng& rng) {
    constexpr int kTries = 6;
    const double stretch = std::sqrt(spec.aspect);
    std::vector<Place> places;
    while (places.size() < static_cast<std::size_t>(spec.blocks)) {
        Place best;
        double farthest = -1;
        for (int i = 0; i < kTries; ++i) {
            const Place tried{rng.uniform(), rng.uniform()};
            double nearest = std::numeric_limits<double>::max();
            for (const auto& other : places) {
                nearest = std::min(
                    nearest,
                    std::max(std::abs(tried.down - other.down) * grid.rows * stretch,
                             std::abs(tried.across - other.across) * grid.columns / stretch));
            }
            if (nearest > farthest) {
                farthest = nearest;
                best = tried;
            }
        }
        places.push_back(best);
    }
    return places;
}

Scores keepOrder(const BlockMask& spec, PatchGrid grid, Rng& rng) {
    const auto places = blockPlaces(spec, grid, rng);
    const double stretch = std::sqrt(spec.aspect);
    // The last line of a block, which the ratio cuts off, begins at either end.
    const double tie = (rng.below(2) == 0 ? 1e-9 : -1e-9) / grid.count();
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            // The size at which the first of the growing blocks reaches the patch.
            double size = std::numeric_limits<double>::max();
            for (const auto& place : places) {
                const double height = grid.rows * reachingShare(place.down, r, grid.rows),
                             width = grid.columns * reachingShare(place.across, c, grid.columns);
                size = std::min(size, std::max(height * stretch, width / stretch));
            }
            scores.push_back(-size + tie * static_cast<double>(scores.size()));
        }
    }
    return scores;
}

/// Place of a cell coordinate in a coarse-to-fine order: 0 for every 8th, 1 for the 4ths between, …
int lattice(int value) {
    const int low = value & 7;
    return low == 0 ? 0 : low == 4 ? 1 : (low & 1) == 0 ? 2 : 3;
}

Scores keepOrder(const GridMask&, PatchGrid grid, Rng& rng) {
    const int shiftRow = static_cast<int>(rng.below(2)),
              shiftColumn = static_cast<int>(rng.below(2));
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            const int row = lattice(r + shiftRow), column = lattice(c + shiftColumn);
            const int coarse = std::max(row, column);
            // Within a level the diagonal neighbours come first: the lattice turned by 45 degrees.
            const double tilt = row == column ? 0.0 : row > column ? 0.5 : 0.25;
            const double turned = coarse == 3 && row == column ? 0.0 : tilt;
            scores.push_back(coarse + turned + 1e-3 * rng.uniform());
        }
    }
    return scores;
}

Scores keepOrder(const UniformMask& spec, PatchGrid grid, Rng& rng) {
    const int cell = spec.cell;
    Scores scores(static_cast<std::size_t>(grid.count()));
    for (int top = 0; top < grid.rows; top += cell) {
        for (int left = 0; left < grid.columns; left += cell) {
            std::vector<std::size_t> ids;
            for (int r = top; r < std::min(top + cell, grid.rows); ++r) {
                for (int c = left; c < std::min(left + cell, grid.columns); ++c) {
                    ids.push_back(static_cast<std::size_t>(r * grid.columns + c));
                }
            }
            for (std::size_t i = ids.size(); i > 1; --i) {
                std::swap(ids[i - 1], ids[rng.below(static_cast<std::uint32_t>(i))]);
            }
            // Every cell keeps its first patch before any cell keeps a second one. A cell cut off
            // by the border starts later in proportion to what it lacks.
            const double cut = static_cast<double>(cell * cell) / static_cast<double>(ids.size());
            for (std::size_t i = 0; i < ids.size(); ++i) {
                scores[ids[i]] = static_cast<double>(i + 1) * cut - 1 + rng.uniform() * 0.999;
            }
        }
    }
    return scores;
}

Scores keepOrder(const CropMask& spec, PatchGrid grid, Rng& rng) {
    Place place{rng.uniform(), rng.uniform()};
    if (spec.place == WindowPlace::Chosen) {
        // In the middle, opposite sides are equally near: let the window grow one line at a time.
        place = {spec.down + 1e-6, spec.across + 2e-6};
    }
    // The window takes the same share of both sides: the score is the share that reaches a patch.
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            scores.push_back(std::max(reachingShare(place.down, r, grid.rows),
                                      reachingShare(place.across, c, grid.columns)));
        }
    }
    return scores;
}

Scores keepOrder(const HalfMask& spec, PatchGrid grid, Rng& rng) {
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            const int line = spec.side == Side::Left    ? -c
                             : spec.side == Side::Right ? c
                             : spec.side == Side::Top   ? -r
                                                        : r;
            scores.push_back(line + 0.999 * rng.uniform()); // a ragged last line
        }
    }
    return scores;
}

Scores keepOrder(const CheckerboardMask& spec, PatchGrid grid, Rng& rng) {
    const int columns = (grid.columns + spec.square - 1) / spec.square;
    const int squares = (grid.rows + spec.square - 1) / spec.square * columns;
    const int keptFirst = static_cast<int>(rng.below(2));
    std::vector<double> square(static_cast<std::size_t>(squares));
    for (int i = 0; i < squares; ++i) {
        const int colour = (i / columns + i % columns + keptFirst) & 1;
        square[static_cast<std::size_t>(i)] = colour + 0.999 * rng.uniform();
    }
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            const int i = r / spec.square * columns + c / spec.square;
            scores.push_back(square[static_cast<std::size_t>(i)]);
        }
    }
    return scores;
}

/// Hides the largest (or the smallest) values first, equal ones in random order.
Scores orderOf(const std::vector<float>& values, bool largestFirst, Rng& rng) {
    std::vector<std::pair<float, double>> keys;
    for (const float value : values) {
        keys.emplace_back(largestFirst ? value : -value, rng.uniform());
    }
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&keys](std::size_t i) { return keys[i]; });
    Scores scores(keys.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        scores[order[rank]] = static_cast<double>(rank);
    }
    return scores;
}

Scores keepOrder(const DetailMask& spec, PatchGrid, Rng& rng, const PatchContent& content) {
    return orderOf(content.detail, spec.order == DetailOrder::Most, rng);
}

Scores keepOrder(const BrightnessMask& spec, PatchGrid, Rng& rng, const PatchContent& content) {
    return orderOf(content.brightness, spec.tone == Tone::Bright, rng);
}

/// A strategy goes by the content if its keepOrder() takes it.
template <class Spec>
constexpr bool kGoesByContent = requires(const Spec& spec, PatchGrid grid, Rng& rng,
                                         const PatchContent& content) {
    keepOrder(spec, grid, rng, content);
};

/// @throws Error(InvalidConfig) unless it describes every patch of the grid
void requireFits(const PatchContent& content, PatchGrid grid, const char* strategy) {
    const auto patches = static_cast<std::size_t>(grid.count());
    if (content.brightness.size() == patches && content.detail.size() == patches) {
        return;
    }
    const auto text = "The strategy " + std::string(strategy) + " goes by what a picture shows";
    throw Error(ErrorKind::InvalidConfig,
                content == PatchContent{}
                    ? text + ", and there is no picture."
                    : text + ": the picture has " + std::to_string(content.detail.size())
                          + " patches, the mask " + std::to_string(patches) + ".");
}

} // namespace

int visibleCount(int patches, double ratio) {
    return std::max(1, static_cast<int>(patches * (1 - ratio)));
}

bool needsContent(const MaskStrategy& strategy) {
    return std::visit([]<class Spec>(const Spec&) { return kGoesByContent<Spec>; }, strategy);
}

PatchContent contentFor(const MaskStrategy& strategy, const Image& fitted, int patchSize) {
    return needsContent(strategy) ? contentOf(fitted, patchSize) : PatchContent{};
}

std::vector<double> keepScores(const MaskConfig& config, PatchGrid grid, Rng rng,
                               const PatchContent& content) {
    if (grid.rows < 1 || grid.columns < 1) {
        throw Error(ErrorKind::InvalidConfig, "A mask needs at least one patch.");
    }
    if (!(config.ratio >= 0 && config.ratio < 1)) {
        throw Error(ErrorKind::InvalidConfig, "mask.ratio must be at least 0 and below 1.");
    }
    return std::visit(
        [&]<class Spec>(const Spec& strategy) {
            if constexpr (kGoesByContent<Spec>) {
                requireFits(content, grid, Spec::kId);
                return keepOrder(strategy, grid, rng, content);
            } else {
                return keepOrder(strategy, grid, rng);
            }
        },
        config.strategy);
}

Mask sampleMask(const MaskConfig& config, PatchGrid grid, Rng rng, const PatchContent& content) {
    const auto scores = keepScores(config, grid, rng, content);
    std::vector<std::int32_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&scores](std::int32_t a, std::int32_t b) {
        return scores[static_cast<std::size_t>(a)] < scores[static_cast<std::size_t>(b)];
    });
    const auto visible = order.begin() + visibleCount(grid.count(), config.ratio);
    return {
        .grid = grid, .visibleIds = {order.begin(), visible}, .hiddenIds = {visible, order.end()}};
}

} // namespace mae
