// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/weights.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mae {

/// The layer of an encoder's tensor, by its published name: 0 for cls_token, pos_embed and
/// patch_embed.*, i + 1 for blocks.i.*, depth + 1 for everything after (norm, fc_norm, head).
/// @param depth  blocks of the encoder
/// @throws Error(InvalidConfig) naming the tensor if it is of a block that does not exist
int layerOf(std::string_view name, int depth);

/// What layer decay, published as param_groups_lrd, makes of a classifier's settings.
struct LayerDecay {
    double decay = 0.75;       ///< above 0, at most 1; 1: all layers learn alike
    double weightDecay = 0.05; ///< of tensors with two or more dimensions but cls_token, pos_embed
};

/// Tensors that are updated alike.
struct ParameterGroup {
    int layer = 0;
    double lrScale = 1;     ///< factor of the learning rate: decay^(depth + 1 - layer)
    double weightDecay = 0; ///< 0, or that of the settings
    std::vector<std::string> names{};
};

/// Sorts tensors by layer and by whether they decay. Groups are in the order in which their first
/// tensor comes, and so are the names in each: as the published code numbers them.
/// @param parameters  of an encoder with its head, published names; see layerOf()
/// @throws Error(InvalidConfig) if a setting is out of range, a block does not exist or a name
///         comes twice
std::vector<ParameterGroup> layerDecayGroups(std::span<const TensorShape> parameters, int depth,
                                             const LayerDecay& settings = {});

} // namespace mae
