// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/base/tensor.h"

namespace mae {

/// The filters of a patch embedding side by side, each stretched to full contrast; colour for three
/// channels, else the mean of the channels in grey; of very many the first.
/// @param weight  [D, C, P, P]. Empty if it has another shape, or sides beyond 256
Image filterPicture(const Tensor& weight);

/// For each place of a square grid (thinned out above 16 places a side) a small map of how alike,
/// as a cosine, its position embedding is to those of all places: bright 1, dark the least.
/// @param table  [1, N+1, D]; the class token's row is left out. Empty if it has another shape, or
/// N is not square or beyond 4096
Image positionPicture(const Tensor& table);

} // namespace mae
