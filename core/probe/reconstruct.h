// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/reconstruction.h"

#include <cstdint>

namespace mae {

/// A picture cut or scaled for the model: to its square (Crop: central part, Stretch: all of it),
/// or to the nearest multiples of the patch size (Native, at most 4096 patches: larger ones are
/// scaled). A picture that fits already is returned unchanged.
Image fittedPicture(const Image& picture, const ModelConfig& config, Fit fit);

/// The patches of a fitted picture. @throws Error(InvalidConfig) if the patch size does not divide
PatchGrid gridOf(const Image& fitted, const ModelConfig& config);

/// Masks and reconstructs a fitted picture. The grid may differ from the model's: positions are
/// then interpolated in two dimensions for the encoder and the decoder.
/// @throws Error(InvalidConfig) if the mask does not fit the picture
Reconstruction reconstruct(const Model& model, const Image& fitted, const Mask& mask,
                           const DisplayOptions& display);

/// Every patch predicted by @p k complementary masks that hide all patches once between them.
struct WholePicture {
    Image original{};
    Image prediction{};          ///< mean of the draws
    std::vector<float> spread{}; ///< [N] standard deviation between draws, of pixels in [0, 1]
};
/// Deals the patches out several times (a function of @p seed) and shows the mean.
/// @param k  2 to N; each mask hides the k-th part of the patches
/// @throws Error(InvalidConfig) if k is out of range
WholePicture wholePicture(const Model& model, const Image& fitted, int k, std::uint64_t seed,
                          const DisplayOptions& display);

} // namespace mae
