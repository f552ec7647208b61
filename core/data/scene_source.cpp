// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scene_source.h"

#include "core/data/fingerprint.h"
#include "core/data/scenes.h"

namespace mae {
namespace {

class SceneSource : public PictureSource {
public:
    SceneSource(std::int64_t count, int imageSize)
        : m_count(count), m_side(imageSize + imageSize / 2) {}

    std::int64_t count() const override { return m_count; }
    std::shared_ptr<const Image> load(std::int64_t index, int) override {
        return std::make_shared<const Image>(
            drawScene(0, static_cast<std::uint64_t>(index), m_side, m_side));
    }
    int label(std::int64_t index) const override {
        return sceneLabel(static_cast<std::uint64_t>(index));
    }
    std::vector<std::string> classes() const override {
        return {sceneClasses().begin(), sceneClasses().end()};
    }
    std::string name(std::int64_t index) const override {
        return "scene " + std::to_string(index) + " ("
               + sceneClasses()[static_cast<std::size_t>(label(index))] + ")";
    }
    std::string fingerprint() const override {
        Fingerprint print;
        print.add("scenes");
        print.add(static_cast<std::uint64_t>(m_count));
        print.add(static_cast<std::uint64_t>(m_side));
        return print.text();
    }
    std::vector<BadFile> badFiles() const override { return {}; }

private:
    std::int64_t m_count = 0;
    int m_side = 0;
};

} // namespace

std::unique_ptr<PictureSource> openScenes(std::int64_t count, int imageSize) {
    return std::make_unique<SceneSource>(count, imageSize);
}

} // namespace mae
