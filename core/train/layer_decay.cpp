// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_decay.h"

#include "core/base/error.h"

#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace mae {
namespace {

/// The published list of what does not decay whatever its shape.
bool neverDecays(std::string_view name) { return name == "cls_token" || name == "pos_embed"; }

void require(const LayerDecay& settings, int depth) {
    if (depth < 0) {
        throw Error(ErrorKind::InvalidConfig, "An encoder can't have fewer than 0 blocks.");
    }
    if (!(settings.decay > 0 && settings.decay <= 1)) {
        throw Error(ErrorKind::InvalidConfig, "Layer decay must be above 0 and at most 1, not "
                                                  + std::to_string(settings.decay) + ".");
    }
    if (!(settings.weightDecay >= 0 && std::isfinite(settings.weightDecay))) {
        throw Error(ErrorKind::InvalidConfig, "Weight decay must be finite and at least 0, not "
                                                  + std::to_string(settings.weightDecay) + ".");
    }
}

} // namespace

int layerOf(std::string_view name, int depth) {
    constexpr std::string_view kBlocks = "blocks.";
    if (neverDecays(name) || name.starts_with("patch_embed")) {
        return 0;
    }
    if (!name.starts_with(kBlocks)) {
        return depth + 1;
    }
    const auto number = name.substr(kBlocks.size());
    int block = -1;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), block);
    const bool whole = end != number.data() + number.size() && *end == '.';
    if (error != std::errc() || !whole || block < 0 || block >= depth) {
        throw Error(ErrorKind::InvalidConfig, "The encoder has " + std::to_string(depth)
                                                  + " blocks, and no tensor '" + std::string(name)
                                                  + "'.");
    }
    return block + 1;
}

std::vector<ParameterGroup> layerDecayGroups(std::span<const TensorShape> parameters, int depth,
                                             const LayerDecay& settings) {
    require(settings, depth);
    std::vector<ParameterGroup> groups;
    std::map<std::pair<int, bool>, std::size_t> places; // by layer and whether it decays
    std::set<std::string_view> seen;
    for (const auto& [name, shape] : parameters) {
        if (!seen.insert(name).second) {
            throw Error(ErrorKind::InvalidConfig, "The parameter '" + name + "' comes twice.");
        }
        const int layer = layerOf(name, depth);
        const bool decays = shape.size() != 1 && !neverDecays(name);
        const auto [place, isNew] = places.try_emplace({layer, decays}, groups.size());
        if (isNew) {
            groups.push_back({.layer = layer,
                              .lrScale = std::pow(settings.decay, depth + 1 - layer),
                              .weightDecay = decays ? settings.weightDecay : 0});
        }
        groups[place->second].names.push_back(name);
    }
    return groups;
}

} // namespace mae
