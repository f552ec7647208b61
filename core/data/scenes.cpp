// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scenes.h"

#include "core/base/error.h"
#include "core/data/scenes/painters.h"

#include <array>

namespace mae {
namespace {

struct SceneClass {
    const char* name;
    void (*paint)(scenes::Canvas&, scenes::Dice&);
};

constexpr std::array kClasses{
    SceneClass{"balls", scenes::paintBalls},
    SceneClass{"blocks", scenes::paintBlocks},
    SceneClass{"boats", scenes::paintBoats},
    SceneClass{"butterflies", scenes::paintButterflies},
    SceneClass{"cars", scenes::paintCars},
    SceneClass{"city", scenes::paintCity},
    SceneClass{"fabric", scenes::paintFabric},
    SceneClass{"faces", scenes::paintFaces},
    SceneClass{"fish", scenes::paintFish},
    SceneClass{"flowers", scenes::paintFlowers},
    SceneClass{"houses", scenes::paintHouses},
    SceneClass{"letters", scenes::paintLetters},
    SceneClass{"mountains", scenes::paintMountains},
    SceneClass{"rings", scenes::paintRings},
    SceneClass{"shapes", scenes::paintShapes},
    SceneClass{"trees", scenes::paintTrees},
};

constexpr auto kNames = [] {
    std::array<const char*, kClasses.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = kClasses[i].name;
    }
    return names;
}();

constexpr int kSmallest = 8;

} // namespace

std::span<const char* const> sceneClasses() { return kNames; }

int sceneLabel(std::uint64_t index) { return static_cast<int>(index % kClasses.size()); }

Image drawScene(std::uint64_t seed, std::uint64_t index, int width, int height) {
    if (width < kSmallest || height < kSmallest) {
        throw Error(ErrorKind::InvalidConfig, "Scenes are drawn from 8 x 8 pixels on.");
    }
    scenes::Canvas canvas(width, height);
    scenes::Dice dice(Rng(seed, Purpose::Scene, 0, index));
    kClasses[static_cast<std::size_t>(sceneLabel(index))].paint(canvas, dice);
    return canvas.image();
}

} // namespace mae
