// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/picture_source.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mae {

/// The scenes of these @p numbers, drawn at each call. They leave room for crops: a picture is half
/// as large again as the @p imageSize that training sees.
std::unique_ptr<PictureSource> openScenes(std::vector<std::uint32_t> numbers, int imageSize);
/// Scenes 0 to @p count - 1.
std::unique_ptr<PictureSource> openScenes(std::int64_t count, int imageSize);

/// What a scene is called.
std::string sceneName(std::int64_t number);

} // namespace mae
