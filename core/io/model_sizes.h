// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_layout.h"

#include <map>
#include <string>
#include <vector>

namespace mae {

/// Shapes by published name.
using PublishedShapes = std::map<std::string, std::vector<std::int64_t>>;

/// The parts of `attn.qkv` as one; parts that are not whole are left out.
PublishedShapes publishedShapes(const std::vector<TensorHeader>& tensors, const NameMap& names);

/// Reads the sizes of the architecture out of the shapes into layout.config, or says in
/// layout.problem what is wrong with them or contradicts the settings in @p hints.
void readSizes(ModelLayout& layout, const PublishedShapes& shapes, const ModelHints& hints);

/// The same, with the smallest decoder in place of none: validate() wants one.
ModelConfig checkable(ModelConfig config, bool hasDecoder);

} // namespace mae
