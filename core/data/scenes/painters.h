// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/scenes/canvas.h"

/// One function per class of scenes.
namespace mae::scenes {

void paintBalls(Canvas& canvas, Dice& dice);
void paintBlocks(Canvas& canvas, Dice& dice);
void paintBoats(Canvas& canvas, Dice& dice);
void paintButterflies(Canvas& canvas, Dice& dice);
void paintCars(Canvas& canvas, Dice& dice);
void paintCity(Canvas& canvas, Dice& dice);
void paintFabric(Canvas& canvas, Dice& dice);
void paintFaces(Canvas& canvas, Dice& dice);
void paintFish(Canvas& canvas, Dice& dice);
void paintFlowers(Canvas& canvas, Dice& dice);
void paintHouses(Canvas& canvas, Dice& dice);
void paintLetters(Canvas& canvas, Dice& dice);
void paintMountains(Canvas& canvas, Dice& dice);
void paintRings(Canvas& canvas, Dice& dice);
void paintShapes(Canvas& canvas, Dice& dice);
void paintTrees(Canvas& canvas, Dice& dice);

} // namespace mae::scenes
