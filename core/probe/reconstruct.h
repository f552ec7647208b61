// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/masking/mask.h"
#include "core/model/model.h"
#include "core/probe/reconstruction.h"
#include "core/probe/whole_picture.h"

#include <cstdint>

namespace mae {

/// A picture cut or scaled for the model: to its square (Crop: the frame's part, Stretch: all of
/// it), to the nearest multiples of the patch size (Native, at most 4096 patches), or to those of
/// the model's square (Tiled, at most 1024 squares). Larger pictures are scaled; one that fits
/// already is returned unchanged.
/// @param frame  of a crop; see framedSquare()
Image fittedPicture(const Image& picture, const ModelConfig& config, Fit fit,
                    const CropFrame& frame = {});

/// The patches of a fitted picture. @throws Error(InvalidConfig) if the patch size does not divide
PatchGrid gridOf(const Image& fitted, const ModelConfig& config);

/// Masks and reconstructs a fitted picture. The grid may differ from the model's: positions are
/// then interpolated in two dimensions for the encoder and the decoder; with Fit::Tiled a picture
/// larger than the model's square is a TiledReconstruction instead.
/// @throws Error(InvalidConfig) if the mask does not fit the picture
Reconstruction reconstruct(const Model& model, const Image& fitted, const Mask& mask,
                           const DisplayOptions& display);

/// Every patch predicted by @p k complementary masks: a WholePictureMaker run to its end.
/// @param k  2 to N; each mask hides the k-th part of the patches
/// @throws Error(InvalidConfig) if k is out of range
WholePicture wholePicture(const Model& model, const Image& fitted, int k, std::uint64_t seed,
                          const DisplayOptions& display);

} // namespace mae
