// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/reconstruct_job.h"
#include "core/base/image.h"
#include "core/model/model.h"
#include "core/probe/reconstruction.h"

#include <string>
#include <vector>

namespace mae::cli {

/// One picture of a call, fitted and masked.
struct MaskedPicture {
    const Model& model;
    const Image& fitted;
    const Mask& mask;
    std::uint64_t index = 0; ///< of the picture in the call
};

/// The mask that the request's strategy draws for a picture, with another ratio or strategy.
Mask drawnMask(const ReconstructRequest& request, const MaskedPicture& picture,
               const MaskConfig& config);

/// A picture to be written as NAME + suffix.
struct NamedImage {
    std::string suffix{};
    Image image{};
};

/// What the request wants to see of one picture; nothing for a sheet, which is one of all.
/// @throws Error(InvalidConfig) for a patch, block or head that there is not
std::vector<NamedImage> viewsOf(const ReconstructRequest& request, const MaskedPicture& picture,
                                const Reconstruction& result);

} // namespace mae::cli
