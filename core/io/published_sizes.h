// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/model_config.h"

#include <optional>
#include <string>

namespace mae {

// What is known about the weights that the authors of the paper published; their files do not say
// it. Source: the published code and its README.

/// Attention heads; 0: not a published width.
int publishedHeads(int width);
int publishedDecoderHeads(int decoderWidth);

/// Base, large or huge, with the published decoder, for pictures of 224 pixels.
bool hasPublishedSizes(const ModelConfig& config);

/// By the name of a file and its folder: mae_visualize_… predict pixels, mae_pretrain_… normalised
/// ones. Empty for other names.
std::optional<Target> publishedTarget(const std::string& file);
bool hasPublishedName(const std::string& file);

} // namespace mae
