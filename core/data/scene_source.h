// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"

#include <memory>

namespace mae {

/// @p count scenes, drawn at each call. They leave room for crops: a picture is half as large again
/// as the @p imageSize that training sees.
std::unique_ptr<PictureSource> openScenes(std::int64_t count, int imageSize);

} // namespace mae
