// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <span>

namespace mae {

/// Pictures drawn by the program: shapes, textures and compositions in labelled classes, so that
/// training and probing work without any file.

/// Names of the classes (English, stable).
std::span<const char* const> sceneClasses();

/// The class of scene @p index: classes take turns.
int sceneLabel(std::uint64_t index);

/// Draws scene @p index at any size, at least 8 pixels. A pure function of its arguments; the same
/// scene at another size shows the same composition.
Image drawScene(std::uint64_t seed, std::uint64_t index, int width, int height);

} // namespace mae
