// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/scenes/canvas.h"

/// One function per class of scenes.
namespace mae::scenes {

void paintShapes(Canvas& canvas, Dice& dice);
void paintRings(Canvas& canvas, Dice& dice);
void paintFabric(Canvas& canvas, Dice& dice);

} // namespace mae::scenes
