// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/sample_mask.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

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

Scores keepOrder(const BlockMask& spec, PatchGrid grid, Rng& rng) {
    struct Centre {
        double row, column;
    };
    std::vector<Centre> centres(static_cast<std::size_t>(spec.blocks));
    for (auto& centre : centres) {
        centre = {rng.uniform(0, grid.rows), rng.uniform(0, grid.columns)};
    }
    const double stretch = std::sqrt(spec.aspect);
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            // The distance in the max norm grows as a rectangle; the nearest are hidden first.
            double nearest = std::numeric_limits<double>::max();
            for (const auto& centre : centres) {
                nearest = std::min(nearest, std::max(std::abs(r + 0.5 - centre.row) * stretch,
                                                     std::abs(c + 0.5 - centre.column) / stretch));
            }
            scores.push_back(-nearest + 1e-9 * rng.uniform());
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

Scores keepOrder(const CropMask&, PatchGrid grid, Rng& rng) {
    // The window takes the same share s of both sides and lies at a fixed share of the room that is
    // left, so a smaller one lies inside a larger one. The score is the s that reaches a patch.
    const auto share = [](double place, int patch, int patches) {
        return std::max(1 - patch / (place * patches),
                        (patch + 1 - place * patches) / ((1 - place) * patches));
    };
    const double down = rng.uniform(0.001, 0.999), along = rng.uniform(0.001, 0.999);
    Scores scores;
    for (int r = 0; r < grid.rows; ++r) {
        for (int c = 0; c < grid.columns; ++c) {
            scores.push_back(std::max(share(down, r, grid.rows), share(along, c, grid.columns)));
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

} // namespace

int visibleCount(int patches, double ratio) {
    return std::max(1, static_cast<int>(patches * (1 - ratio)));
}

Mask sampleMask(const MaskConfig& config, PatchGrid grid, Rng rng) {
    if (grid.rows < 1 || grid.columns < 1) {
        throw Error(ErrorKind::InvalidConfig, "A mask needs at least one patch.");
    }
    if (!(config.ratio >= 0 && config.ratio < 1)) {
        throw Error(ErrorKind::InvalidConfig, "mask.ratio must be at least 0 and below 1.");
    }
    const auto scores = std::visit(
        [&](const auto& strategy) { return keepOrder(strategy, grid, rng); }, config.strategy);
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
