// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/leave_out.h"

#include "core/base/error.h"
#include "core/probe/error_map.h"
#include "core/probe/model_input.h"
#include "core/probe/reconstruct.h"

#include <algorithm>
#include <string>
#include <utility>

namespace mae {
namespace {

/// The same mask with one more patch hidden.
Mask hidingAlso(Mask mask, int patch) {
    const auto place = std::ranges::find(mask.visibleIds, patch);
    if (place == mask.visibleIds.end()) {
        throw Error(ErrorKind::InvalidConfig,
                    "Patch " + std::to_string(patch)
                        + " is not visible, so it can't be left out; choose one that is.");
    }
    if (mask.visibleIds.size() == 1) {
        throw Error(ErrorKind::InvalidConfig,
                    "Patch " + std::to_string(patch) + " is the only visible one; one must stay.");
    }
    mask.visibleIds.erase(place);
    mask.hiddenIds.push_back(patch);
    return mask;
}

} // namespace

LeaveOneOut leaveOneOut(const Model& model, const Image& fitted, const Mask& mask,
                        const DisplayOptions& display, int patch) {
    requireFits(mask, gridOf(fitted, model.config));
    const auto fewer = hidingAlso(mask, patch);
    LeaveOneOut result{.patch = patch,
                       .with = reconstruct(model, fitted, mask, display),
                       .without = reconstruct(model, fitted, fewer, display)};
    auto map =
        errorMap(result.with.reconstruction, result.without.reconstruction, model.config.patchSize);
    result.change = std::move(map.pixels);
    result.patchChange = std::move(map.patches);
    return result;
}

} // namespace mae
