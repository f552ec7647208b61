// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"
#include "core/masking/mask.h"
#include "core/masking/mask_spec.h"
#include "core/masking/patch_content.h"

#include <QIcon>
#include <cstdint>

namespace mae::ui {

/// What thumbnails show of a picture: its patches, or fewer of them where one could not tell them
/// apart.
struct ThumbnailLook {
    PatchGrid grid{};
    PatchContent content{};
};
ThumbnailLook thumbnailLook(const Image& original, PatchGrid grid, int patchSize);

/// A small drawing of what a strategy hides: an example of its masks.
/// @param content  of the picture with these patches; without one a made-up picture takes its
/// place, lighter to the upper right and most detailed in the middle
QIcon maskThumbnail(const MaskConfig& config, int side, qreal scale, std::uint64_t seed = 3,
                    PatchGrid grid = {.rows = 8, .columns = 8}, const PatchContent& content = {});

} // namespace mae::ui
