// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/mask_edit.h"

#include <algorithm>
#include <cmath>

namespace mae {
namespace {

int middleOf(PatchGrid grid) { return grid.rows / 2 * grid.columns + grid.columns / 2; }

/// The patch below a point; -1: outside.
int patchBelow(PatchGrid grid, PatchPoint point) {
    if (!(point.x >= 0 && point.y >= 0 && point.x < grid.columns && point.y < grid.rows)) {
        return -1;
    }
    return static_cast<int>(point.y) * grid.columns + static_cast<int>(point.x);
}

double distanceToLine(PatchPoint point, PatchPoint from, PatchPoint to) {
    const double dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
    const double along =
        square > 0 ? ((point.x - from.x) * dx + (point.y - from.y) * dy) / square : 0;
    const double t = std::clamp(along, 0.0, 1.0);
    return std::hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

bool isInside(PatchPoint point, std::span<const PatchPoint> outline) {
    bool inside = false;
    for (std::size_t i = 0, last = outline.size() - 1; i < outline.size(); last = i++) {
        const auto &a = outline[i], &b = outline[last];
        if ((a.y > point.y) != (b.y > point.y)
            && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside;
}

/// Whether the outline passes by so closely that one means the patch.
bool isOnEdge(PatchPoint point, std::span<const PatchPoint> outline) {
    constexpr double kNear = 0.25;
    for (std::size_t i = 0, last = outline.size() - 1; i < outline.size(); last = i++) {
        if (distanceToLine(point, outline[last], outline[i]) <= kNear) {
            return true;
        }
    }
    return false;
}

/// Patches for whose centre @p chosen is true, and @p also. Ascending.
template <class Chosen>
std::vector<int> chosenPatches(PatchGrid grid, std::span<const int> also, Chosen&& chosen) {
    std::vector<int> patches;
    for (int i = 0; i < grid.count(); ++i) {
        const PatchPoint centre{i % grid.columns + 0.5, i / grid.columns + 0.5};
        if (std::ranges::find(also, i) != also.end() || chosen(centre)) {
            patches.push_back(i);
        }
    }
    return patches;
}

} // namespace

std::vector<int> patchesOnStroke(PatchGrid grid, PatchPoint from, PatchPoint to, double radius) {
    const int below[] = {patchBelow(grid, to)};
    return chosenPatches(
        grid, below, [&](PatchPoint centre) { return distanceToLine(centre, from, to) <= radius; });
}

std::vector<int> patchesInRectangle(PatchGrid grid, PatchPoint a, PatchPoint b) {
    const double left = std::floor(std::min(a.x, b.x)), right = std::max(a.x, b.x);
    const double top = std::floor(std::min(a.y, b.y)), bottom = std::max(a.y, b.y);
    return chosenPatches(grid, {}, [&](PatchPoint centre) {
        return centre.x > left && centre.x - 0.5 < right && centre.y > top
               && centre.y - 0.5 < bottom;
    });
}

std::vector<int> patchesInOutline(PatchGrid grid, std::span<const PatchPoint> outline) {
    std::vector<int> corners;
    for (const auto& point : outline) {
        corners.push_back(patchBelow(grid, point));
    }
    return chosenPatches(grid, corners, [&](PatchPoint centre) {
        return outline.size() > 2 && (isInside(centre, outline) || isOnEdge(centre, outline));
    });
}

std::vector<int> withMirrorImages(PatchGrid grid, std::span<const int> patches) {
    std::vector<int> both(patches.begin(), patches.end());
    for (const int patch : patches) {
        const int column = patch % grid.columns;
        both.push_back(patch - column + grid.columns - 1 - column);
    }
    std::ranges::sort(both);
    const auto rest = std::ranges::unique(both);
    both.erase(rest.begin(), rest.end());
    return both;
}

std::vector<std::uint8_t> edited(std::vector<std::uint8_t> hidden, std::span<const int> patches,
                                 bool hide) {
    auto visible = std::ranges::count(hidden, std::uint8_t{0});
    for (const int patch : patches) {
        auto& mark = hidden[static_cast<std::size_t>(patch)];
        if (hide && mark == 0 && visible == 1) {
            continue; // the last one that is visible
        }
        visible += int{mark} - (hide ? 1 : 0);
        mark = hide ? 1 : 0;
    }
    return hidden;
}

Mask inverted(const Mask& mask) {
    if (mask.hiddenIds.empty()) {
        return allHidden(mask.grid);
    }
    auto hidden = mask.hidden();
    for (auto& mark : hidden) {
        mark = mark == 0 ? 1 : 0;
    }
    return maskFromHidden(mask.grid, hidden);
}

Mask allVisible(PatchGrid grid) {
    return maskFromHidden(grid, std::vector<std::uint8_t>(static_cast<std::size_t>(grid.count())));
}

Mask allHidden(PatchGrid grid) {
    std::vector<std::uint8_t> hidden(static_cast<std::size_t>(grid.count()), 1);
    hidden[static_cast<std::size_t>(middleOf(grid))] = 0;
    return maskFromHidden(grid, hidden);
}

} // namespace mae
